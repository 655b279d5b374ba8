"""A case as a row and back."""

from datetime import date
from typing import Any

from cases.case import Case, Contact, Origin, State
from ledger.values import moment, moment_text, optional_moment, optional_text
from reports.period import office_day

SAME = (
    *("number", "kind", "title", "content", "conversation", "language", "place"),
    *("area", "unit", "reply", "rating", "version"),
)
FLAGS = ("due_provisional", "anonymous", "confidential", "may_publish")
MOMENTS = (
    *("accepted_at", "transferred_at", "acknowledged_at"),
    *("replied_at", "closed_at", "published_at"),
)


def row_of(case: Case) -> dict[str, object]:
    return {
        **{name: getattr(case, name) for name in SAME},
        **{name: int(getattr(case, name)) for name in FLAGS},
        **{name: optional_text(getattr(case, name)) for name in MOMENTS},
        "channel": case.origin.channel,
        "outside_id": case.origin.outside_id,
        "received_at": moment_text(case.received_at),
        "received_on": office_day(case.received_at).isoformat(),
        "due_on": case.due_on.isoformat(),
        "state": case.state.value,
        "contact_name": case.contact.name,
        "contact_reach": case.contact.reach,
    }


def case_of(row: Any) -> Case:
    """`row` gives its columns by name."""
    alike: dict[str, Any] = {
        **{name: row[name] for name in SAME},
        **{name: bool(row[name]) for name in FLAGS},
        **{name: optional_moment(row[name]) for name in MOMENTS},
    }
    return Case(
        **alike,
        origin=Origin(row["channel"], row["outside_id"]),
        received_at=moment(row["received_at"]),
        due_on=date.fromisoformat(row["due_on"]),
        state=State(row["state"]),
        contact=Contact(row["contact_name"], row["contact_reach"]),
    )
