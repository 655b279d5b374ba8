"""Folding: one form for both sides of a comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import bigrams, fold, printable, sentences, syllables


@pytest.mark.parametrize(
    ("published", "folded"),
    [
        ("請問市長熱線", "请问市长热线"),
        ("八十一%", "81%"),
        ("百分之八十一", "81%"),
        ("十七个窗口", "17个窗口"),
        ("二〇一二年", "2012年"),
        ("一百六十一项", "161项"),
        ("ＱＱ群", "qq群"),
        ("市 长 热 线", "市长热线"),
        ("a\u202eb", "ab"),
    ],
)
def test_fold(published: str, folded: str) -> None:
    assert fold(published) == folded


@given(st.text(st.characters(codec="gb2312")))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_printable_text_holds_no_control_or_surrogate(text: str) -> None:
    printable(text).encode("utf-8")


def test_a_number_keeps_its_decimal_point_inside_a_sentence() -> None:
    assert sentences("同比增长7.8%,办结率100%。其他。") == ["同比增长7.8%,办结率100%。", "其他。"]


@given(st.text())
def test_sentences_lose_only_blanks(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_homophones_sound_alike() -> None:
    assert syllables("民新网回腹率") == syllables("民心网回复率")


def test_bigrams_keep_numbers_whole() -> None:
    assert bigrams("民心网2012年") == ["民心", "心网", "2012", "年"]
