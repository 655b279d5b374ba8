"""From signals to probabilities: what the softmax keeps, and weights written and read."""

import json
from collections.abc import Sequence
from math import exp, isfinite
from operator import mul
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.signals import TEXT_LENGTH, TITLE_ASKS, UNTITLED, names
from knowledge.weighing import KINDS, Weights, fitted, kind_of, plain, read_weights, write_weights

ASKS, NO_TITLE, LENGTH = map(names().index, (TITLE_ASKS, UNTITLED, TEXT_LENGTH))
weighing = pytest.mark.parametrize("weights", [plain(), fitted()], ids=["plain", "fitted"])


def row(asks: bool = True, **values: float) -> list[float]:
    made = [values.get(name, 0.0) for name in names()]
    made[ASKS], made[NO_TITLE], made[LENGTH] = float(asks), 0.0, 3.0
    return made


def rows_of(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[list[float]]]:
    one = st.builds(
        lambda asks, signals: row(asks, **dict(zip(names(), signals, strict=True))),
        st.booleans(),
        st.lists(values, min_size=len(names()), max_size=len(names())),
    )
    return st.lists(one, max_size=6)


@weighing
@given(rows=rows_of(st.floats(-1e9, 1e9)))
def test_probabilities_are_finite_and_sum_to_no_more_than_1(
    weights: Weights, rows: list[list[float]]
) -> None:
    chances = weights.probabilities(rows)
    assert len(chances) == len(rows)
    assert all(isfinite(chance) and 0 <= chance <= 1 for chance in chances)
    assert sum(chances) <= 1 + 1e-9


@weighing
@given(rows=rows_of(st.floats(0, 3)), order=st.randoms(use_true_random=False))
def test_the_order_of_the_candidates_is_irrelevant(
    weights: Weights, rows: list[list[float]], order: object
) -> None:
    places = list(range(len(rows)))
    order.shuffle(places)  # type: ignore[attr-defined]
    chances = weights.probabilities(rows)
    shuffled = weights.probabilities([rows[i] for i in places])
    assert shuffled == pytest.approx([chances[i] for i in places], abs=1e-9)


@weighing
def test_equal_signals_have_equal_probabilities(weights: Weights) -> None:
    same = row(share=0.8, ratio=0.5)
    first, second = weights.probabilities([same, same])
    assert first == second


@weighing
def test_of_two_titles_the_one_that_holds_more_is_more_probable(weights: Weights) -> None:
    better = row(
        share=1, exact=1, characters=1, words=1, held_both_ways=1, ratio=1, canonical_ratio=1
    )
    worse = row(share=0.3, exact=0.3, characters=0.4, words=0.2, ratio=0.3, canonical_ratio=0.3)
    chances = weights.probabilities([worse, better])
    assert chances[1] > chances[0]


def test_a_weight_counts_in_its_way_and_for_its_kind_only() -> None:
    weights = Weights.named({"share": 1.0, "answered share": 2.0, "lost": -1.0})
    low, answered, paper, losing = (
        weights.probabilities([given])[0]
        for given in (
            row(),
            row(share=1),
            row(asks=False, share=1),
            row(share=1, lost=1),
        )
    )
    assert low == 0.5
    assert answered > paper > low
    assert losing < answered


@pytest.mark.parametrize(
    ("title_asks", "untitled", "length", "kind"),
    [
        (1, 0, 0, "question"),
        (0, 0, 0, "question"),
        (1, 0, 3, "answered"),
        (0, 1, 3, "text"),
        (0, 0, 3, "paper"),
    ],
)
def test_a_passage_is_of_one_kind(title_asks: int, untitled: int, length: int, kind: str) -> None:
    made = row()
    made[ASKS], made[NO_TITLE], made[LENGTH] = title_asks, untitled, length
    assert KINDS[kind_of(made)] == kind
    own = Weights.named({f"{kind} bias": 1.0}).probabilities([made])
    assert own == Weights.named({"bias": 1.0}).probabilities([made]) > [0.5]


