"""What names may stand for, and what an office may set of its figures."""

import pytest

from cases.errors import BadTable
from reports.bindings import OfCases, OfRegister, read_bindings
from reports.errors import BadWording
from reports.rules import report_rules, standard_bindings, standard_registers


def test_the_standard_names_are_all_bound() -> None:
    found = standard_bindings()
    questions, growth = found["question_replies"], found["counter_growth"]
    assert isinstance(questions, OfCases)
    assert (questions.figure.name, questions.where) == (
        "published_reply_rate",
        {"channel": "民心网"},
    )
    assert isinstance(growth, OfRegister)
    assert growth.grown


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[bind]\nx = { case = 'no_such' }", "wording.no_figure"),
        ("[bind]\nx = { register = '没有的' }", "wording.no_register"),
        ("[bind]\nx = { }", "wording.no_register"),
        ("[bind]\nx = { register = '会议', whole = '没有的' }", "wording.no_register"),
        ("[bind]\nx = { case = 'received', number = '1' }", "wording.no_column"),
        ("[bind]\nx = { register = '会议', channel = '1' }", "wording.no_column"),
        ("[bind", "wording.unreadable"),
    ],
)
def test_a_wrong_binding_is_named(text: str, key: str) -> None:
    with pytest.raises(BadWording) as refused:
        read_bindings(text, standard_registers())
    assert refused.value.key == key


def test_an_office_sets_its_own() -> None:
    rules = report_rules(
        "office = '某市'\nobjection_days = 7\nsmallest = 3\n"
        "three_rates = { response = 20, solved = 40, satisfied = 40 }",
        "[[register]]\nname = '植树'\nmeasure = '棵'\ntakes = 'flow'",
        "[bind]\ntrees = { register = '植树' }",
    )
    assert (rules.office, rules.figures.objection_days, rules.figures.smallest) == ("某市", 7, 3)
    assert rules.figures.weights == (20, 40, 40)
    assert rules.registers["植树"].measure == "棵"
    assert "trees" in rules.bindings
    assert "questions" in rules.bindings


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("three_rates = { response = 20, solved = 40, satisfied = 50 }", "three_rates"),
        ("three_rates = { response = 60, solved = 40 }", "satisfied"),
        ("smallest = -1", "smallest"),
        ("smallest = '5'", "smallest"),
        ("weights = 1", "weights"),
    ],
)
def test_a_wrong_setting_is_named(text: str, field: str) -> None:
    with pytest.raises(BadTable) as refused:
        report_rules(text)
    assert refused.value.values["field"] == field
