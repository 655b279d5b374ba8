"""What citizens type is kept clean, and refused only when it cannot be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.case import Contact
from cases.errors import BadForm
from cases.form import LONGEST_CONTENT, LONGEST_LINE, TITLE_LENGTH, CaseForm, checked
from cases.text import clean


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (CaseForm("咨询", ""), "case.content_empty"),
        (CaseForm("咨询", "\u200b \n\x00"), "case.content_empty"),
        (CaseForm("咨询", "路" * (LONGEST_CONTENT + 1)), "case.content_long"),
        (CaseForm("咨询", "路", title="题" * (LONGEST_LINE + 1)), "case.title_long"),
        (CaseForm("咨询", "路", place="地" * (LONGEST_LINE + 1)), "case.place_long"),
        (
            CaseForm("咨询", "路", contact=Contact("", "1" * (LONGEST_LINE + 1))),
            "case.contact_long",
        ),
    ],
)
def test_form_that_cannot_be_kept_is_refused_in_words(form: CaseForm, key: str) -> None:
    with pytest.raises(BadForm) as error:
        checked(form)
    assert error.value.key == key
    assert all(say(key, language, error.value.values) for language in LANGUAGES)


def test_longest_content_is_kept() -> None:
    assert len(checked(CaseForm("咨询", "路" * LONGEST_CONTENT)).content) == LONGEST_CONTENT


def test_anonymous_form_keeps_no_contact() -> None:
    form = CaseForm("咨询", "路灯不亮", contact=Contact("王某", "13000000000"), anonymous=True)
    assert checked(form).contact == Contact()


def test_title_is_the_first_sentence() -> None:
    assert checked(CaseForm("咨询", "路灯不亮。请修")).title == "路灯不亮"
    assert checked(CaseForm("咨询", "路" * 99)).title == "路" * (TITLE_LENGTH - 1) + "…"
    assert checked(CaseForm("咨询", "??")).title == "??"


def test_tricks_are_taken_out_and_words_stay() -> None:
    assert clean(" 路\u202e灯\x07\r\n'; drop <b>\ud800😀\t! ") == "路灯\n'; drop <b>😀 !"


@given(st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
