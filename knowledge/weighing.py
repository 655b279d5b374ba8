"""From signals to the probability that a passage answers the question.

Every candidate gets a score, a weighted sum of its signals, of how far each lies behind the best candidate's, and of
what is known of the question alone. 'No passage answers it' competes with score 0, so that one softmax both ranks the
candidates and says how sure the first one is (a conditional logit with an outside option; McFadden 1974).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from operator import mul
from pathlib import Path

from knowledge.signals import TITLE_ASKS, names, names_about_question

_FITTED = Path(__file__).with_name("weights.json")
_ASKS = names().index(TITLE_ASKS)
_PLAIN = {
    "held_both_ways": 4.0,
    "share": 6.0,
    "canonical_ratio": 3.0,
    "ratio": 1.0,
    "type_other": -0.5,
    "bias": -7.0,
    "line": 20.0,
    "line passage": 0.3,
    "line bias": -13.5,
}
"""Used where no fitted weights are at hand: set by hand."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Weights for passages of one kind: of each signal, of its distance to the best candidate's (a part of the first),
    and of what is known of the question; columns as in `signals`."""

    own: tuple[float, ...]
    behind: tuple[float, ...]
    about: tuple[float, ...]

    @classmethod
    def named(cls, kind: str, weights: Mapping[str, float]) -> "Kind":
        def of(name: str) -> float:
            return weights.get(name, 0.0) + weights.get(f"{kind} {name}", 0.0)

        behind = tuple(of(f"behind {name}") for name in names())
        own = tuple(of(name) + far for name, far in zip(names(), behind, strict=True))
        return cls(own, behind, tuple(of(name) for name in names_about_question()))

    def start(self, best: Sequence[float], about: Sequence[float]) -> float:
        """The part of the score that all candidates of this kind have in common."""
        common: float = sum(map(mul, self.about, about)) - sum(map(mul, self.behind, best))
        return common


@dataclass(frozen=True, slots=True)
class Weights:
    """`asking`: for passages whose title asks, `naming`: for those whose title does not. `sure`: an answer at least so
    probable is given. `line`: weights of the cover of a sentence and of the log odds of its passage, and a constant."""

    asking: Kind
    naming: Kind
    bias: float
    sure: float
    line: tuple[float, float, float]

    @classmethod
    def named(cls, weights: Mapping[str, float]) -> "Weights":
        """From weights by name: 'share' for all passages, 'asking share' and 'naming share' on top of it, 'behind
        share', 'unseen', 'bias'; what is not named counts nothing."""
        return cls(
            Kind.named("asking", weights),
            Kind.named("naming", weights),
            weights.get("bias", 0.0),
            weights.get("sure", 0.7),
            (
                weights.get("line", 0.0),
                weights.get("line passage", 0.0),
                weights.get("line bias", 0.0),
            ),
        )

    def of_line(self, passage: float, cover: float) -> float:
        """Probability that a sentence answers, from that of its passage and its own share of the question."""
        cover_weight, passage_weight, bias = self.line
        odds = log(max(passage, 1e-6) / max(1 - passage, 1e-6))
        return 1 / (1 + exp(-(cover_weight * cover + passage_weight * odds + bias)))

    def probabilities(self, rows: Sequence[Sequence[float]], about: Sequence[float]) -> list[float]:
        """For each row that it is the right one; what is missing to 1 is that none is."""
        if not rows:
            return []
        best = [max(column) for column in zip(*rows, strict=True)]
        kinds = (self.naming, self.asking)
        start = [self.bias + kind.start(best, about) for kind in kinds]
        scores = [
            start[asks] + sum(map(mul, kinds[asks].own, row))
            for row in rows
            for asks in (int(row[_ASKS]),)
        ]
        highest = max(0.0, *scores)
        powers = [exp(score - highest) for score in scores]
        whole = sum(powers) + exp(-highest)
        return [power / whole for power in powers]


@cache
def fitted() -> Weights:
    """The weights that were fitted (benchmarks.fit), or the plain ones where the file is missing."""
    if not _FITTED.exists():
        return plain()
    return Weights.named(json.loads(_FITTED.read_text(encoding="utf-8"))["weights"])


def plain() -> Weights:
    return Weights.named(_PLAIN)
