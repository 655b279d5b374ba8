"""What is read from a question's wording: the type that is asked, and the places among its words."""

import pytest

from knowledge.constraints import hints_at_type, shows_type
from knowledge.lexicon import lexicon
from knowledge.question import read_question


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("为何停水", "why"),
        ("為何遲遲不修路？", "why"),
        ("停水的原因为何停不下来", "why"),
        ("通報方式為何？", "which"),
        ("申請資格為何", "which"),
    ],
)
def test_wei_he_at_the_end_asks_what_it_is(question: str, asks: str) -> None:
    assert read_question(question, lexicon()).asks == asks


def test_other_places_are_a_constraint_and_count_among_the_words_for_the_ranking() -> None:
    asked = read_question("大庆的取暖费多少钱", lexicon())
    assert asked.places == {"大庆"}
    assert asked.content == "取暖费"
    assert asked.content_with_places == "大庆 取暖费"


def test_without_another_place_both_contents_are_the_same() -> None:
    asked = read_question("取暖费2013年多少钱", lexicon())
    assert asked.content == asked.content_with_places == "取暖费"


@pytest.mark.parametrize(
    ("asks", "text", "hinted", "shown"),
    [
        ("where", "搭乘地点为码头", True, True),
        ("where", "到社区服务站", True, False),
        ("where", "每年一次", False, False),
        ("materials", "身份证和户口簿", True, False),
        ("how_to", "登录网站提交", True, False),
        ("who", "由城管局负责", True, False),
        ("whether", "不得转租", True, False),
        ("", "任何文字", False, False),
    ],
)
def test_a_text_hints_at_more_types_than_a_line_must_show(
    asks: str, text: str, hinted: bool, shown: bool
) -> None:
    assert hints_at_type(asks, text) is hinted
    assert shows_type(asks, text) is shown
