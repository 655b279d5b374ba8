"""Words with bound numbers: what is printed, and that no numeral stands in them by itself."""

import pytest

from reports.document import Printed
from reports.errors import BadWording
from reports.registers import Precise
from reports.verify import printed as printed_again
from reports.wording import Number, joined, printed, style_of, unbound, written

NUMBERS = {
    "meetings": Number(2),
    "radio": Number(70, precise=Precise.LEAST),
    "library": Number(60_000, precise=Precise.ABOUT),
    "replies": Number(370, 457),
    "growth": Number(13_334, 170_947),
    "counter": Number(184_281, month=11),
    "fees": Number(125_000),
    "basis": Number(1, text="黑政公开办发[2013]3号"),
}


def told(words: str) -> str:
    return joined(written(words, lambda name: NUMBERS[name], "一、"))


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("召开会议{meetings:中}次", "召开会议两次"),
        ("{meetings}次", "2次"),
        ("{radio}个单位", "70多个单位"),
        ("到馆{library:万}人次", "到馆6万人次"),
        ("回复率{replies:%}", "回复率81%"),
        ("增长{growth:%1}", "增长7.8%"),
        ("截至{counter:月}月末受理{counter}件", "截至11月末受理184281件"),
        ("收费{fees:万元}万元", "收费12.5万元"),
        ("通知（{basis}）", "通知（黑政公开办发[2013]3号）"),
        (
            "一是进一步统一认识，执行一次性告知、一口收费。",
            "一是进一步统一认识，执行一次性告知、一口收费。",
        ),
    ],
)
def test_a_name_prints_its_number(words: str, read: str) -> None:
    assert told(words) == read


@pytest.mark.parametrize(
    "words",
    [
        *(
            "问题3个",
            "问题３个",
            "問題٣",
            "二次会议两次",
            "六个部分",
            "十二家单位",
            "百分之八十",
            "四周年",
        ),
        *("壹佰件", "达到八十", "共计十五", "三几户", "有三位", "收费五元", "½"),
        *("三十多个单位", "2012年", "①②", "Ⅲ类", "一百二十件"),
    ],
)
def test_a_numeral_by_itself_is_refused_with_its_place(words: str) -> None:
    with pytest.raises(BadWording) as refused:
        told(words)
    assert refused.value.key == "wording.unbound"
    assert refused.value.values["place"] == "一、"
    assert refused.value.values["value"] in words
    assert unbound(words)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("{nothing}件", "wording.unknown_name"),
        ("{meetings:大写}次", "wording.wrong_style"),
        ("{meetings:月}月", "wording.nothing_entered"),
        ("会议{meetings次", "wording.brace"),
        ("会议}次", "wording.brace"),
    ],
)
def test_what_stands_for_nothing_is_named(words: str, key: str) -> None:
    with pytest.raises(BadWording) as refused:
        told(words)
    assert refused.value.key == key


def test_every_number_names_its_note() -> None:
    words = written("会议{meetings:中}次，{radio}个", lambda name: NUMBERS[name], "")
    assert words == ["会议", Printed("两", "meetings:中"), "次，", Printed("70多", "radio"), "个"]


@pytest.mark.parametrize("name", ["meetings", "radio", "library", "replies", "growth", "fees"])
@pytest.mark.parametrize("style", ["", "中", "万", "万元", "%", "%1"])
def test_the_stand_alone_program_prints_alike(name: str, style: str) -> None:
    number = NUMBERS[name]
    key = f"{name}:{style}" if style else name
    again = printed_again(number.quantity, number.whole, style_of(key, number))
    assert again.removesuffix("多") == printed(number, style).removesuffix("多")


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (0, "零"),
        (2, "两"),
        (9, "九"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_characters_before_a_measure_word(number: int, read: str) -> None:
    assert printed(Number(number), "中") == read
    assert printed_again(number, 1, "中") == read
