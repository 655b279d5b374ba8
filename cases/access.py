"""Who may do what with a case: asked here and nowhere else. What is not allowed below is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.case import Case
from cases.kinds import WRONGDOING


class Role(StrEnum):
    """Operators take cases in and pass them on, officers handle those of their unit, supervisors see to both; editors
    tend what is published, auditors read the record, the admin keeps the program running."""

    OPERATOR = "operator"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    EDITOR = "editor"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Act(StrEnum):
    """What somebody wants to do with a case; those of a staff member's moves have the move's name."""

    VIEW = "view"
    READ_RECORD = "read_record"
    """See who has read a guarded case."""
    ACCEPT = "accept"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    TRANSFER_AGAIN = "transfer_again"
    """The third time and later."""
    ACKNOWLEDGE = "acknowledge"
    SEND_BACK = "send_back"
    JOIN = "join"
    REMIND = "remind"
    ESCALATE = "escalate"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    REPLY = "reply"
    PUBLISH = "publish"
    CALL_BACK = "call_back"
    REWORK = "rework"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    RECUSE = "recuse"
    CLOSE = "close"
    ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever wants to act; `unit` is the person's own, '' for the desk."""

    login: str
    role: str
    unit: str = ""


_DESK = frozenset(
    {
        *(Act.VIEW, Act.ACCEPT, Act.REFUSE, Act.TRANSFER, Act.REMIND, Act.REPLY, Act.CALL_BACK),
        *(Act.REWORK, Act.MERGE, Act.WITHDRAW, Act.RECUSE, Act.CLOSE),
    }
)
_UNIT = frozenset(
    {
        *(Act.VIEW, Act.ACKNOWLEDGE, Act.SEND_BACK, Act.JOIN, Act.ASK_EXTENSION, Act.PAUSE),
        *(Act.RESUME, Act.REPLY, Act.RECUSE, Act.CLOSE),
    }
)
ACTS: Mapping[str, frozenset[Act]] = {
    Role.OPERATOR: _DESK,
    Role.OFFICER: _UNIT,
    Role.SUPERVISOR: frozenset(Act),
    Role.EDITOR: frozenset({Act.VIEW, Act.PUBLISH}),
    Role.AUDITOR: frozenset({Act.VIEW, Act.READ_RECORD}),
    Role.ADMIN: frozenset(Act),
}
GUARDED_ACTS: Mapping[str, frozenset[Act]] = {
    Role.OFFICER: _UNIT,
    Role.SUPERVISOR: frozenset(Act) - {Act.PUBLISH},
    Role.AUDITOR: frozenset({Act.READ_RECORD}),
}
"""Of guarded cases: whoever keeps the program running does not read them."""


def is_guarded(case: Case) -> bool:
    """A confidential case or a report of wrongdoing: kept from units and from whoever merely passes it on.

    Source: 信访工作条例 arts 30, 46; 济南市12345市民服务热线条例 art. 32.
    """
    return case.confidential or case.kind == WRONGDOING


def may(person: Person, act: str, case: Case) -> bool:
    """An officer acts on cases of the own unit alone. The unit complained of, and whoever stepped aside, on none."""
    allowed = (GUARDED_ACTS if is_guarded(case) else ACTS).get(person.role, ())
    if act not in allowed or person.login in case.recused:
        return False
    if person.unit and person.unit == case.against:
        return False
    own = only_unit(person)
    return own is None or (own != "" and own == case.unit)


def only_unit(person: Person) -> str | None:
    """The one unit whose cases this person works with ('' is none of them); None: those of every unit."""
    return person.unit if person.role == Role.OFFICER else None


def may_register(person: Person) -> bool:
    """Take down what a caller or a visitor tells: whoever is asked first (首问)."""
    return person.role in (Role.OPERATOR, Role.OFFICER, Role.SUPERVISOR, Role.ADMIN)


def may_edit_rules(person: Person) -> bool:
    """Where cases are proposed to go."""
    return person.role in (Role.SUPERVISOR, Role.ADMIN)


def may_keep_registers(person: Person) -> bool:
    """Enter and strike rows of the registers, write a report's words."""
    return person.role in (Role.EDITOR, Role.SUPERVISOR, Role.ADMIN)


def may_review_reports(person: Person) -> bool:
    """Review and sign off what somebody else wrote."""
    return person.role in (Role.EDITOR, Role.SUPERVISOR, Role.AUDITOR)


def may_sign_reports(person: Person) -> bool:
    return person.role == Role.SUPERVISOR


def may_read_record(person: Person) -> bool:
    """Who has read which guarded case, over all of them."""
    return Act.READ_RECORD in GUARDED_ACTS.get(person.role, ())


def sees_contact(person: Person, case: Case) -> bool:
    """A unit handles a guarded case without knowing who told it."""
    return not (is_guarded(case) and person.role == Role.OFFICER)
