"""The questions that figures put to `case_facts`: how many, and which.

Both are made here from the same conditions, so that a number and its list cannot differ. The text is the SQL that
SQLite and PostgreSQL share; values are `:named`.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from cases.calendar import WorkingCalendar
from reports.figure_rules import FigureRules
from reports.figures import ANY, GROUPS, LENGTHS, REPLIED, CaseFigure
from reports.period import Period

Value = str | int
Row = Sequence[Value]
Tally = Callable[["Query"], list[Row]]
"""Answers one question."""
LISTED = ("number", "channel", "kind", "unit", "area", "received_on", "replied_on", "closed_on")
"""Columns of a list, `guarded` after them."""


@dataclass(frozen=True, slots=True)
class Query:
    sql: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Standing:
    """Of what came in within the period, as it stood at the end of `as_of`; nothing received later is counted.
    `where`: column → value that the cases have to have."""

    period: Period
    as_of: date
    rules: FigureRules = field(default_factory=FigureRules)
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Value]:
        response, solved, satisfied = self.rules.weights
        settled_by = self.as_of - timedelta(days=self.rules.objection_days)
        return {
            "first": self.period.first.isoformat(),
            "last": min(self.period.last, self.as_of).isoformat(),
            "as_of": self.as_of.isoformat(),
            "settled_by": settled_by.isoformat(),
            "weight_response": response,
            "weight_solved": solved,
            "weight_satisfied": satisfied,
            **{f"where_{column}": value for column, value in self.where.items()},
        }

    def conditions(self, *conditions: str) -> str:
        known = (_column(column) for column in self.where)
        held = ("counted = 1", *conditions, *(f"{column} = :where_{column}" for column in known))
        return " AND ".join(f"({condition})" for condition in held if condition != ANY)


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is unrounded: the count itself, a rate in [0, 1], or working days; None where there is nothing to
    divide. `denominator` is the size of the `base`; `group` is '' for the total and for cases that lack the group.
    Where answers are graded, both are `scale` times the cases."""

    figure: str
    by: str
    group: str
    numerator: int
    denominator: int
    value: float | None
    base: str
    as_of: date
    scale: int = 1


def counted(figures: Iterable[CaseFigure], at: Standing, by: Sequence[str] = ()) -> Query:
    """One row for each group that has cases, with the groups' values, then part and whole of each figure. All figures
    are over the same cases (`during`)."""
    wanted = list(figures)
    [during] = {figure.during for figure in wanted}
    names = [_column(column) for column in by]
    numbers = [number for figure in wanted for number in _numbers(figure)]
    grouped = f" GROUP BY {', '.join(names)} ORDER BY {', '.join(names)}" if names else ""
    return Query(
        f"SELECT {', '.join([*names, *numbers])} FROM case_facts"
        f" WHERE {at.conditions(during)}{grouped}",
        at.values,
    )


def listed(
    figure: CaseFigure, at: Standing, *, whole: bool = False, after: str = "", most: int = 50
) -> Query:
    """The cases that a figure counted (or those out of which: `whole`), by number, after the one named."""
    return Query(
        f"SELECT {', '.join(LISTED)}, guarded FROM case_facts WHERE {of(figure, at, whole)}"
        " AND number > :after ORDER BY number LIMIT :most",
        {**at.values, "after": after, "most": most},
    )


def size(figure: CaseFigure, at: Standing, *, whole: bool = False) -> Query:
    """How long that list is."""
    return Query(f"SELECT count(*) FROM case_facts WHERE {of(figure, at, whole)}", at.values)


def of(figure: CaseFigure, at: Standing, whole: bool = False) -> str:
    """The condition of the list."""
    held = figure.whole or ANY
    return at.conditions(figure.during, held, ANY if whole else figure.part)


def lengths(at: Standing, during: str, by: Sequence[str] = ()) -> Query:
    """Rows of the groups' values, day of receipt, day of the first reply, number of cases."""
    names = [*(_column(column) for column in by), "replied_on", "received_on"]
    return Query(
        f"SELECT {', '.join(names)}, count(*) FROM case_facts"
        f" WHERE {at.conditions(during, REPLIED)} GROUP BY {', '.join(names)}",
        at.values,
    )


def figures_in(
    rows: Iterable[Row], figures: Iterable[CaseFigure], at: Standing, by: str
) -> list[Figure]:
    """What the answer to `counted` says."""
    wanted = list(figures)
    return [
        figure_of(figure, by, str(row[0]) if by else "", numbers[2 * n : 2 * n + 2], at)
        for row in rows
        for numbers in ([int(number or 0) for number in row[1 if by else 0 :]],)
        for n, figure in enumerate(wanted)
    ]


def figure_of(
    figure: CaseFigure, by: str, group: str, numbers: Sequence[int], at: Standing
) -> Figure:
    part, whole = numbers[0], figure.scale * numbers[1]
    rate = part / whole if whole else None
    value = rate if figure.is_rate else part
    return Figure(figure.name, by, group, part, whole, value, figure.base, at.as_of, figure.scale)


def length_figures(
    rows: Iterable[Row], at: Standing, by: str, calendar: WorkingCalendar
) -> list[Figure]:
    """Of each group: the median, the mean of the two middle ones where their number is even; and by nearest rank the
    length within which nine cases in ten had their reply."""
    found: dict[str, dict[int, int]] = {} if by else {"": {}}
    for row in rows:
        *group, replied, received, number = row
        days = found.setdefault(str(group[0]) if by else "", {})
        wd = _working_days(calendar, str(received), str(replied))
        days[wd] = days.get(wd, 0) + int(number)
    return [
        Figure(name, by, group, total, total, value, "replied", at.as_of)
        for group in sorted(found)
        for total in (sum(found[group].values()),)
        for name, value in zip(LENGTHS, _middle_and_late(found[group], total), strict=True)
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


def _middle_and_late(days: Mapping[int, int], total: int) -> tuple[float | None, float | None]:
    if not total:
        return None, None
    middle = median([_at_rank(days, (total + 1) // 2), _at_rank(days, total // 2 + 1)])
    return middle, _at_rank(days, (9 * total + 9) // 10)


def _at_rank(days: Mapping[int, int], rank: int) -> int:
    """The length of the case of this rank (from 1), shortest first."""
    for wd in sorted(days):
        rank -= days[wd]
        if rank <= 0:
            return wd
    raise ValueError(rank)


def _working_days(calendar: WorkingCalendar, received: str, replied: str) -> int:
    return calendar.working_days_between(date.fromisoformat(received), date.fromisoformat(replied))


def _numbers(figure: CaseFigure) -> tuple[str, str]:
    whole = figure.whole or ANY
    held = " AND ".join(f"({c})" for c in dict.fromkeys((whole, figure.part)) if c != ANY) or ANY
    part = f"sum({figure.weight})" if figure.weight else "count(*)"
    return f"{part} FILTER (WHERE {held})", f"count(*) FILTER (WHERE {whole})"


def _column(name: str) -> str:
    """Names come from programs; nothing else reaches the text of a query."""
    if name not in (*GROUPS, "applicant"):
        raise ValueError(name)
    return name


def inlined(query: Query) -> str:
    """The same question with its values in it, to be put anywhere by anybody."""

    def value(found: re.Match[str]) -> str:
        given = query.values[found[1]]
        return str(given) if isinstance(given, int) else "'" + given.replace("'", "''") + "'"

    return re.sub(r":([a-z_]+)", value, query.sql)
