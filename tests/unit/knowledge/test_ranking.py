"""The order of passages, with and without fitted weights."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.lexicon import lexicon
from knowledge.question import read_question
from knowledge.ranking import Ranked, Ranking
from knowledge.weighing import fitted, plain


def faq(id: str, title: str, text: str, *variants: str) -> Entry:
    return Entry(id, "", EntryKind.FAQ, title, text, Source(""), variants=variants)


ENTRIES = [
    faq("heat", "取暖费什么时候交？", "供热费每年9月1日至10月31日交纳。", "暖气费几月交"),
    faq("dog", "养犬登记收多少钱？", "养犬登记每只收费200元。"),
    faq("in", "户口迁入需要什么材料？", "户口簿、身份证、准迁证。"),
    faq("out", "户口迁出需要什么材料？", "户口簿、身份证。"),
    faq("school", "小学几岁可以入学？", "年满6周岁可以入学。"),
    faq("pension", "退休金每月几号发？", "养老金每月15日发放。"),
    faq("library", "", "图书馆上午9点至下午5点开放，凭身份证进入。"),
]
QUESTIONS = {
    "取暖费什么时候交": "heat",
    "供暖费几号交": "heat",
    "暖气费几月交": "heat",
    "養狗登記收多少錢": "dog",
    "养犬登计收多少钱": "dog",
    "户口迁出要什么材料": "out",
    "户口迁入要什么材料": "in",
    "孩子几岁能上小学": "school",
    "养老金几号发": "pension",
    "图书馆几点开放": "library",
}


def rank(ranking: Ranking, question: str) -> list[Ranked]:
    return ranking.rank(read_question(question, lexicon()))


@pytest.mark.parametrize("weights", [fitted(), plain()], ids=["fitted", "plain"])
def test_the_entry_meant_is_first(weights: object) -> None:
    ranking = Ranking(ENTRIES, lexicon(), weights)  # type: ignore[arg-type]
    first = {question: rank(ranking, question)[0].passage.entry.id for question in QUESTIONS}
    assert first == QUESTIONS


def test_probabilities_fall_and_sum_to_no_more_than_1() -> None:
    ranking = Ranking(ENTRIES, lexicon())
    for question in QUESTIONS:
        chances = [ranked.probability for ranked in rank(ranking, question)]
        assert chances == sorted(chances, reverse=True)
        assert 0 < sum(chances) <= 1 + 1e-9


def test_every_entry_is_ranked_once() -> None:
    ids = [r.passage.entry.id for r in rank(Ranking(ENTRIES, lexicon()), "户口迁出要什么材料")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("question", ["怎么办", "？", "", "的"])
def test_without_content_nothing_is_ranked(question: str) -> None:
    assert rank(Ranking(ENTRIES, lexicon()), question) == []


def test_nothing_published_nothing_ranked() -> None:
    assert rank(Ranking([], lexicon()), "取暖费什么时候交") == []


def test_the_order_of_the_entries_is_irrelevant() -> None:
    one, other = Ranking(ENTRIES, lexicon()), Ranking(ENTRIES[::-1], lexicon())
    for question in QUESTIONS:
        ranked, turned = rank(one, question), rank(other, question)
        assert [r.passage.entry.id for r in ranked] == [r.passage.entry.id for r in turned]
        assert [r.probability for r in ranked] == pytest.approx(
            [r.probability for r in turned], abs=1e-6
        )


def test_equal_passages_stand_in_the_order_of_their_ids() -> None:
    twins = [faq(id, "养犬登记收多少钱？", "养犬登记每只收费200元。") for id in "cab"]
    for entries in (twins, twins[::-1]):
        ranked = rank(Ranking([*ENTRIES[2:], *entries], lexicon()), "养犬登记收多少钱")
        assert [r.passage.entry.id for r in ranked[:3]] == ["a", "b", "c"]
        assert len({round(r.probability, 6) for r in ranked[:3]}) == 1
