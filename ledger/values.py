"""How values stand in a row: moments and days as text that sorts by time, notices as JSON."""

import json
from datetime import UTC, date, datetime
from typing import Any

from handlers.notice import Button, Notice


def moment_text(moment: datetime) -> str:
    """UTC with microseconds, always 32 characters. Raises ValueError when the zone is missing."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {moment!r}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def optional_text(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def optional_moment(text: str | None) -> datetime | None:
    return None if text is None else moment(text)


def optional_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def json_text(value: object) -> str:
    """Days and moments within as text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_text)


def from_json(text: str) -> dict[str, Any]:
    """Of an object."""
    value: dict[str, Any] = json.loads(text)
    return value


def _text(value: object) -> str:
    match value:
        case datetime():
            return moment_text(value)
        case date():
            return value.isoformat()
    raise TypeError(f"{value!r} has no form in JSON")


def strings(text: str) -> dict[str, str]:
    """A flat JSON object of strings: a draft, the detail of an event."""
    value: dict[str, str] = json.loads(text)
    return value


def notice_text(notice: Notice) -> str:
    return json_text(
        {
            "key": notice.key,
            "values": dict(notice.values),
            "buttons": [
                {"act": b.act, "value": b.value, "key": b.key, "values": dict(b.values)}
                for b in notice.buttons
            ],
        }
    )


def notice(text: str) -> Notice:
    stored = json.loads(text)
    return Notice(stored["key"], stored["values"], tuple(Button(**b) for b in stored["buttons"]))
