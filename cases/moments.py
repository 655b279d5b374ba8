"""Moments as offices write them, in the office's zone."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

LOCAL = timezone(timedelta(hours=8), "UTC+8")
EARLIEST = 1949

WRITTEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(\d{1,2})\s*[:时点]\s*(\d{1,2})\s*分?(?:\s*:?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?)?"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """`at` is aware UTC; a `whole_day` was written without a time, and `at` is its first instant."""

    at: datetime
    whole_day: bool = False

    def not_before(self, other: "Moment") -> "Moment":
        """A whole day on which the other happened is taken to be no earlier than it."""
        same_day = self.at.astimezone(LOCAL).date() == other.at.astimezone(LOCAL).date()
        return other if self.whole_day and same_day else self


def read_moment(cell: object) -> Moment:
    """From text ('2012-03-04 10:20', '2012/3/4', '2012年3月4日 10时20分', seconds or not) or a workbook's cell.

    Raises ValueError.
    """
    match cell:
        case datetime():
            moment = Moment(_utc(cell))
        case date():
            moment = Moment(_utc(datetime.combine(cell, time())), whole_day=True)
        case _:
            moment = _from_text(str(cell))
    if moment.at.year < EARLIEST:
        raise ValueError(cell)
    return moment


def _from_text(text: str) -> Moment:
    written = WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not written:
        raise ValueError(text)
    year, month, day, hour, minute, second = (int(part or 0) for part in written.groups())
    local = datetime(year, month, day, hour, minute, second, tzinfo=LOCAL)
    return Moment(_utc(local), whole_day=written[4] is None)


def _utc(moment: datetime) -> datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)).astimezone(UTC)
