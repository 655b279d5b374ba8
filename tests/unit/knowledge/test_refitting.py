"""Weights refitted to a town: what moves them, what leaves them as they are. The town, Linhe, is invented."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.lexicon import lexicon
from knowledge.question import read_question
from knowledge.ranking import Ranking
from knowledge.refitting import FEWEST, Example, Score, approved, refit
from knowledge.weighing import Weights, fitted, plain


def faq(id: str, title: str, text: str, *variants: str) -> Entry:
    return Entry(id, "", EntryKind.FAQ, title, text, Source(""), variants=variants)


ENTRIES = [
    faq(
        "heat", "取暖费什么时候交？", "每年9月1日至10月31日交纳。", "暖气费几月交", "供暖费哪天截止"
    ),
    faq("dog", "养犬登记收多少钱？", "每只收费200元。", "养狗要交钱吗", "办狗证花多少"),
    faq("in", "户口迁入需要什么材料？", "准迁证。", "迁户口进来带什么", "落户要带啥"),
    faq("out", "户口迁出需要什么材料？", "户口簿。", "户口迁走带什么", "把户口迁出去要啥"),
    faq("school", "小学几岁可以入学？", "年满6周岁。", "孩子多大上小学", "几岁念一年级"),
    faq("pension", "养老金几号发？", "每月15日。", "退休金哪天到账", "养老钱几号领"),
    faq("water", "水费怎么交？", "到水站交纳。", "交水费去哪里", "自来水钱咋交"),
    faq("tax", "个体户怎么报税？", "网上申报。", "小店咋报税", "摆摊的怎么交税"),
    faq("park", "公园几点关门？", "每天21时。", "公园晚上开到几点", "公园啥时候锁门"),
    faq("card", "身份证丢了怎么补？", "到窗口补领。", "身份证弄丢了咋办", "补办身份证去哪"),
    faq("bus", "老年卡怎么办理？", "满60岁凭身份证办理。", "老人公交卡咋办", "坐车免费的卡怎么领"),
    faq("noise", "夜间施工噪音找谁？", "拨打12345。", "半夜工地吵找谁管", "晚上施工太吵投诉"),
]
NOTHING = Weights.named({"bias": -4.0})


def chance(weights: Weights, question: str, id: str) -> float:
    ranked = Ranking(ENTRIES, lexicon(), weights).rank(read_question(question, lexicon()))
    return sum(r.probability for r in ranked if r.passage.entry.id == id)


def test_each_approved_wording_is_an_example() -> None:
    examples = approved(ENTRIES)
    assert len(examples) == 2 * len(ENTRIES)
    assert examples[0] == Example("暖气费几月交", "heat", True)


def test_with_few_examples_nothing_is_refitted() -> None:
    few = approved(ENTRIES)[: FEWEST - 1]
    refitted = refit(ENTRIES, few, lexicon(), plain())
    assert refitted.weights is None
    assert refitted.after == refitted.before
    assert refitted.examples <= len(few)


def test_no_examples_no_entries() -> None:
    for entries, examples in ((ENTRIES, []), ([], approved(ENTRIES))):
        refitted = refit(entries, examples, lexicon(), plain())
        assert (refitted.examples, refitted.weights) == (0, None)


@pytest.mark.parametrize("weights", [fitted(), plain(), NOTHING], ids=["fitted", "plain", "none"])
def test_only_what_does_better_is_kept(weights: Weights) -> None:
    refitted = refit(ENTRIES, approved(ENTRIES), lexicon(), weights)
    assert refitted.examples >= FEWEST
    assert refitted.after.beats(refitted.before) == (refitted.weights is not None)


def test_more_surely_right_is_no_gain_where_fewer_are_right() -> None:
    before, surer = Score(0.5, 8, 10), Score(0.4, 7, 10)
    assert not surer.beats(before)
    assert Score(0.4, 8, 10).beats(before)
    assert not Score(0.5, 9, 10).beats(before)


def test_weights_that_know_nothing_learn_from_the_town() -> None:
    learnt = refit(ENTRIES, approved(ENTRIES), lexicon(), NOTHING).weights
    assert learnt is not None
    assert learnt.sure == NOTHING.sure
    assert chance(learnt, "老年卡怎么办", "bus") > chance(NOTHING, "老年卡怎么办", "bus")


def test_the_same_examples_give_the_same_weights() -> None:
    first, second = (refit(ENTRIES, approved(ENTRIES), lexicon(), NOTHING) for _ in range(2))
    assert first == second


def test_what_did_not_help_becomes_less_probable() -> None:
    """Citizens found the entry on moving out no answer to how one moves in."""
    asked = [f"{lead}户口{verb}" for lead in ("我的", "孩子", "老人", "") for verb in "迁办转移改"]
    verdicts = [Example(question, "out", False) for question in asked * 2]
    start = Weights.named({"share": 4.0, "bias": -2.0})
    learnt = refit(ENTRIES, verdicts, lexicon(), start).weights
    assert learnt is not None
    assert chance(learnt, "户口怎么迁", "out") < chance(start, "户口怎么迁", "out")


def test_an_example_of_an_entry_that_is_gone_counts_nothing() -> None:
    gone = [Example("取暖费什么时候交", "withdrawn", True)] * 30
    assert refit(ENTRIES, gone, lexicon(), plain()).examples == 0


def test_the_wording_itself_is_left_aside() -> None:
    """Otherwise an approved wording would find itself and there would be nothing to learn."""
    plainly = refit(ENTRIES, approved(ENTRIES), lexicon(), plain()).before.surprise
    words = [Example(entry.title, entry.id, True) for entry in ENTRIES for _ in range(2)]
    assert plainly > 0.1
    assert refit(ENTRIES, words, lexicon(), plain()).before.surprise > 0.1


def test_progress_is_told_for_each_example() -> None:
    told: list[int] = []
    refit(ENTRIES, approved(ENTRIES), lexicon(), plain(), told.append)
    assert told == list(range(1, 2 * len(ENTRIES) + 1))
