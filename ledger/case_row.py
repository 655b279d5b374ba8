"""A case as a row and back. Of a guarded case the row holds what is counted and timed; what it says stands apart."""

from dataclasses import asdict, replace
from datetime import date
from typing import Any

from cases.access import is_guarded
from cases.case import CallBack, Case, Contact, Origin, PublicText, State
from cases.chain import digest
from cases.clock import Clock, Extension, Pause
from cases.kinds import Limit
from ledger.values import (
    from_json,
    json_text,
    moment,
    moment_text,
    optional_day,
    optional_moment,
    optional_text,
)
from reports.period import office_day

SAME = (
    *("number", "kind", "title", "content", "conversation", "language", "place", "area", "unit"),
    *("reply", "rating", "responsible", "responsible_unit", "transfers", "part_of", "merged_into"),
    *("against", "escalated_to", "escalations", "reminders", "redirect", "reason", "reworks"),
    *("returns", "applicant", "result", "version"),
)
FLAGS = ("due_provisional", "anonymous", "confidential", "may_publish", "urgent", "settled")
MOMENTS = (
    *("accepted_at", "transferred_at", "acknowledged_at"),
    *("replied_at", "closed_at", "published_at", "ended_at", "forgotten_at"),
)
LISTS = ("parts", "recused")
"""Of words without blanks."""
WITHHELD = (
    *("title", "content", "place", "contact_name", "contact_reach", "conversation", "reply"),
    *("rating", "against", "reason", "public", "call_back", "outside_id"),
)
"""Columns that a guarded case leaves empty in its row."""


def row_of(case: Case) -> dict[str, object]:
    """What the general section keeps."""
    row = _row(case)
    if is_guarded(case):
        hidden = hidden_id(case.origin.outside_id)
        row |= dict.fromkeys(WITHHELD, "") | {"outside_id": hidden, "guarded": 1}
    return row


def texts_of(case: Case) -> str:
    """What the guarded section keeps."""
    row = _row(case)
    return json_text({name: row[name] for name in WITHHELD})


def hidden_id(outside_id: str) -> str:
    """A channel's own id may tell who wrote: of a guarded case only its digest is in the row."""
    return outside_id if outside_id.startswith("sha256:") else f"sha256:{digest(outside_id)}"


def case_of(row: Any, texts: str = "") -> Case:
    """`row` gives its columns by name; a guarded case is sealed unless its `texts` are given."""
    columns = dict(row)
    if texts:
        columns |= from_json(texts)
    alike: dict[str, Any] = {
        **{name: columns[name] for name in SAME},
        **{name: bool(columns[name]) for name in FLAGS},
        **{name: optional_moment(columns[name]) for name in MOMENTS},
        **{name: tuple(columns[name].split()) for name in LISTS},
    }
    return Case(
        **alike,
        origin=Origin(columns["channel"], columns["outside_id"]),
        received_at=moment(columns["received_at"]),
        due_on=date.fromisoformat(columns["due_on"]),
        watch_on=optional_day(columns["watch_on"]),
        state=State(columns["state"]),
        contact=Contact(columns["contact_name"], columns["contact_reach"]),
        clock=_clock_of(columns["clock"]),
        asked_extension=_extension_of(columns["asked_extension"]),
        public=_public_of(columns["public"]),
        call_back=_call_back_of(columns["call_back"]),
        solved=None if columns["solved"] is None else bool(columns["solved"]),
        sealed=bool(columns["guarded"]) and not texts,
    )


def _row(case: Case) -> dict[str, object]:
    return {
        **{name: getattr(case, name) for name in SAME},
        **{name: int(getattr(case, name)) for name in FLAGS},
        **{name: optional_text(getattr(case, name)) for name in MOMENTS},
        **{name: " ".join(getattr(case, name)) for name in LISTS},
        "channel": case.origin.channel,
        "outside_id": case.origin.outside_id,
        "received_at": moment_text(case.received_at),
        "received_on": office_day(case.received_at).isoformat(),
        "due_on": case.due_on.isoformat(),
        "watch_on": case.watch_on and case.watch_on.isoformat(),
        "state": case.state.value,
        "is_open": int(case.is_open),
        "guarded": 0,
        "contact_name": case.contact.name,
        "contact_reach": case.contact.reach,
        "clock": clock_text(case.clock),
        "asked_extension": _plain(case.asked_extension),
        "public": _plain(case.public),
        "call_back": _plain(case.call_back),
        "solved": None if case.solved is None else int(case.solved),
    }


def clock_text(clock: Clock) -> str:
    return json_text(asdict(clock))


def _plain(value: Any) -> str:
    return "" if value is None else json_text(asdict(value))


def _clock_of(text: str) -> Clock:
    told = from_json(text)
    return Clock(
        received=date.fromisoformat(told["received"]),
        limit=Limit(**told["limit"]),
        pauses=tuple(
            Pause(date.fromisoformat(p["since"]), p["reason"], optional_day(p["resumed"]))
            for p in told["pauses"]
        ),
        extension=_extension(told["extension"]),
    )


def _extension_of(text: str) -> Extension | None:
    return _extension(from_json(text)) if text else None


def _extension(told: dict[str, Any] | None) -> Extension | None:
    if told is None:
        return None
    return replace(Extension(**told), asked=date.fromisoformat(told["asked"]))


def _public_of(text: str) -> PublicText | None:
    return PublicText(**from_json(text)) if text else None


def _call_back_of(text: str) -> CallBack | None:
    if not text:
        return None
    told = from_json(text)
    return CallBack(**{**told, "at": moment(told["at"])})
