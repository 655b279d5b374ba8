"""Entries as JSON objects: the form of the sample town, of exports, and of the published file's rows."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import blake2b
from typing import TypeAlias

from knowledge.entry import Entry, EntryKind, Source, State

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def to_object(entry: Entry) -> dict[str, Json]:
    """Without id, version and sample mark, which the publication gives. Empty fields are left out."""
    whole: dict[str, Json] = {
        "kind": entry.kind.value,
        "title": entry.title,
        "text": entry.text,
        "anchor": entry.anchor,
        "headings": list(entry.headings),
        "variants": list(entry.variants),
        "slots": dict(entry.slots),
        "area": entry.area,
        "source": source_object(entry.source),
    }
    return {name: value for name, value in whole.items() if value}


def source_object(source: Source) -> dict[str, Json]:
    whole: dict[str, Json] = {
        "title": source.title,
        "issuer": source.issuer,
        "number": source.number,
        "published": _day(source.published),
        "in_force_from": _day(source.in_force_from),
        "in_force_to": _day(source.in_force_to),
        "url": source.url,
        "state": source.state.value,
        "successor": source.successor,
        "replaces": list(source.replaces),
    }
    return {name: value for name, value in whole.items() if value}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def from_object(body: Mapping[str, object]) -> Entry:
    """The entry of a sound object, still without id and version. An empty `text` is composed from the slots."""
    slots = {str(label): str(value) for label, value in _mapping(body.get("slots")).items()}
    return Entry(
        id="",
        version="",
        kind=EntryKind(str(body["kind"])),
        title=str(body["title"]),
        text=str(body.get("text") or slot_text(slots)),
        source=source_from(_mapping(body.get("source"))),
        anchor=str(body.get("anchor", "")),
        headings=_strings(body.get("headings")),
        variants=_strings(body.get("variants")),
        area=str(body.get("area", "")),
        slots=slots,
    )


def source_from(body: Mapping[str, object]) -> Source:
    return Source(
        title=str(body.get("title", "")),
        issuer=str(body.get("issuer", "")),
        number=str(body.get("number", "")),
        published=_date(body.get("published")),
        in_force_from=_date(body.get("in_force_from")),
        in_force_to=_date(body.get("in_force_to")),
        url=str(body.get("url", "")),
        state=State(str(body.get("state", ""))),
        successor=str(body.get("successor", "")),
        replaces=_strings(body.get("replaces")),
    )


def _date(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _strings(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def slot_text(slots: Mapping[str, str]) -> str:
    """One line for each slot, in the order published."""
    return "\n".join(f"{label}:{value}" for label, value in slots.items())


def identified(entry: Entry, key: str) -> Entry:
    """With its id, stable for one anchor of one publication, and its version, a digest of what can be shown."""
    body = to_object(entry)
    shown = [body.get(name) for name in ("title", "text", "slots", "source")]
    return replace(
        entry, id=digest(key, entry.anchor), version=digest(json.dumps(shown, ensure_ascii=False))
    )


def digest(*parts: str) -> str:
    """20 hexadecimal digits."""
    return blake2b("\0".join(parts).encode(), digest_size=10).hexdigest()
