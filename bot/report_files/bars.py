"""A report's chart as bars that a template draws: a row for each category, a bar for each series."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.report_files.grid import ems
from reports.document import Chart

WIDTH, VALUES = 400, 70
"""Of the drawing, and of what is left for the numbers at its right, in the drawing's own units."""
FONT = 12
BAR, GAP = 18, 8
LONGEST = 12
"""Characters of a category that are shown; the whole name stands in the list of values."""
SHADES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """`shade` counts from 0 and begins again after SHADES; `text` is written behind the bar."""

    x: float
    y: int
    length: float
    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    middle: float
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Drawing:
    """`height` and `begin` (where the bars do) in the drawing's units. `within`: the later of two series is a part of
    the first, and lies upon it."""

    rows: Sequence[Row]
    height: int
    begin: float
    within: bool
    width: int = WIDTH


def draw(chart: Chart) -> Drawing:
    """The longest bar fills the width beside its category and number."""
    labels = [_short(category) for category in chart.categories]
    begin = max(map(ems, labels), default=0) * FONT + FONT
    largest = max((value or 0 for one in chart.series for value in one.values), default=0) or 1
    scale = (WIDTH - begin - VALUES) / largest
    within = _is_within(chart)
    deep = BAR * (1 if within else len(chart.series))
    rows = []
    for n, label in enumerate(labels):
        y = n * (deep + GAP) + GAP // 2
        values = [series.values[n] for series in chart.series]
        rows.append(Row(label, y + deep / 2, list(_bars(values, begin, y, scale, within))))
    return Drawing(rows, len(rows) * (deep + GAP), begin, within)


def _bars(
    values: Sequence[int | None], begin: float, y: int, scale: float, within: bool
) -> Iterator[Bar]:
    both = " / ".join(_text(value) for value in reversed(values))
    for shade, value in enumerate(values):
        text = ("" if shade else both) if within else _text(value)
        top = y if within else y + shade * BAR
        yield Bar(round(begin, 1), top, round((value or 0) * scale, 1), shade % SHADES, text)


def _is_within(chart: Chart) -> bool:
    return len(chart.series) == 2 and all(
        (part or 0) <= (whole or 0)
        for first, second in pairwise(chart.series)
        for whole, part in zip(first.values, second.values, strict=True)
    )


def _text(value: int | None) -> str:
    return "—" if value is None else str(value)


def _short(category: str) -> str:
    return category if len(category) <= LONGEST else f"{category[: LONGEST - 1]}…"
