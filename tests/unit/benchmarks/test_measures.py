"""Figures of retrieval on outcomes counted by hand."""

import pytest

from benchmarks.measures import Outcome, auroc, coverage, mrr, recall, reliability


def outcome(found: str, relevant: str, confidence: float = 0.5, weight: float = 1.0) -> Outcome:
    return Outcome(tuple(found), frozenset(relevant), confidence, weight)


def test_recall_and_rank_count_answerable_questions_only() -> None:
    outcomes = [outcome("abc", "a"), outcome("abc", "c"), outcome("abc", "x"), outcome("abc", "")]
    assert recall(outcomes, 1) == pytest.approx(1 / 3)
    assert recall(outcomes, 3) == pytest.approx(2 / 3)
    assert mrr(outcomes) == pytest.approx((1 + 1 / 3 + 0) / 3)
    assert mrr(outcomes, 2) == pytest.approx(1 / 3)


def test_several_may_answer() -> None:
    assert recall([outcome("ab", "bc")], 2) == 1
    assert outcome("ab", "ac").right
    assert not outcome("", "a").right


@pytest.mark.parametrize(
    ("answerable", "not_answerable", "area"),
    [
        ([0.9, 0.8], [0.2, 0.1], 1.0),
        ([0.1, 0.2], [0.8, 0.9], 0.0),
        ([0.5, 0.5], [0.5, 0.5], 0.5),
        ([0.9, 0.4], [0.5, 0.1], 0.75),
        ([0.9], [], 0.0),
    ],
)
def test_area_under_the_curve(
    answerable: list[float], not_answerable: list[float], area: float
) -> None:
    outcomes = [outcome("a", "a", p) for p in answerable]
    outcomes += [outcome("a", "", p) for p in not_answerable]
    assert auroc(outcomes) == area


def test_coverage_is_the_share_answered_rightly_at_the_precision() -> None:
    outcomes = [
        outcome("a", "a", 0.9),
        outcome("a", "a", 0.8),
        outcome("b", "a", 0.7),
        outcome("a", "a", 0.6),
    ]
    assert coverage(outcomes, 1.0) == (0.5, 0.8)
    assert coverage(outcomes, 0.7) == (0.75, 0.6)


def test_no_threshold_is_good_enough() -> None:
    assert coverage([outcome("b", "a", 0.9)], 0.9) == (0.0, 1.01)
    assert coverage([], 0.9) == (0.0, 1.01)


def test_equal_confidences_are_answered_together() -> None:
    outcomes = [outcome("a", "a", 0.9), outcome("b", "", 0.9)]
    assert coverage(outcomes, 0.9) == (0.0, 1.01)
    assert coverage(outcomes, 0.5) == (1.0, 0.9)


def test_a_question_counts_by_its_weight() -> None:
    outcomes = [outcome("a", "a", 0.9), outcome("b", "", 0.9, 0.1)]
    assert coverage(outcomes, 0.9) == (1.0, 0.9)


def test_reliability_by_tenths() -> None:
    outcomes = [outcome("a", "a", 1.0), outcome("b", "a", 0.95), outcome("b", "a", 0.0)]
    low, high = reliability(outcomes)
    assert low == (0.0, 0.0, 1)
    assert high == (pytest.approx(0.975), 0.5, 2)
    assert sum(held for _, _, held in reliability(outcomes)) == len(outcomes)


def test_nothing_asked() -> None:
    assert (recall([], 1), mrr([]), auroc([]), reliability([])) == (0, 0, 0, [])
