"""What closed cases teach: which unit, by which words, and nothing that tells who somebody is."""

import json
from dataclasses import replace
from datetime import date, timedelta
from math import exp, sqrt
from random import Random
from typing import Any

import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer

from cases.case import Case, Contact, State
from cases.learning import LARGEST, STRENGTH, TooFew, learn, learnable
from cases.learnt import Model, as_json, from_json, pieces_of, proposed, told
from tests.support.records import NOW, a_case

TODAY = date(2012, 12, 31)
TOPICS = {
    "供热办": ("暖气不热", "供热温度太低", "家里暖气冰凉", "供热管道漏水"),
    "城管局": ("路灯不亮", "垃圾没人清运", "井盖丢失", "路灯整夜闪"),
    "公交公司": ("公交司机甩站", "公交车晚点", "公交线路改了", "等公交太久"),
}


def a_lesson(n: int, unit: str, content: str, **more: Any) -> Case:
    case = a_case(
        f"2012{n:06}",
        kind="投诉",
        title="",
        content=content,
        unit=unit,
        state=State.CLOSED,
        conversation=f"c-{n}",
        received_at=NOW + timedelta(hours=n),
    )
    return replace(case, **more)


def lessons(count: int, units: tuple[str, ...] = tuple(TOPICS)) -> list[Case]:
    random = Random(5)
    return [
        a_lesson(n, unit := units[n % len(units)], random.choice(TOPICS[unit]))
        for n in range(count)
    ]


def test_the_unit_that_handled_such_cases_is_proposed_with_its_words() -> None:
    learnt = learn(lessons(90), TODAY)
    proposal = proposed(learnt.model, a_case(title="", content="我家暖气又不热了"))
    assert proposal is not None
    assert (proposal.unit, proposal.words) == ("供热办", ("暖气",))
    assert proposal.score is not None
    assert 0.5 < proposal.score <= 1
    [why] = proposal.why
    assert (why.key, why.values["cases"], why.values["words"]) == (
        "routing.why.learnt",
        "90",
        "暖气",
    )


@pytest.mark.parametrize("units", [("供热办", "城管局"), tuple(TOPICS)])
def test_the_last_fifth_tells_how_good_it_is(units: tuple[str, ...]) -> None:
    learnt = learn(lessons(90, units), TODAY)
    assert (learnt.tried, learnt.right) == (18, 18)
    assert learnt.commonest < 18


def test_words_that_say_nothing_are_not_called_right() -> None:
    """Contents shuffled among the units: no better than chance."""
    cases = lessons(300)
    contents = [case.content for case in cases]
    Random(7).shuffle(contents)
    mixed = [replace(c, content=content) for c, content in zip(cases, contents, strict=True)]
    assert learn(mixed, TODAY).right < 60 * 0.6


def test_the_same_cases_give_the_same_model_in_any_order() -> None:
    cases = lessons(60)
    shuffled = cases.copy()
    Random(3).shuffle(shuffled)
    assert as_json(learn(cases, TODAY).model) == as_json(learn(shuffled, TODAY).model)


@pytest.mark.parametrize("units", [("供热办", "城管局"), tuple(TOPICS)])
def test_the_score_is_the_probability_that_scikit_learn_gives(units: tuple[str, ...]) -> None:
    cases, asked = lessons(60, units), "路灯和暖气"
    model = learn(cases, TODAY).model
    counter = CountVectorizer(analyzer=pieces_of, vocabulary=sorted(model.words), binary=True)
    fitted = make_pipeline(counter, Normalizer(), LogisticRegression(C=STRENGTH, max_iter=1_000))
    fitted.fit([told(case) for case in cases], [case.unit for case in cases])
    proposal = proposed(model, a_case(title="", content=asked))
    assert proposal is not None
    assert proposal.score == pytest.approx(fitted.predict_proba([asked]).max(), abs=0.01)


def test_the_share_of_a_unit_by_hand() -> None:
    model = Model(TODAY, 40, ("甲", "乙"), (0.5, 0.0), {"路灯": {0: 1.0}, "暖气": {1: 3.0}})
    one = proposed(model, a_case(title="", content="路灯"))
    both = proposed(model, a_case(title="", content="路灯和暖气"))
    assert (one and one.unit, both and both.unit) == ("甲", "乙")
    assert one is not None
    assert one.score == pytest.approx(1 / (1 + exp(-1.5)))
    assert both is not None
    assert both.score == pytest.approx(1 / (1 + exp(0.5 - 2 / sqrt(2))))


@pytest.mark.parametrize(
    "cases",
    [
        lessons(19),
        lessons(40, ("城管局",)),
        [replace(case, confidential=True) for case in lessons(40)],
        [replace(case, kind="举报") for case in lessons(40)],
        [replace(case, state=State.REPLIED) for case in lessons(40)],
        [replace(case, unit="") for case in lessons(40)],
        [replace(case, content=f"{n:040b}") for n, case in enumerate(lessons(40))],
    ],
)
def test_too_few_cases_are_told(cases: list[Case]) -> None:
    with pytest.raises(TooFew):
        learn(cases, TODAY)


def test_a_report_of_wrongdoing_is_proposed_nothing() -> None:
    model = learn(lessons(40), TODAY).model
    assert proposed(model, a_case(content="路灯不亮", kind="举报")) is None


def test_unknown_words_propose_nothing() -> None:
    assert proposed(learn(lessons(40), TODAY).model, a_case(title="", content="xyz 123")) is None


def test_names_and_numbers_are_no_words() -> None:
    said = "我叫王芳，电话13812345678，李伟民说暖气不热 Street фонарь 3号楼"
    assert learnable(said) >= {"暖气", "street", "фонарь", "电话"}
    kept = "".join(learnable(said))
    assert not any(c.isdigit() for c in kept)
    assert "芳" not in kept
    assert "伟民" not in kept


def test_what_one_person_said_often_is_not_in_the_model() -> None:
    once = [
        a_lesson(
            100 + n,
            "城管局",
            "路灯不亮，我在榨油作坊",
            conversation=f"x-{n}",
            contact=Contact("", "1380"),
        )
        for n in range(6)
    ]
    often = [a_lesson(200 + n, "城管局", "路灯不亮，在澡堂门口") for n in range(3)]
    words = learn([*lessons(40), *once, *often], TODAY).model.words
    assert "作坊" not in words
    assert "澡堂" in words


def test_a_model_read_back_is_the_same() -> None:
    model = learn(lessons(60), TODAY).model
    text = as_json(model)
    assert len(text.encode()) < LARGEST
    assert as_json(from_json(text)) == text
    asked = a_case(title="", content="公交晚点")
    assert proposed(from_json(text), asked) == proposed(model, asked)


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        {"form": 2},
        {"units": []},
        {"bias": [0.0]},
        {"bias": [0.0, float("nan"), 0.0]},
        {"words": {"灯": {"9": 1.0}}},
        {"words": {"灯": 1.0}},
        {"day": "yesterday"},
    ],
)
def test_a_broken_model_is_refused(broken: str | dict[str, object]) -> None:
    if isinstance(broken, dict):
        broken = json.dumps(json.loads(as_json(learn(lessons(60), TODAY).model)) | broken)
    with pytest.raises(ValueError, match=r"."):
        from_json(broken)
