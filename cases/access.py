"""Who may do what with a case: asked here and nowhere else."""

from collections.abc import Mapping
from enum import StrEnum

from cases.case import Case
from cases.kinds import WRONGDOING


class Role(StrEnum):
    """Operators take cases in and pass them on, officers handle those of their unit, supervisors see to both."""

    OPERATOR = "operator"
    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Act(StrEnum):
    VIEW = "view"
    ACCEPT = "accept"
    TRANSFER = "transfer"
    ACKNOWLEDGE = "acknowledge"
    REPLY = "reply"
    CLOSE = "close"
    PUBLISH = "publish"


ACTS: Mapping[str, frozenset[Act]] = {
    Role.OPERATOR: frozenset({Act.VIEW, Act.ACCEPT, Act.TRANSFER, Act.REPLY, Act.CLOSE}),
    Role.OFFICER: frozenset({Act.VIEW, Act.ACKNOWLEDGE, Act.REPLY, Act.CLOSE}),
    Role.SUPERVISOR: frozenset(Act),
    Role.ADMIN: frozenset(Act),
}


def is_guarded(case: Case) -> bool:
    """A confidential case or a report of wrongdoing: kept from units and from whoever merely passes it on.

    Source: 信访工作条例 arts 30, 46; 济南市12345市民服务热线条例 art. 32.
    """
    return case.confidential or case.kind == WRONGDOING


def may(role: str, unit: str, act: str, case: Case) -> bool:
    """`unit` is the person's own. A guarded case is for supervisor and admin alone; an unknown role may do nothing."""
    if act not in ACTS.get(role, ()):
        return False
    if is_guarded(case) and role not in (Role.SUPERVISOR, Role.ADMIN):
        return False
    return role != Role.OFFICER or (unit != "" and unit == case.unit)
