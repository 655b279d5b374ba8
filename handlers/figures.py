"""Figures of a period, and the cases behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

from handlers.desk import Desk
from reports.counting import (
    Figure,
    Row,
    Standing,
    counted,
    figures_in,
    inquiry_figures,
    length_figures,
    lengths,
    listed,
    size,
)
from reports.figures import CASE_FIGURES, LENGTHS, RECEIVED
from reports.period import Period, office_day

_NO_LENGTH: dict[str, Any] = {"numerator": 0, "denominator": 0, "value": None, "base": "replied"}


async def figures(
    desk: Desk, period: Period, by: str = "", as_of: date | None = None
) -> list[Figure]:
    """What was received in the period, as it stood at the end of `as_of` (today, unless an earlier day is given).

    `by` is channel, unit, month, kind, area, or '' for the total. Nothing received after `as_of` is counted.
    """
    at = standing(desk, period, as_of)
    seen = Period(period.first, min(period.last, at.as_of))
    wanted, groups = tuple(CASE_FIGURES.values()), (by,) if by else ()
    rows, taken = await desk.ledger.consult(
        lambda tally: (tally(counted(wanted, at, groups)), tally(lengths(at, RECEIVED, groups)))
    )
    cases = figures_in(rows, wanted, at, by)
    asked = inquiry_figures(await desk.ledger.inquiry_counts(seen), by, at.as_of)
    return [*asked, *_in_order(cases, length_figures(taken, at, by, desk.calendar))]


async def cases_behind(
    desk: Desk,
    name: str,
    period: Period,
    where: Mapping[str, str],
    *,
    whole: bool = False,
    after: str = "",
    most: int = 50,
) -> tuple[int, Sequence[Row]]:
    """How many cases a figure counted (`whole`: out of how many), and a page of them; rows are
    reports.counting.LISTED and whether the case is guarded. Raises KeyError for an unknown figure."""
    figure = CASE_FIGURES[name]
    at = standing(desk, period, None, where)
    [[number]], rows = await desk.ledger.consult(
        lambda tally: (
            tally(size(figure, at, whole=whole)),
            tally(listed(figure, at, whole=whole, after=after, most=most)),
        )
    )
    return int(number), rows


def standing(
    desk: Desk, period: Period, as_of: date | None = None, where: Mapping[str, str] | None = None
) -> Standing:
    today = office_day(desk.now())
    return Standing(period, min(today, as_of or today), desk.reporting.figures, where or {})


def _in_order(cases: Sequence[Figure], taken: Sequence[Figure]) -> list[Figure]:
    """Group by group; a group without replies has no lengths."""
    lengths_of = {(figure.group, figure.figure): figure for figure in taken}
    found: list[Figure] = []
    for group, own in groupby(cases, key=lambda figure: figure.group):
        found += (of_group := list(own))
        found += (
            lengths_of.get((group, name)) or replace(of_group[0], **_NO_LENGTH, figure=name)
            for name in LENGTHS
        )
    return found
