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
        ("八成一", "81%"),
        ("八成以上", "80%以上"),
        ("百分之八十一点五", "81.5%"),
        ("百分之百", "100%"),
        ("两万", "20000"),
        ("2万", "20000"),
        ("2.5万", "25000"),
        ("三万五", "35000"),
        ("一万零五百", "10500"),
        ("一亿两千万", "120000000"),
        ("一百二", "120"),
        ("第一百零二条", "第102条"),
        ("第十条", "第10条"),
        ("三个月", "3个月"),
        ("1,200元", "1200元"),
        ("十月八号", "10月8日"),
        ("两三天", "两三天"),
        ("一成立", "1成立"),
        ("千万别去", "千万别去"),
        ("2012,2013", "2012,2013"),
        ("ＱＱ群", "qq群"),
        ("市 长 热 线", "市长热线"),
        ("a\u202eb", "ab"),
    ],
)
def test_fold(published: str, folded: str) -> None:
    assert fold(published) == folded


@given(
    st.text(st.characters(codec="gb2312"))
    | st.text("〇零一二三五九十百千两万亿分之点成半月号年第0125.,， 元a")
)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.integers(0, 99_999_999))
def test_a_number_is_the_same_in_characters_and_in_figures(number: int) -> None:
    assert fold(in_characters(number)) == str(number)


def in_characters(number: int) -> str:
    """As it is read out: 10203 → 一万零二百零三."""
    if number >= 10_000:
        whole, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return in_characters(whole) + "万" + gap + (in_characters(rest) if rest else "")
    said, gap = "", ""
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            said, gap = said + gap + "零一二三四五六七八九"[digit] + mark, ""
        elif said:
            gap = "零"
    return said or "零"


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
