"""A case told step by step: the rules, without a ledger."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.form import LONGEST_LINE, checked
from cases.kinds import load_kinds
from handlers.dialogue import STEPS, Draft, Said, WrongInput, answered, form, prompt

KINDS = load_kinds().names(date(2026, 11, 22))
BEGIN: Draft = {"step": "kind"}


def tell(*said: Said, draft: Draft = BEGIN) -> Draft:
    for one in said:
        draft = answered(draft, one, KINDS)
    return draft


def pressed(act: str, step: str) -> Said:
    return Said(act=act, value=step)


COMPLAINT = (
    pressed("kind", "投诉"),
    Said("路灯不亮"),
    Said("新华街12号"),
    Said("13900000000"),
    pressed("no", "confidential"),
    pressed("yes", "publish"),
)


def test_all_steps_in_order_make_a_form() -> None:
    draft = tell(*COMPLAINT)
    told = form(draft)
    assert draft["step"] == "confirm"
    assert (told.kind, told.content, told.place) == ("投诉", "路灯不亮", "新华街12号")
    assert (told.contact.reach, told.confidential, told.may_publish) == ("13900000000", False, True)


def test_yes_at_the_end_opens_and_no_cancels() -> None:
    assert tell(*COMPLAINT, pressed("yes", "confirm"))["step"] == "open"
    assert tell(*COMPLAINT, pressed("no", "confirm"))["step"] == "cancel"


def test_confidential_case_is_not_asked_about_publishing() -> None:
    draft = tell(*COMPLAINT[:4], pressed("yes", "confidential"))
    assert draft["step"] == "confirm"
    assert not form(draft).may_publish


def test_report_of_wrongdoing_is_never_published() -> None:
    draft = tell(pressed("kind", "举报"), *COMPLAINT[1:5])
    assert draft["step"] == "confirm"
    assert not form(draft).may_publish


def test_anonymous_leaves_no_contact() -> None:
    draft = tell(*COMPLAINT[:3], pressed("anonymous", "contact"), pressed("yes", "confidential"))
    assert form(draft).anonymous
    assert form(draft).contact.reach == ""


def test_question_taken_over_may_be_kept_or_replaced() -> None:
    asked: Draft = BEGIN | {"content": "路灯归谁管？"}
    kind = pressed("kind", "求助")
    assert tell(kind, pressed("keep", "content"), draft=asked)["content"] == "路灯归谁管？"
    assert tell(kind, Said("路灯坏了"), draft=asked)["content"] == "路灯坏了"


def test_kind_may_be_typed() -> None:
    assert tell(Said(" 建议 "))["kind"] == "建议"


@pytest.mark.parametrize(
    ("before", "said", "key"),
    [
        (0, Said("随便"), "dialogue.press"),
        (0, pressed("kind", "依申请公开"), "dialogue.earlier"),
        (1, Said("\u200b \u202e"), "dialogue.empty"),
        (1, pressed("keep", "content"), "dialogue.earlier"),
        (2, Said("长" * (LONGEST_LINE + 1)), "dialogue.long"),
        (2, pressed("skip", "contact"), "dialogue.earlier"),
        (4, Said("也许"), "dialogue.press"),
        (4, pressed("yes", "confirm"), "dialogue.earlier"),
    ],
)
def test_wrong_input_is_named(before: int, said: Said, key: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        tell(*COMPLAINT[:before], said)
    assert wrong.value.notice.key == key


SAID = st.one_of(
    st.builds(Said, st.text(max_size=300)),
    st.builds(
        Said,
        act=st.sampled_from(["kind", "keep", "skip", "anonymous", "yes", "no", "ask", "🙂"]),
        value=st.sampled_from([*(step.name for step in STEPS), *KINDS, ""]),
    ),
)


@given(st.lists(SAID, max_size=40))
def test_any_talk_stays_on_a_step_that_can_be_asked_or_ends_in_a_sound_form(
    talk: list[Said],
) -> None:
    draft = BEGIN
    for said in talk:
        try:
            draft = answered(draft, said, KINDS)
        except WrongInput:
            continue
        if draft["step"] in ("open", "cancel"):
            assert checked(form(draft)).kind in KINDS
            return
        assert prompt(draft, KINDS).key.startswith("dialogue.")
