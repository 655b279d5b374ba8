"""The named figures, group by group, over what was received in a period as it stood on a day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from cases.calendar import WorkingCalendar
from cases.case import Case
from reports import measures
from reports.measures import Measure, Standing
from reports.period import office_day


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is unrounded: the count itself, a rate in [0, 1], or working days; None where there is nothing to
    divide. `denominator` is the size of the `base`; `group` is '' for the total and for cases that lack the group.
    """

    figure: str
    by: str
    group: str
    numerator: int
    denominator: int
    value: float | None
    base: str
    as_of: date


CASE_FIGURES: Mapping[str, Callable[[Standing], Measure]] = {
    "received": measures.received,
    "accepted": measures.accepted,
    "published": measures.published,
    "replied": measures.replied,
    "closed": measures.closed,
    "reply_rate": measures.reply_rate,
    "published_reply_rate": measures.published_reply_rate,
    "closing_rate": measures.closing_rate,
    "on_time_rate": measures.on_time_rate,
    "on_time_reply_rate": measures.on_time_reply_rate,
    "median_wd": measures.median_wd,
    "p90_wd": measures.p90_wd,
}
INQUIRY_FIGURES = ("inquiries", "answered_at_once")
FIGURES = (*INQUIRY_FIGURES, *CASE_FIGURES)
"""Names in the order of a report."""

COUNTS = frozenset({"inquiries", "received", "accepted", "published", "replied", "closed"})
LENGTHS = frozenset({"median_wd", "p90_wd"})
"""Figures in working days; those in neither set are rates."""

GROUPS: Mapping[str, Callable[[Case], str]] = {
    "channel": lambda case: case.channel,
    "unit": lambda case: case.unit,
    "month": lambda case: f"{office_day(case.received_at):%Y-%m}",
    "kind": lambda case: case.kind,
    "area": lambda case: case.area,
}
"""What cases can be grouped by; '' stands for all of them together."""


def case_figures(
    cases: Iterable[Case], by: str, as_of: date, calendar: WorkingCalendar
) -> list[Figure]:
    """Every figure of every group, groups sorted; with `by` '' the total alone. What was merged into another case or is
    a co-handler's part is no case of its own."""
    grouped: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.merged_into or case.part_of:
            continue
        grouped[GROUPS[by](case) if by else ""].append(_as_of(case, as_of))
    if not by:
        grouped.setdefault("", [])
    return [
        Figure(name, by, group, m.numerator, m.denominator, m.value, m.base, as_of)
        for group in sorted(grouped)
        for name, measure in CASE_FIGURES.items()
        for m in (measure(Standing(grouped[group], as_of, calendar)),)
    ]


def inquiry_figures(
    counts: Iterable[tuple[str, str, str, int]], by: str, as_of: date
) -> list[Figure]:
    """`counts` are (channel, month, status, count). An inquiry has a channel and a month and no other group."""
    if by not in ("", "channel", "month"):
        return []
    asked: defaultdict[str, int] = defaultdict(int, {} if by else {"": 0})
    answered: defaultdict[str, int] = defaultdict(int)
    for channel, month, status, count in counts:
        group = {"": "", "channel": channel, "month": month}[by]
        asked[group] += count
        answered[group] += count if status == "answered" else 0
    found = []
    for group in sorted(asked):
        whole, part = asked[group], answered[group]
        found.append(Figure("inquiries", by, group, whole, whole, whole, "inquiries", as_of))
        rate = part / whole if whole else None
        found.append(Figure("answered_at_once", by, group, part, whole, rate, "inquiries", as_of))
    return found


def _as_of(case: Case, day: date) -> Case:
    """The case without what happened after `day`."""

    def known(moment: datetime | None) -> datetime | None:
        return moment if moment and office_day(moment) <= day else None

    return replace(
        case,
        accepted_at=known(case.accepted_at),
        replied_at=known(case.replied_at),
        closed_at=known(case.closed_at),
        published_at=known(case.published_at),
    )
