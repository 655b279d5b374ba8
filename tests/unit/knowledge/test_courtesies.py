"""What is said around a question, and question words that only sound right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.courtesies import as_heard, bare
from knowledge.lexicon import lexicon
from knowledge.question import read_question, type_asked
from knowledge.text import fold


def _bare(text: str) -> str:
    return bare(fold(text), lexicon(), lambda rest: type_asked(rest, lexicon()))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("在吗，养犬登记怎么办", "养犬登记怎么办"),
        ("有人在吗 养犬登记怎么办", "养犬登记怎么办"),
        ("老师您好！养犬登记怎么办", "养犬登记怎么办"),
        ("不好意思打扰一下，养犬登记怎么办", "养犬登记怎么办"),
        ("不好意思打扰，养犬登记怎么办", "养犬登记怎么办"),
        ("不好意思，打扰您 养犬登记怎么办", "养犬登记怎么办"),
        ("替我妈问一下养犬登记怎么办", "养犬登记怎么办"),
        ("急急急！养犬登记怎么办，在线等，急", "养犬登记怎么办"),
        ("养犬登记怎么办[抱拳]", "养犬登记怎么办"),
        ("养犬登记怎么办，麻烦您了", "养犬登记怎么办"),
        ("养犬登记要什么材料，求解答", "养犬登记要什么材料"),
        ("养犬登记要什么材料，有人知道吗？", "养犬登记要什么材料"),
        ("养犬登记要什么材料，可以吗", "养犬登记要什么材料"),
        ("养犬证丢了找谁，咋办啊", "养犬证丢了找谁"),
    ],
)
def test_what_is_said_around_a_question(text: str, inner: str) -> None:
    assert _bare(text) == inner


@pytest.mark.parametrize(
    "text",
    [
        "老师退休工资怎么算",
        "领导信箱在哪里",
        "急诊能报销吗",
        "急救电话",
        "求助站在哪里",
        "他们的婚姻还存在吗",
        "感谢信寄到哪里",
        "养犬证丢了怎么办",
        "外地人养犬可以吗",
        "在不同的区养犬要重新登记吗",
        "京心相助在哪里试运行",
        "文号[2012]12号是什么文件",
    ],
)
def test_the_matter_itself_is_no_courtesy(text: str) -> None:
    assert _bare(text) == fold(text)


@pytest.mark.parametrize("text", ["你好", "谢谢", "在吗", "急急急", "[抱拳]"])
def test_what_is_nothing_else_stays(text: str) -> None:
    assert _bare(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("户口可易迁吗", "户口可以迁吗"),
        ("时后到了怎么办", "时候到了怎么办"),
        ("养犬登记在现等", "养犬登记在线等"),
        ("养犬登记如合办理", "养犬登记如何办理"),
    ],
)
def test_question_words_by_their_sound(typed: str, meant: str) -> None:
    assert as_heard(fold(typed), lexicon()) == fold(meant)


@pytest.mark.parametrize(
    "text", ["本市什么时候供热", "交易税怎么算", "百货公司几点开门", "规程在哪里"]
)
def test_words_that_only_sound_so_stay(text: str) -> None:
    assert as_heard(fold(text), lexicon()) == fold(text)


@given(st.text(alphabet="你好谢在吗急的怎么办养犬登记可以求解答[], ,!", max_size=20))
def test_nothing_is_added(text: str) -> None:
    folded = fold(text)
    left = iter(folded)
    assert all(character in left for character in _bare(text))


def test_a_question_with_courtesies_asks_what_it_asks_without() -> None:
    asked = read_question("同志你好，养犬登记要多少钱啊，麻烦了", lexicon())
    plain = read_question("养犬登记要多少钱啊", lexicon())
    assert (asked.content, asked.asks) == (plain.content, plain.asks)