def test_what_lies_behind_the_best_counts_for_the_others_only() -> None:
    weights = Weights.named({"behind share": 3.0})
    best, behind = weights.probabilities([row(share=0.9), row(share=0.4)])
    assert weights.probabilities([row(share=0.9)]) == [0.5]
    assert best > behind


@given(rows=rows_of(st.floats(-60, 60)))
def test_beyond_its_limits_a_signal_counts_no_further(rows: list[list[float]]) -> None:
    """The same as scoring what `counted` leaves of each row."""
    weights = fitted()
    scores = [
        kind.bias + sum(map(mul, (*kind.own, *kind.behind), (*own, *behind)))
        for row, (own, behind) in zip(rows, weights.counted(rows), strict=True)
        for kind in (weights.kinds[kind_of(row)],)
    ]
    highest = max([0.0, *scores])
    powers = [exp(score - highest) for score in scores]
    expected = [power / (sum(powers) + exp(-highest)) for power in powers]
    assert weights.probabilities(rows) == pytest.approx(expected, abs=1e-6)


def test_no_candidates_no_probabilities() -> None:
    assert plain().probabilities([]) == []


@weighing
def test_weights_by_name_make_the_same_weights(weights: Weights) -> None:
    again = Weights.named(weights.by_name(), {str(b): p for b, p in weights.sure})
    rows = [row(share=0.7, exact=0.6, ratio=0.4, lost=1), row(False, share=0.5, whole_score=1)]
    assert again.by_name() == weights.by_name()
    assert again.sure == weights.sure
    assert again.probabilities(rows) == pytest.approx(weights.probabilities(rows), abs=1e-4)


def test_weights_written_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    write_weights(path, fitted())
    assert read_weights(path).by_name() == fitted().by_name()
    assert read_weights(path).sure == fitted().sure
    assert [file.name for file in tmp_path.iterdir()] == ["weights.json"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        '{"weights": {"share": 1}}',
        '{"weights": {"share": "much"}, "sure": {"0.02": 0.5}}',
        '{"weights": {"share": null}, "sure": {"0.02": 0.5}}',
        '{"weights": 3, "sure": {"0.02": 0.5}}',
        '{"weights": {"share": NaN}, "sure": {"0.02": 0.5}}',
        '{"weights": {"share": -1e308}, "sure": {"0.02": 0.5}}',
        '{"weights": {}, "sure": {"two": 0.5}}',
        "\udcff",
    ],
)
def test_a_file_that_holds_no_weights_says_so(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ValueError):  # noqa: PT011
        read_weights(path)


def test_a_name_of_no_signal_counts_nothing(tmp_path: Path) -> None:
    """Weights of an older version stay readable."""
    path = tmp_path / "weights.json"
    kept = {"weights": {"share": 1.0, "of old": 9.0}, "sure": {"0.02": 0.5}}
    path.write_text(json.dumps(kept), encoding="utf-8")
    known = Weights.named({"share": 1.0}, {"0.02": 0.5})
    assert read_weights(path).probabilities([row(share=1)]) == known.probabilities([row(share=1)])


@pytest.mark.parametrize(
    ("budget", "least"), [(0.001, 1.01), (0.01, 0.8), (0.02, 0.6), (0.03, 0.6), (1, 0.6)]
)
def test_a_smaller_budget_of_wrong_answers_asks_for_more(budget: float, least: float) -> None:
    weights = Weights.named({}, {"0.02": 0.6, "0.01": 0.8})
    assert weights.sure_within(budget) == least


@weighing
@pytest.mark.parametrize("passage", [0.0, 1e-12, 0.5, 1.0])
def test_a_sentence_is_the_more_probable_the_more_it_covers(
    weights: Weights, passage: float
) -> None:
    chances = [weights.of_line(passage, cover) for cover in (0.0, 0.5, 1.0)]
    assert chances == sorted(chances)
    assert all(0 <= chance <= 1 for chance in chances)


def rising(weights: Sequence[float]) -> bool:
    return list(weights) == sorted(weights)


def test_fitted_thresholds_fall_as_more_wrong_answers_are_allowed() -> None:
    assert rising([-least for _, least in fitted().sure])
    assert all(0 < least <= 1.01 for _, least in fitted().sure)
