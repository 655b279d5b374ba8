"""The form of our question pairs, and the settings made of them."""

from collections import Counter

import pytest

from benchmarks.noise import Noise, Rewording, homophones
from benchmarks.pairs import (
    DATA,
    LEFT_OUT,
    NEAR_MISS,
    OFF_TOPIC,
    Setting,
    read_pairs,
    same_matter,
    sample_town,
    settings,
)
from knowledge.lexicon import lexicon
from knowledge.text import fold

PAIRS = read_pairs()
TOWN = {entry.title: entry for entry in sample_town()}


@pytest.fixture(scope="module")
def built() -> list[Setting]:
    return list(settings())


def test_as_many_as_the_fit_needs() -> None:
    assert len(PAIRS) >= 1_000
    assert sum(len(pair["asked"]) for pair in PAIRS) >= 3_000


def test_each_pair_has_its_form() -> None:
    for pair in PAIRS:
        assert pair["asked"], pair
        assert all(isinstance(q, str) and q.strip() == q != "" for q in pair["asked"] + pair["not"])
        assert pair["entry"] in TOWN if "entry" in pair else pair["question"] and "answer" in pair


def test_an_id_names_one_pair() -> None:
    counted = Counter(pair["id"] for pair in PAIRS if "id" in pair)
    assert [id for id, count in counted.items() if count > 1] == []


def test_a_question_does_not_answer_and_miss_the_same_entry() -> None:
    for pair in PAIRS:
        assert not set(map(fold, pair["asked"])) & set(map(fold, pair["not"])), pair


def test_off_topic_questions_are_named_once() -> None:
    lines = [line for line in (DATA / "offtopic.txt").read_text("utf-8").split("\n") if line]
    assert len(lines) == len(set(lines)) >= 200


def test_every_setting_is_named_once_clean_and_mistyped(built: list[Setting]) -> None:
    names = [setting.name for setting in built]
    assert len(set(names)) == len(names)
    assert {f"{name}, mistyped" for name in names[::2]} == set(names[1::2])


def test_what_answers_is_published_and_what_has_no_answer_says_why(built: list[Setting]) -> None:
    for setting in built:
        published = [entry.id for entry in setting.entries]
        assert len(set(published)) == len(published)
        for asked in setting.asked:
            assert bool(asked.relevant) != bool(asked.why_not)
            assert asked.why_not in ("", NEAR_MISS, LEFT_OUT, OFF_TOPIC)
            if asked.relevant:
                assert asked.relevant & set(published)


def test_every_setting_has_questions_of_each_kind_to_fit_and_to_test(built: list[Setting]) -> None:
    for setting in built:
        for test in (False, True):
            kinds = {asked.why_not for asked in setting.asked if asked.test is test}
            assert {"", LEFT_OUT, OFF_TOPIC} <= kinds or setting.name.startswith("sample town")
            assert {"", OFF_TOPIC} <= kinds


def test_a_question_is_kept_for_the_test_everywhere_or_nowhere(built: list[Setting]) -> None:
    kept: dict[str, bool] = {}
    for setting in built:
        if not setting.name.startswith(("reworded", "sample")) and "mistyped" not in setting.name:
            for asked in setting.asked:
                assert kept.setdefault(asked.text, asked.test) is asked.test, asked


def test_the_settings_are_the_same_each_time(built: list[Setting]) -> None:
    assert list(settings()) == built


def test_an_entry_is_of_its_own_matter_and_likeness_goes_both_ways() -> None:
    for id, alike in same_matter().items():
        assert id in alike
        assert all(id in same_matter()[other] for other in alike)


def test_the_same_seed_spoils_the_same_way() -> None:
    questions = [pair["asked"][0] for pair in PAIRS[:60]]
    offered = homophones(questions)
    first, second, other = (
        [noise.spoil(question) for question in questions]
        for noise in (Noise(7, offered), Noise(7, offered), Noise(8, offered))
    )
    assert first == second != other
    assert sum(a != b for a, b in zip(first, questions, strict=True)) > 50


@pytest.mark.parametrize("question", ["", "水", "wifi?", "😀", "🀄水费"])
def test_any_question_is_spoilt_and_reworded(question: str) -> None:
    noise, rewording = Noise(1, {}), Rewording(1, lexicon().synonyms)
    for _ in range(30):
        assert isinstance(noise.spoil(question), str)
        assert isinstance(rewording.reword(question), str)


def test_rewording_says_it_otherwise_and_keeps_most() -> None:
    rewording = Rewording(3, {})
    said = {rewording.reword("身份证丢了应该怎么办？") for _ in range(40)}
    assert len(said) > 3
    assert all("身份证丢了" in question for question in said)
