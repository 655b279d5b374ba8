"""A span of office days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

OFFICE_ZONE = timezone(timedelta(hours=8), "UTC+8")
"""China has one zone without summer time, so a fixed offset is exact."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included, days in the office's zone."""

    first: date
    last: date

    def bounds(self) -> tuple[datetime, datetime]:
        """[start, end) in UTC."""
        start = datetime.combine(self.first, time(), OFFICE_ZONE)
        end = datetime.combine(self.last + timedelta(days=1), time(), OFFICE_ZONE)
        return start.astimezone(UTC), end.astimezone(UTC)


def office_day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()
