"""The deadline ledger in words: day by day for a table, and in short for a message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.messages import say
from cases.calendar import WorkingCalendar
from cases.clock import Clock
from cases.deadline import LedgerDay, deadline_days
from handlers.notice import Notice, Value


@dataclass(frozen=True, slots=True)
class Line:
    """One day or several alike. `counted`: '3', or '3–5'; '' where none counts."""

    first: date
    last: date
    counted: str
    why: str

    @property
    def days(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first} – {self.last}"


def day_lines(clock: Clock, calendar: WorkingCalendar, language: str) -> list[Line]:
    """From the day of receipt to the due date."""
    return list(lines(list(deadline_days(clock, calendar)), language))


def short_lines(clock: Clock, calendar: WorkingCalendar, language: str) -> list[Line]:
    """Days in a row that are alike in one line."""
    days = day_lines(clock, calendar, language)
    alike = groupby(days, key=lambda line: (bool(line.counted), line.why))
    return [_joined(list(run)) for _, run in alike]


def ledger_notice(clock: Clock, calendar: WorkingCalendar, language: str) -> Notice:
    """As a message, where there is no room for a table."""
    told = [
        say(
            "deadline.line_counted" if line.counted else "deadline.line",
            language,
            {"days": line.days, "counted": line.counted, "why": line.why},
        )
        for line in short_lines(clock, calendar, language)
    ]
    values: dict[str, Value] = {
        "limit": clock.days,
        "unit": say(f"due.unit.{clock.limit.unit}", language),
        "lines": "\n".join(told),
    }
    return Notice("deadline.told", values)


def why(day: LedgerDay, language: str) -> str:
    joint = "；" if language == "zh" else "; "
    return joint.join(say(reason.key, language, reason.values) for reason in day.why)


def lines(days: Sequence[LedgerDay], language: str) -> Iterator[Line]:
    """A line for each day."""
    counted = 0
    for day in days:
        counted += day.counted
        yield Line(day.date, day.date, str(counted) if day.counted else "", why(day, language))


def _joined(lines: Sequence[Line]) -> Line:
    first, last = lines[0], lines[-1]
    counted = first.counted
    if first is not last and counted:
        counted = f"{counted}–{last.counted}"
    return Line(first.first, last.last, counted, first.why)
