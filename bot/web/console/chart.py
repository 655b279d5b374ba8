"""Bars of a chart as numbers that a template draws: replied within received, group by group."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 400
ROW = 26
LABEL = 110
"""Widths and heights in the drawing's own units; a row holds one group."""

MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Bar:
    """`whole` and `part` are lengths; `y` the top of the row."""

    label: str
    received: int
    replied: int
    whole: float
    part: float
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """`height`, `width` and `label` (where the bars begin) in the drawing's units."""

    bars: Sequence[Bar]
    height: int
    width: int = WIDTH
    label: int = LABEL


def draw(rows: Sequence[tuple[str, int, int]]) -> Chart:
    """`rows` are (group, replied, received); the longest bar fills the width beside its label and number."""
    shown = rows[:MOST_ROWS]
    largest = max((received for _, _, received in shown), default=0) or 1
    scale = (WIDTH - LABEL - 70) / largest
    bars = [
        Bar(label, received, replied, received * scale, replied * scale, i * ROW)
        for i, (label, replied, received) in enumerate(shown)
    ]
    return Chart(bars, len(bars) * ROW)
