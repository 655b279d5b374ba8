"""The form of the words that are kept as data: one group for a word, none by chance inside others."""

import tomllib
from collections import Counter
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import pytest

from knowledge.lexicon import lexicon
from knowledge.text import fold

DATA = Path(__file__).parents[3] / "knowledge" / "lexicon"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


SYNONYMS = [tuple(map(fold, group["terms"])) for group in read("synonyms.toml")["group"]]
CONTRASTS = [tuple(map(fold, group)) for group in read("contrasts.toml")["group"]]
GLOSSARY = read("glossary.toml")["term"]


def test_as_many_as_the_field_needs() -> None:
    assert len(SYNONYMS) >= 1_100
    assert len(CONTRASTS) >= 150
    assert len(GLOSSARY) >= 480


def test_a_word_stands_in_one_group_of_synonyms() -> None:
    assert [word for word, n in Counter(chain.from_iterable(SYNONYMS)).items() if n > 1] == []


def test_a_group_has_two_words_or_more() -> None:
    assert [group for group in (*SYNONYMS, *CONTRASTS) if len(set(group)) < 2] == []


def test_no_word_of_one_character() -> None:
    """It would stand inside other words by chance."""
    words = chain.from_iterable((*SYNONYMS, *CONTRASTS))
    assert [word for word in words if len(word) < 2] == []


def test_no_synonym_is_a_question_word() -> None:
    """A question word that is a synonym would stay in the content of every question. 营业时间 and the like name
    a matter too."""
    also_matters = {"营业时间", "联系方式", "收费标准", "联系电话"}
    asked = set(chain.from_iterable(lexicon().asks.values())) - also_matters
    assert asked.isdisjoint(chain.from_iterable(SYNONYMS))


def test_what_excludes_each_other_is_never_a_synonym() -> None:
    group_of = {word: i for i, group in enumerate(SYNONYMS) for word in group}
    same = [
        (a, b)
        for group in CONTRASTS
        for a, b in combinations(group, 2)
        if group_of.get(a, -1) == group_of.get(b, -2)
    ]
    assert same == []


def test_a_set_of_contrasts_is_not_written_twice() -> None:
    sets = Counter(map(frozenset, CONTRASTS))
    assert [words for words, n in sets.items() if n > 1] == []


EVERYDAY = """
老板拖工资|用人单位拖欠工资  喝酒开车|饮酒后驾驶  捷运|地铁  计程车|出租汽车  健保|基本医疗保险  影印|复印
停车格|停车位  网路|互联网  资讯|信息  机车|摩托车  里长|居委会主任  户口名簿|户口本  坐牢|服刑  欠钱不还|拖欠借款
私自排污|偷排污水  炒鱿鱼|辞退  狗咬人|犬只伤人  楼上扔东西|高空抛物  租客|承租人  老赖|失信被执行人  涨房租|上涨租金
房子漏水|渗漏  弄丢|遗失  重办|补领  老公|丈夫  小孩|子女  岁数|年龄  吃坏肚子|食物中毒  报税|纳税申报
"""


@pytest.mark.parametrize("pair", EVERYDAY.split())
def test_everyday_words_meet_official_ones(pair: str) -> None:
    said, official = (fold(words) for words in pair.split("|"))
    known = lexicon().synonyms
    assert any(
        official_word in official
        for word, others in known.items()
        if word in said
        for official_word in others
    )
