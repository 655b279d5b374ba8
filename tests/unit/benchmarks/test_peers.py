"""Plain searchers behind the same calls, towns of any size, and rows as every benchmark gives them."""

from collections.abc import Sequence

import pytest

pytest.importorskip("bm25s", reason="a peer in benchmarks, a tool of development")

from benchmarks import quality
from benchmarks.__main__ import BENCHES, HEAD, pace
from benchmarks.growing import asked, grown
from benchmarks.pairs import LEFT_OUT, Asked, Setting
from benchmarks.peers import OURS, SYSTEMS
from knowledge.entry import Entry, EntryKind, Source

ENTRIES = [
    Entry("heat", "", EntryKind.FAQ, "取暖费什么时候交？", "每年9月1日起交纳。", Source("")),
    Entry(
        "dog",
        "",
        EntryKind.FAQ,
        "养犬登记收多少钱？",
        "每只200元。",
        Source(""),
        variants=("养狗收费",),
    ),
    Entry("out", "", EntryKind.FAQ, "户口迁出需要什么材料？", "", Source("")),
]
EVERY = pytest.mark.parametrize("name", SYSTEMS)


@EVERY
def test_the_title_asked_for_is_found_first(name: str) -> None:
    system = SYSTEMS[name]()
    system.publish(ENTRIES)
    for entry in ENTRIES:
        found = system.search(entry.title, 2)
        assert found[0][0] == entry.id
        assert len(found) <= 2
        scores = [score for _, score in found]
        assert scores == sorted(scores, reverse=True)
        assert system.confidence(entry.title, found) == scores[0]


@EVERY
@pytest.mark.parametrize("question", ["", "？", '"', "' OR 1", "xyz 50%", "嘿"])
def test_any_question_may_be_asked(name: str, question: str) -> None:
    system = SYSTEMS[name]()
    system.publish(ENTRIES)
    system.confidence(question, system.search(question, 3))


@EVERY
def test_a_variant_finds_its_entry(name: str) -> None:
    system = SYSTEMS[name]()
    system.publish(ENTRIES)
    assert system.search("养狗收费", 1)[0][0] == "dog"


def test_a_larger_town_begins_as_a_smaller_one() -> None:
    town = grown(3_000)
    assert town == grown(3_000)
    assert town[:2_000] == grown(2_000)
    assert len({entry.id for entry in town}) == len({entry.title for entry in town}) == 3_000
    ids = {entry.id for entry in town}
    assert all(text and id in ids for text, id in asked(town))


def test_quality_of_a_setting_is_one_row() -> None:
    questions: Sequence[Asked] = [
        Asked("暖气费几号交", frozenset(["heat"]), "", True),
        Asked("养狗登记多少钱", frozenset(["dog"]), "", True),
        Asked("护照怎么补办", frozenset(), LEFT_OUT, True),
    ]
    setting = Setting("Linhe", tuple(ENTRIES), (*questions, Asked("?", frozenset(), "", False)))
    assert {a.text for a in quality.chosen(setting)} == {a.text for a in questions}
    row = quality._row(OURS, setting, questions, SYSTEMS[OURS]())
    assert set(row) == set(HEAD)
    assert row["value"] == "1.000"
    assert {"quality", "growing"} <= set(BENCHES)


def test_a_result_tells_how_fast_the_machine_was() -> None:
    row = pace("before")
    assert set(row) == set(HEAD)
    assert float(str(row["value"])) > 0
