"""Every signal once where it must be high and once where it must be low. The town is Linhe, which does not exist."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.lexicon import lexicon
from knowledge.question import read_question
from knowledge.ranking import Ranking
from knowledge.signals import SIGNALS, names
from knowledge.text import fold

FAQ, GUIDE, DOCUMENT = EntryKind.FAQ, EntryKind.GUIDE, EntryKind.DOCUMENT
_LEAST_APART = 0.1


def entry(id: str, kind: EntryKind, title: str, text: str, *variants: str) -> Entry:
    return Entry(id, "", kind, title, text, Source(""), variants=variants)


ENTRIES = [
    entry("pay", FAQ, "取暖费什么时候交？", "供热费每年9月1日至10月31日交纳。", "暖气费几月交"),
    entry("not_paid", FAQ, "不交取暖费会怎么样？", "逾期的加收滞纳金。"),
    entry("dog", FAQ, "养犬登记收多少钱？", "养犬登记每只收费200元。"),
    entry("in", FAQ, "户口迁入需要什么材料？", "户口簿、身份证、准迁证。"),
    entry("out", FAQ, "户口迁出需要什么材料？", "户口簿、身份证。"),
    entry("bus60", FAQ, "60岁以上老人坐公交车免费吗？", "凭老年卡免费。"),
    entry("bus70", FAQ, "70岁以上老人坐公交车免费吗？", "凭老年卡免费。"),
    entry("library", FAQ, "", "图书馆上午9点至下午5点开放，凭身份证进入。"),
    entry("id", GUIDE, "居民身份证办理", "申请材料:户口簿。\n办理窗口:3号窗口"),
    entry("report1", DOCUMENT, "临河镇工作报告", "镇长热线全年接听来电540个，全部办结。"),
    entry("report2", DOCUMENT, "临河镇工作报告", "文化广场设置3块大屏幕。"),
]
PAY, OUT, BUS = "暖气费几月交", "户口迁出要哪些材料", "60岁老人坐公交车要钱吗"
UNPAID, LIBRARY, CARD = "不交取暖费会怎么样", "图书馆几点开放", "身份证办理窗口"
HOTLINE, REPORT = "镇长热线接了多少电话", "工作报告"
DOG = "养犬收多少钱"
LOST = "护照丢了怎么补办"
CHAT = "给我讲个图书馆的故事"
REPORTED = "工作报告里镇长热线接听了多少来电"
CASES = {
    "title_share": ((OUT, "out"), (OUT, "in")),
    "title_exact": ((PAY, "pay"), (PAY, "not_paid")),
    "title_characters": ((OUT, "out"), (OUT, "in")),
    "title_words": ((OUT, "out"), (OUT, "in")),
    "title_rarest_lost": ((OUT, "in"), (OUT, "out")),
    "back_share": ((PAY, "pay"), (PAY, "not_paid")),
    "back_lost": ((PAY, "not_paid"), (PAY, "pay")),
    "back_rarest_lost": ((OUT, "in"), (OUT, "out")),
    "back_characters": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "text_share": ((CARD, "id"), (CARD, "out")),
    "sentence_share": ((LIBRARY, "library"), (HOTLINE, "dog")),
    "beyond_title": ((REPORTED, "report1"), (REPORTED, "report2")),
    "share": ((CARD, "id"), (CARD, "out")),
    "exact": ((OUT, "out"), (OUT, "in")),
    "characters": ((OUT, "out"), (OUT, "in")),
    "words": ((CARD, "id"), (CARD, "out")),
    "lost": ((OUT, "in"), (OUT, "out")),
    "rarest_lost": ((OUT, "in"), (OUT, "out")),
    "first_word": ((BUS, "bus60"), (BUS, "bus70")),
    "last_word": ((CARD, "id"), (CARD, "library")),
    "longest_run": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "lost_both_ways": ((OUT, "in"), (OUT, "out")),
    "held_both_ways": ((OUT, "out"), (OUT, "in")),
    "word_lost_both_ways": ((OUT, "in"), (OUT, "out")),
    "ratio": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "content_ratio": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "text_ratio": ((LIBRARY, "library"), (HOTLINE, "dog")),
    "in_order": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "token_set": ((OUT, "out"), (OUT, "in")),
    "canonical_ratio": ((PAY, "pay"), (PAY, "not_paid")),
    "canonical_same": ((PAY, "pay"), (PAY, "not_paid")),
    "type_same": ((PAY, "pay"), (PAY, "not_paid")),
    "type_other": ((PAY, "not_paid"), (PAY, "pay")),
    "type_shown": ((PAY, "pay"), (PAY, "not_paid")),
    "facets_common": ((UNPAID, "not_paid"), (UNPAID, "pay")),
    "facets_asked_only": ((UNPAID, "pay"), (UNPAID, "not_paid")),
    "facets_title_only": ((UNPAID, "pay"), (UNPAID, "not_paid")),
    "facets_other": ((UNPAID, "pay"), (UNPAID, "not_paid")),
    "facets_in_text": ((CARD, "id"), (CARD, "out")),
    "swapped": ((OUT, "in"), (OUT, "out")),
    "added": ((DOG, "dog"), (OUT, "out")),
    "dropped": ((UNPAID, "pay"), (UNPAID, "not_paid")),
    "differences": ((OUT, "in"), (OUT, "out")),
    "apart_share": ((REPORTED, "report1"), (REPORTED, "report2")),
    "apart_text": ((REPORTED, "report1"), (REPORTED, "report2")),
    "apart_lost": ((OUT, "in"), (OUT, "out")),
    "numbers_missing": ((BUS, "bus70"), (BUS, "bus60")),
    "numbers_other": ((BUS, "bus70"), (BUS, "bus60")),
    "negation_differs": ((UNPAID, "pay"), (UNPAID, "not_paid")),
    "contrast": ((OUT, "in"), (OUT, "out")),
    "whole_score": ((OUT, "out"), (OUT, "id")),
    "whole_depth": ((OUT, "out"), (OUT, "id")),
    "title_score": ((OUT, "out"), (OUT, "id")),
    "synonym_score": ((PAY, "pay"), (PAY, "not_paid")),
    "same_title": ((REPORT, "report1"), (OUT, "out")),
    "title_length": ((BUS, "bus60"), (LIBRARY, "library")),
    "text_length": ((LIBRARY, "library"), (BUS, "bus60")),
    "length_differs": ((PAY, "not_paid"), (PAY, "pay")),
    "untitled": ((CARD, "library"), (CARD, "id")),
    "title_asks": ((OUT, "out"), (OUT, "id")),
    "document_share": ((REPORTED, "report2"), (REPORTED, "report1")),
    "document_words": ((REPORTED, "report2"), (REPORTED, "report1")),
    "document_text_share": ((REPORTED, "report2"), (REPORTED, "report1")),
    "document_beyond_title": ((REPORTED, "report2"), (REPORTED, "report1")),
    "document_text_ratio": ((REPORTED, "report2"), (REPORTED, "report1")),
    "chat": ((CHAT, "library"), (LIBRARY, "library")),
}
"""Signal → question and entry where it is high, and where it is low."""


@pytest.fixture(scope="module")
def ranking() -> Ranking:
    return Ranking(ENTRIES, lexicon())


def signals(ranking: Ranking, question: str, but: str = "") -> dict[str, dict[str, float]]:
    """Entry → signal → value."""
    asked = ranking.asked(read_question(question, lexicon()), fold(but))
    return {
        passage.entry.id: dict(zip(names(), row, strict=True))
        for passage, row in asked.signals(ranking.candidates(asked))
    }


@pytest.mark.parametrize("signal", names())
def test_a_signal_is_higher_where_it_must_be(ranking: Ranking, signal: str) -> None:
    (question, high), (other, low) = CASES[signal]
    highest = signals(ranking, question)[high][signal]
    assert highest >= signals(ranking, other)[low][signal] + _LEAST_APART


def test_each_signal_is_named_once_with_its_way() -> None:
    assert len(set(names())) == len(names())
    assert {name[0] for group in SIGNALS.values() for name in group.split()} == set("+-~")


def test_what_stands_alone_lies_behind_nothing(ranking: Ranking) -> None:
    alone = signals(ranking, OUT)["out"]
    assert {alone[name] for name in names() if name.startswith("document_")} == {0.0}


@pytest.mark.parametrize("question", [PAY, OUT, BUS, UNPAID, CARD])
def test_no_other_entry_holds_more_of_the_question(ranking: Ranking, question: str) -> None:
    meant = {PAY: "pay", OUT: "out", BUS: "bus60", UNPAID: "not_paid", CARD: "id"}[question]
    found = signals(ranking, question)
    for signal in ("share", "held_both_ways", "ratio", "whole_score"):
        assert found[meant][signal] == max(row[signal] for row in found.values())
    assert found[meant]["lost"] == min(row["lost"] for row in found.values())


def test_shares_lie_between_0_and_1(ranking: Ranking) -> None:
    counted = {"back_lost", "lost", "facets_asked_only", "facets_title_only", "numbers_missing"}
    counted |= {"numbers_other", "title_length", "text_length", "differences", "apart_lost"}
    for question in (PAY, OUT, BUS, UNPAID, LIBRARY, CARD, HOTLINE, REPORT, LOST):
        for row in signals(ranking, question).values():
            assert all(value >= 0 for value in row.values())
            assert all(value <= 1 for name, value in row.items() if name not in counted)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("养犬登记收多少钱", "養犬登記收多少錢"),
        ("60岁老人坐公交车要钱吗", "六十岁老人坐公交车要钱吗"),
        ("60岁老人坐公交车要钱吗", "６０岁老人坐公交车要钱吗"),
        ("户口迁出要哪些材料", "请问户口迁出要哪些材料"),
        ("户口迁出要哪些材料", "户口 迁出 要哪些材料？"),
    ],
    ids=["traditional", "numeral", "full width", "courtesy", "blanks and mark"],
)
def test_two_spellings_have_the_same_signals(ranking: Ranking, one: str, other: str) -> None:
    assert signals(ranking, one) == signals(ranking, other)


@pytest.mark.parametrize(
    ("question", "spelt_right", "id", "least"),
    [
        ("养狗登记收多少钱", "养犬登记收多少钱", "dog", 0.95),
        ("护口迁出要什么材料", "户口迁出要什么材料", "out", 0.75),
    ],
    ids=["synonym", "homophone"],
)
def test_another_word_or_sound_is_worth_less_than_the_word_and_more_than_none(
    ranking: Ranking, question: str, spelt_right: str, id: str, least: float
) -> None:
    worse, right = signals(ranking, question)[id], signals(ranking, spelt_right)[id]
    assert least <= worse["title_share"] < right["title_share"]
    assert worse["title_exact"] < worse["title_share"]


def test_a_number_counts_wherever_the_passage_has_it(ranking: Ranking) -> None:
    found = signals(ranking, "养犬登记200元吗")["dog"]
    assert (found["numbers_missing"], found["numbers_other"]) == (0, 0)
    found = signals(ranking, "养犬登记300元吗")["dog"]
    assert (found["numbers_missing"], found["numbers_other"]) == (1, 0)


def test_a_contrast_is_none_where_the_question_names_both(ranking: Ranking) -> None:
    found = signals(ranking, "户口迁入和户口迁出要什么材料")
    assert found["in"]["contrast"] == found["out"]["contrast"] == 0


def test_not_paying_is_another_matter_than_paying_and_the_other_way_round(
    ranking: Ranking,
) -> None:
    assert signals(ranking, "不交取暖费怎么办")["pay"]["negation_differs"] == 1
    assert signals(ranking, "取暖费哪天交")["not_paid"]["negation_differs"] == 1
    assert signals(ranking, "取暖费没交怎么办")["not_paid"]["negation_differs"] == 0


def test_a_title_left_aside_counts_as_if_it_were_not_published(ranking: Ranking) -> None:
    aside = signals(ranking, PAY, but="暖气费几月交")["pay"]
    assert signals(ranking, PAY)["pay"]["title_exact"] == 1
    assert aside["title_exact"] < 0.5
    assert aside["title_share"] > 0.9  # the title that is left, by its synonym
    assert signals(ranking, OUT, but="户口迁出需要什么材料？")["out"]["untitled"] == 1


def test_a_question_without_content_has_no_candidates(ranking: Ranking) -> None:
    assert signals(ranking, "怎么办？") == {}


def test_a_title_that_no_other_candidate_has_is_shared_with_none(ranking: Ranking) -> None:
    """However few candidates there are: a lone one is not the surer for it."""
    (alone,) = signals(ranking, LIBRARY).values()
    assert alone["same_title"] == 0
    assert {row["same_title"] for row in signals(ranking, OUT).values()} == {0}
