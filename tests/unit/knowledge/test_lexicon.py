"""The form of the words that are kept as data: one group for a word, none by chance inside others."""

from collections import Counter
from itertools import chain, combinations, permutations

import pytest

from knowledge.lexicon import _read as read
from knowledge.lexicon import lexicon
from knowledge.text import fold

SYNONYMS = [tuple(map(fold, group["terms"])) for group in read("synonyms.toml")["group"]]
CONTRASTS = [tuple(map(fold, group)) for group in read("contrasts.toml")["group"]]
GLOSSARY = read("glossary.toml")["term"]


def test_as_many_as_the_field_needs() -> None:
    assert len(SYNONYMS) >= 1_100


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


