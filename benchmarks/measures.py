"""Figures of retrieval and of knowing when not to answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question: ids found, best first; those that answer it (none: not answerable); how sure the first is."""

    found: tuple[str, ...]
    relevant: frozenset[str]
    confidence: float
    weight: float = 1.0

    @property
    def right(self) -> bool:
        return bool(self.found) and self.found[0] in self.relevant


def recall(outcomes: Sequence[Outcome], k: int) -> float:
    """Share of the answerable questions with a right entry among the first k."""
    asked = [o for o in outcomes if o.relevant]
    return _share(bool(o.relevant & set(o.found[:k])) for o in asked)


def mrr(outcomes: Sequence[Outcome], k: int = 10) -> float:
    """Mean of 1/rank of the first right entry, 0 beyond k."""
    asked = [o for o in outcomes if o.relevant]
    ranks = [
        next((1 / (at + 1) for at, id in enumerate(o.found[:k]) if id in o.relevant), 0.0)
        for o in asked
    ]
    return sum(ranks) / (len(ranks) or 1)


def auroc(outcomes: Sequence[Outcome]) -> float:
    """Probability that an answerable question is more confident than one that is not; ties count half."""
    ordered = sorted(outcomes, key=lambda o: o.confidence)
    positives = sum(bool(o.relevant) for o in outcomes)
    negatives = len(outcomes) - positives
    rank_sum, at = 0.0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end].confidence == ordered[at].confidence:
            end += 1
        rank = (at + 1 + end) / 2
        rank_sum += rank * sum(bool(o.relevant) for o in ordered[at:end])
        at = end
    return (rank_sum - positives * (positives + 1) / 2) / ((positives * negatives) or 1)


def coverage(outcomes: Sequence[Outcome], precision: float) -> tuple[float, float]:
    """Largest share of the answerable questions answered rightly while at least `precision` of all answers given are
    right, and the confidence from which on answers are then given (above 1 when no threshold is good enough)."""
    answerable = sum(o.weight for o in outcomes if o.relevant) or 1.0
    best = (0.0, 1.01)
    right = given = 0.0
    ordered = sorted(outcomes, key=lambda o: -o.confidence)
    for at, o in enumerate(ordered):
        given += o.weight
        right += o.weight * o.right
        last = at + 1 == len(ordered) or ordered[at + 1].confidence != o.confidence
        if last and given and right / given >= precision:
            best = (right / answerable, o.confidence)
    return best


def reliability(outcomes: Sequence[Outcome], bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth of confidence: mean confidence, share that was right, both by weight, and the number of questions;
    empty ones left out."""
    rows = []
    for at in range(bins):
        held = [
            o for o in outcomes if at / bins <= o.confidence < (at + 1) / bins + (at == bins - 1)
        ]
        if held:
            whole = sum(o.weight for o in held) or 1.0
            mean = sum(o.weight * o.confidence for o in held) / whole
            rows.append((mean, sum(o.weight * o.right for o in held) / whole, len(held)))
    return rows


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return sum(listed) / (len(listed) or 1)
