"""What each state allows, and that no order of moves leads anywhere illegal."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases import lifecycle
from cases.calendar import Due
from cases.case import Case, Change, Move, Origin, State
from cases.errors import IllegalMove
from cases.form import CaseForm, checked
from tests.support.records import NOW, a_case

LATER = NOW + timedelta(hours=1)
Step = Callable[[Case], Change]

STEPS: dict[Move, Step] = {
    Move.ACCEPT: lambda case: lifecycle.accept(case, "op", LATER),
    Move.TRANSFER: lambda case: lifecycle.transfer(case, "住建局", "op", LATER),
    Move.ACKNOWLEDGE: lambda case: lifecycle.acknowledge(case, "officer", LATER),
    Move.REPLY: lambda case: lifecycle.reply(case, "已修复。", "officer", LATER),
    Move.PUBLISH: lambda case: lifecycle.publish(case, "boss", LATER),
    Move.CLOSE: lambda case: lifecycle.close(case, "op", LATER),
}
R, A, T, K, P, C = State
ALLOWED = {
    Move.ACCEPT: {R},
    Move.TRANSFER: {R, A, T, K},
    Move.ACKNOWLEDGE: {T},
    Move.REPLY: {R, A, T, K, P},
    Move.PUBLISH: {P, C},
    Move.CLOSE: {P},
}


def standing(state: State) -> Case:
    return a_case(state=state, may_publish=True)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", STEPS)
def test_state_allows_or_refuses_with_a_reason(move: Move, state: State) -> None:
    if state in ALLOWED[move]:
        [event] = STEPS[move](standing(state)).events
        assert (event.move, event.at) == (move, LATER)
    else:
        with pytest.raises(IllegalMove) as error:
            STEPS[move](standing(state))
        for language in LANGUAGES:
            assert say(error.value.key, language, error.value.values)


@given(st.lists(st.sampled_from(list(STEPS))))
def test_any_order_of_moves_leaves_a_legal_case(moves: list[Move]) -> None:
    case = a_case(may_publish=True)
    for move in moves:
        try:
            case = STEPS[move](case).case
        except IllegalMove:
            continue
    assert (case.state in (State.REPLIED, State.CLOSED)) == (case.replied_at is not None)
    assert (case.state is State.CLOSED) == (case.closed_at is not None)
    assert (case.state is State.RECEIVED) == (case.accepted_at is None)
    assert bool(case.reply) == (case.replied_at is not None)
    assert case.published_at is None or case.replied_at is not None
    assert case.version == 0


def test_opened_case_carries_the_form_and_its_due_day() -> None:
    form = checked(CaseForm("求助", "暖气不热。已经三天了", place="青云路"))
    due = Due(date(2012, 3, 12), provisional=True)
    change = lifecycle.open_case("2012-00001", Origin("cli", "1"), form, due, NOW, language="ru")
    case = change.case
    assert (case.title, case.place, case.language) == ("暖气不热", "青云路", "ru")
    assert (case.due_on, case.due_provisional, case.state) == (due.day, True, State.RECEIVED)
    assert [event.move for event in change.events] == [Move.OPEN]


def test_second_reply_keeps_the_moment_of_the_first() -> None:
    first = lifecycle.reply(a_case(), "正在查。", "op", NOW).case
    second = lifecycle.reply(first, "已修复。", "op", LATER)
    assert (second.case.replied_at, second.case.reply) == (NOW, "已修复。")
    assert second.events[0].detail == {"text": "已修复。"}


@pytest.mark.parametrize("text", ["", "  \n", "\u202e\u200b"])
def test_empty_reply_is_none(text: str) -> None:
    with pytest.raises(IllegalMove, match=r"move\.no_text"):
        lifecycle.reply(a_case(), text, "op", NOW)


def test_transfer_needs_another_unit() -> None:
    with pytest.raises(IllegalMove, match=r"move\.no_unit"):
        lifecycle.transfer(a_case(), " ", "op", NOW)
    with pytest.raises(IllegalMove, match=r"move\.same_unit"):
        lifecycle.transfer(a_case(unit="住建局"), "住建局", "op", NOW)


def test_transfer_to_another_unit_waits_for_its_acknowledgement() -> None:
    held = a_case(state=State.ACKNOWLEDGED, unit="公安局", acknowledged_at=NOW)
    change = lifecycle.transfer(held, "住建局", "op", LATER)
    assert (change.case.state, change.case.acknowledged_at) == (State.TRANSFERRED, None)
    assert change.events[0].detail == {"from": "公安局", "to": "住建局"}


@pytest.mark.parametrize(
    "case",
    [
        a_case(state=State.REPLIED, may_publish=False),
        a_case(state=State.REPLIED, may_publish=True, confidential=True),
        a_case(state=State.REPLIED, may_publish=True, kind="举报"),
    ],
    ids=["not allowed", "confidential", "wrongdoing"],
)
def test_case_that_must_stay_private_is_not_published(case: Case) -> None:
    with pytest.raises(IllegalMove, match=r"move\.not_publishable"):
        lifecycle.publish(case, "boss", NOW)


def test_case_is_published_once() -> None:
    with pytest.raises(IllegalMove, match=r"move\.published_already"):
        lifecycle.publish(a_case(state=State.REPLIED, may_publish=True, published_at=NOW), "b", NOW)
