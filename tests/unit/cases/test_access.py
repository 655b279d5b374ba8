"""Role × act × kind of case: the whole table, written out a second time by hand."""

from dataclasses import replace

import pytest

from cases.access import Act, Person, Role, may, may_read_record, sees_contact
from cases.case import Case
from cases.kinds import load_kinds
from tests.support.records import a_case

UNIT = "住建局"
KINDS = load_kinds().all_names()
CASES = {
    **{kind: a_case(unit=UNIT, kind=kind) for kind in KINDS},
    "confidential": a_case(unit=UNIT, confidential=True),
}
GUARDED = {"举报", "confidential"}

# one letter for each role that may: o operator, f officer of the unit, s supervisor, e editor, u auditor, a admin
OPEN_TABLE = {
    Act.VIEW: "ofseua",
    Act.READ_RECORD: "sua",
    Act.ACCEPT: "osa",
    Act.REFUSE: "osa",
    Act.TRANSFER: "osa",
    Act.TRANSFER_AGAIN: "sa",
    Act.ACKNOWLEDGE: "fsa",
    Act.SEND_BACK: "fsa",
    Act.JOIN: "fsa",
    Act.REMIND: "osa",
    Act.ESCALATE: "sa",
    Act.ASK_EXTENSION: "fsa",
    Act.EXTEND: "sa",
    Act.PAUSE: "fsa",
    Act.RESUME: "fsa",
    Act.REPLY: "ofsa",
    Act.PUBLISH: "sea",
    Act.CALL_BACK: "osa",
    Act.REWORK: "osa",
    Act.MERGE: "osa",
    Act.WITHDRAW: "osa",
    Act.RECUSE: "ofsa",
    Act.CLOSE: "ofsa",
    Act.ARCHIVE: "sa",
}
GUARDED_TABLE = {
    **dict.fromkeys(Act, "s"),
    **dict.fromkeys(
        (
            *(Act.VIEW, Act.ACKNOWLEDGE, Act.SEND_BACK, Act.JOIN, Act.ASK_EXTENSION, Act.PAUSE),
            *(Act.RESUME, Act.REPLY, Act.RECUSE, Act.CLOSE),
        ),
        "fs",
    ),
    Act.READ_RECORD: "su",
    Act.PUBLISH: "",
}
LETTERS = dict(zip("ofseua", Role, strict=True))


def somebody(role: str, unit: str = "") -> Person:
    return Person(f"{role}1", role, unit or (UNIT if role == Role.OFFICER else ""))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("role", Role)
def test_the_table(role: Role, name: str) -> None:
    table = GUARDED_TABLE if name in GUARDED else OPEN_TABLE
    allowed = {act for act in Act if role in {LETTERS[letter] for letter in table[act]}}
    assert {act for act in Act if may(somebody(role), act, CASES[name])} == allowed


@pytest.mark.parametrize("unit", ["公安局", ""])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_officer_acts_on_cases_of_the_own_unit_alone(unit: str, case: Case) -> None:
    officer = Person("officer1", Role.OFFICER, unit)
    assert not any(may(officer, act, case) for act in Act)
    assert not any(may(officer, act, replace(case, unit="")) for act in Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_whoever_stepped_aside_does_nothing(role: Role, case: Case) -> None:
    person = somebody(role)
    assert not any(may(person, act, replace(case, recused=(person.login,))) for act in Act)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_unit_complained_of_does_nothing(role: Role, case: Case) -> None:
    person = somebody(role, "供热公司")
    assert not any(may(person, act, replace(case, against="供热公司")) for act in Act)


def test_the_record_of_readings_is_for_supervisor_and_auditor() -> None:
    readers = {role for role in Role if may_read_record(somebody(role))}
    assert readers == {Role.SUPERVISOR, Role.AUDITOR}
    assert not may_read_record(Person("x", "guest"))


def test_an_unknown_role_may_nothing() -> None:
    assert not any(may(Person("x", "guest", UNIT), act, CASES["咨询"]) for act in Act)


@pytest.mark.parametrize("role", Role)
def test_a_unit_handles_a_guarded_case_without_the_contact(role: Role) -> None:
    assert sees_contact(somebody(role), CASES["举报"]) == (role != Role.OFFICER)
    assert sees_contact(somebody(role), CASES["咨询"])
