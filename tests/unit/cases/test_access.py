"""Role × act × case: the whole table."""

import pytest

from cases.access import Act, Role, may
from cases.case import Case
from tests.support.records import a_case

OPEN = a_case(unit="住建局")
GUARDED = [a_case(unit="住建局", confidential=True), a_case(unit="住建局", kind="举报")]
ALL = set(Act)

MAY = {
    Role.OPERATOR: {Act.VIEW, Act.ACCEPT, Act.TRANSFER, Act.REPLY, Act.CLOSE},
    Role.OFFICER: {Act.VIEW, Act.ACKNOWLEDGE, Act.REPLY, Act.CLOSE},
    Role.SUPERVISOR: ALL,
    Role.ADMIN: ALL,
}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_acts_of_a_role(role: Role, act: Act) -> None:
    assert may(role, "住建局", act, OPEN) == (act in MAY[role])


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", GUARDED, ids=["confidential", "wrongdoing"])
def test_guarded_case_is_for_supervisor_and_admin(role: Role, act: Act, case: Case) -> None:
    assert may(role, "住建局", act, case) == (role in (Role.SUPERVISOR, Role.ADMIN))


@pytest.mark.parametrize("unit", ["公安局", ""])
@pytest.mark.parametrize("act", Act)
def test_officer_sees_the_own_unit_only(unit: str, act: Act) -> None:
    assert not may(Role.OFFICER, unit, act, OPEN)
    assert not may(Role.OFFICER, unit, act, a_case(unit=""))


def test_unknown_role_may_nothing() -> None:
    assert not any(may("guest", "住建局", act, OPEN) for act in Act)
