"""JSON and JSON lines → entries; the form is described in knowledge/sample/README.md."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from knowledge.dates import read_day
from knowledge.decoding import CONTROL
from knowledge.document import LONGEST_TEXT
from knowledge.entry import Entry, EntryKind, State
from knowledge.findings import Finding, Unreadable, shown
from knowledge.objects import from_object
from knowledge.reading.files import MOST_ROWS

_DAYS = ("published", "in_force_from", "in_force_to")
_STATES = (State.UNSTATED, State.DRAFT, State.ENDED)
_SOURCE = {"title", "issuer", "number", "url", "state", "successor", "replaces", *_DAYS}


def json_entries(
    text: str, kind: EntryKind | None, lines: bool
) -> tuple[list[Entry], list[Finding]]:
    """Sound objects as entries; a place is the line, or the number of the object counted from 1.

    `kind` stands in where an object names none. Raises Unreadable.
    """
    findings: list[Finding] = []
    entries: list[Entry] = []
    seen: dict[tuple[str, str], int] = {}
    for place, body in _lines(text, findings) if lines else _array(text):
        wrong = next(_wrong(place, body, kind), None)
        if not wrong:
            entry = _entry(place, body, kind)
            wrong = next(_repeated(entry, place, seen), None)
        if wrong:
            findings.append(wrong)
        else:
            entries.append(entry)
    if not entries and not findings:
        raise Unreadable("finding.empty_table")
    return entries, sorted(findings, key=lambda f: int(f.place))


def _array(text: str) -> list[tuple[int, object]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise Unreadable("finding.json", problem=shown(e)) from e
    if not isinstance(found, list):
        raise Unreadable("finding.json_list")
    if len(found) > MOST_ROWS:
        raise Unreadable("finding.too_many_rows", limit=MOST_ROWS)
    return list(enumerate(found, 1))


def _lines(text: str, findings: list[Finding]) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        try:
            if line.strip():
                yield number, json.loads(line)
        except (ValueError, RecursionError) as e:
            findings.append(
                Finding("finding.json", number, value=shown(line), values={"problem": shown(e)})
            )


def _texts(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())


def _list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _facts(value: object) -> bool:
    """Texts, but for the list of what is repealed."""
    return isinstance(value, Mapping) and all(
        _list(v) if name == "replaces" else isinstance(v, str) for name, v in value.items()
    )


def _text(value: object) -> bool:
    return isinstance(value, str)


_FORMS: Mapping[str, Callable[[object], bool]] = {
    "kind": lambda value: value in list(EntryKind),
    "title": _text,
    "text": _text,
    "anchor": _text,
    "headings": _list,
    "variants": _list,
    "slots": _texts,
    "area": _text,
    "source": _facts,
}


def _wrong(place: int, body: object, kind: EntryKind | None) -> Iterator[Finding]:
    if not isinstance(body, dict):
        yield Finding("finding.not_object", place, value=shown(body))
        return
    for name, value in body.items():
        form = _FORMS.get(name)
        if form is None:
            yield Finding("finding.unknown_field", place, shown(name), shown(value))
        elif not form(value):
            yield Finding("finding.wrong_form", place, name, shown(value))
        elif any(map(CONTROL.search, _strings(value))):
            yield Finding("finding.control", place, name, shown(value))
        elif any(len(text) > LONGEST_TEXT for text in _strings(value)):
            yield Finding("finding.too_long", place, name, shown(value), {"limit": LONGEST_TEXT})
    yield from _missing(place, body, kind)
    yield from _wrong_source(place, body.get("source"))


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            yield from map(str, value)
        case dict():
            yield from map(str, value)
            for held in value.values():
                yield from _strings(held)


def _missing(place: int, body: Mapping[str, object], kind: EntryKind | None) -> Iterator[Finding]:
    if not kind and "kind" not in body:
        yield Finding("finding.missing", place, "kind")
    if not str(body.get("title", "")).strip():
        yield Finding("finding.missing", place, "title")
    if not str(body.get("text", "")).strip() and not body.get("slots"):
        yield Finding("finding.missing", place, "text")


def _wrong_source(place: int, source: object) -> Iterator[Finding]:
    if not isinstance(source, dict) or not str(source.get("title", "")).strip():
        yield Finding("finding.missing", place, "source.title")
        return
    for name, value in source.items():
        if name not in _SOURCE:
            yield Finding("finding.unknown_field", place, f"source.{shown(name)}", shown(value))
        elif name in _DAYS and value and not read_day(str(value)):
            yield Finding("finding.bad_date", place, f"source.{name}", shown(value))
        elif name == "state" and value not in _STATES:
            yield Finding("finding.bad_state", place, "source.state", shown(value))


def _entry(place: int, body: object, kind: EntryKind | None) -> Entry:
    assert isinstance(body, dict)
    source = {
        name: str(read_day(value) or "") if name in _DAYS else value
        for name, value in body["source"].items()
    }
    entry = from_object({"kind": kind, **body, "source": source})
    return entry if entry.anchor else replace(entry, anchor=str(place))


def _repeated(entry: Entry, place: int, seen: dict[tuple[str, str], int]) -> Iterator[Finding]:
    """An anchor names one entry of a file; a question is asked once."""
    keys = [("anchor", entry.anchor)]
    if entry.kind is EntryKind.FAQ:
        keys.append(("title", entry.title))
    for name, value in keys:
        if (first := seen.setdefault((name, value), place)) != place:
            yield Finding("finding.duplicate", place, name, shown(value), {"row": first})
