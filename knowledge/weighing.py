"""From signals to the probability that a passage answers the question.

Every candidate gets a score, a weighted sum of its signals and of how far each lies behind the best candidate's. 'No
passage answers it' competes with score 0, so that one softmax both ranks the candidates and says how sure the first one
is (a conditional logit with an outside option; McFadden 1974).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from operator import add, mul, sub
from pathlib import Path

from knowledge.signals import TEXT_LENGTH, TITLE_ASKS, UNTITLED, names

_FITTED = Path(__file__).with_name("weights.json")
KINDS = ("question", "answered", "text", "paper")
"""A title alone; a question with its answer; a text without a title; a text under a title that only names. What can be
compared differs, and so does what it is worth."""
_ASKS, _UNTITLED, _LENGTH = map(names().index, (TITLE_ASKS, UNTITLED, TEXT_LENGTH))
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
_PLAIN_SURE = {"0.02": 0.7}
"""Used where no fitted weights are at hand: set by hand."""
_NEVER = 1.01
_MOST = 1e6
"""No weight is nearly as large; scores stay finite."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Weights for passages of one kind: of each signal, and of its distance to the best candidate's, columns as in
    `signals`; and a constant."""

    own: tuple[float, ...]
    behind: tuple[float, ...]
    bias: float

    @classmethod
    def named(cls, kind: str, weights: Mapping[str, float]) -> "Kind":
        def of(name: str) -> float:
            return weights.get(name, 0.0) + weights.get(f"{kind} {name}", 0.0)

        own = tuple(map(of, names()))
        return cls(own, tuple(of(f"behind {name}") for name in names()), of("bias"))

    def common(self, best: Sequence[float]) -> float:
        """The part of the score that all candidates of this kind have in common."""
        return self.bias - float(sum(map(mul, self.behind, best)))

    def both(self) -> list[float]:
        """What a signal counts by itself and by its distance."""
        return list(map(add, self.own, self.behind))


@dataclass(frozen=True, slots=True)
class Weights:
    """`kinds`: in the order of `KINDS`. `least`, `most`: how far a signal counts, and `farthest` its distance to the
    best: what lies beyond was hardly met where the weights were fitted. `line`: weights of the cover of a sentence and
    of the log odds of its passage, and a constant. `sure`: pairs, rising, of a share of wrong answers among those given
    and the probability from which on answers stay within it, as measured where fitted."""

    kinds: tuple[Kind, ...]
    least: tuple[float, ...]
    most: tuple[float, ...]
    farthest: tuple[float, ...]
    line: tuple[float, float, float]
    sure: tuple[tuple[float, float], ...]

    @classmethod
    def named(
        cls, weights: Mapping[str, float], sure: Mapping[str, float] | None = None
    ) -> "Weights":
        """From weights by name: 'share' for all passages, 'answered share' for those of this kind on top of it,
        'behind share', 'bias'; what is not named counts nothing. Limits are 'least share', 'most share' and 'farthest
        share'; what is not named has none."""

        def limits(which: str, otherwise: float) -> tuple[float, ...]:
            return tuple(weights.get(f"{which} {name}", otherwise) for name in names())

        return cls(
            tuple(Kind.named(kind, weights) for kind in KINDS),
            limits("least", -_MOST),
            limits("most", _MOST),
            limits("farthest", -_MOST),
            (
                weights.get("line", 0.0),
                weights.get("line passage", 0.0),
                weights.get("line bias", 0.0),
            ),
            tuple(sorted((float(b), p) for b, p in (sure or _PLAIN_SURE).items())),
        )

    def sure_within(self, budget: float) -> float:
        """The probability from which on at most this share of the answers given is wrong; above 1: never."""
        return min((least for share, least in self.sure if share <= budget), default=_NEVER)

    def by_name(self) -> dict[str, float]:
        """What `named` makes these weights of."""
        found = dict(zip(("line", "line passage", "line bias"), self.line, strict=True))
        for label, kind in zip(KINDS, self.kinds, strict=True):
            found[f"{label} bias"] = kind.bias
            for name, own, behind in zip(names(), kind.own, kind.behind, strict=True):
                found[f"{label} {name}"] = own
                found[f"{label} behind {name}"] = behind
        for which, limits in (
            ("least", self.least),
            ("most", self.most),
            ("farthest", self.farthest),
        ):
            named = zip(names(), limits, strict=True)
            found |= {f"{which} {name}": limit for name, limit in named if abs(limit) < _MOST}
        return {name: round(weight, 6) for name, weight in found.items()}

    def counted(self, rows: Sequence[Sequence[float]]) -> list[tuple[list[float], list[float]]]:
        """For each row its signals and their distances to the best row's, within their limits."""
        best = [max(column) for column in zip(*rows, strict=True)]
        return [
            (
                list(map(min, map(max, row, self.least), self.most)),
                list(map(max, map(sub, row, best), self.farthest)),
            )
            for row in rows
        ]

    def _hold_within(
        self,
        scores: list[float],
        of: Sequence[int],
        columns: Sequence[Sequence[float]],
        best: Sequence[float],
    ) -> None:
        """Takes from the scores what signals beyond their limits count too much; most columns have none."""
        limits = zip(columns, best, self.least, self.most, self.farthest, strict=True)
        for at, (column, top, least, most, farthest) in enumerate(limits):
            low = min(column)
            if least <= low and top <= most and farthest <= low - top:
                continue
            for row, (kind, value) in enumerate(zip(of, column, strict=True)):
                far = value - top
                scores[row] += self.kinds[kind].own[at] * (min(max(value, least), most) - value)
                scores[row] += self.kinds[kind].behind[at] * (max(far, farthest) - far)

    def of_line(self, passage: float, cover: float) -> float:
        """Probability that a sentence answers, from that of its passage and its own share of the question."""
        cover_weight, passage_weight, bias = self.line
        odds = log(max(passage, 1e-6) / max(1 - passage, 1e-6))
        return 1 / (1 + exp(-(cover_weight * cover + passage_weight * odds + bias)))

    def probabilities(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """For each row that it is the right one; what is missing to 1 is that none is."""
        if not rows:
            return []
        columns = list(zip(*rows, strict=True))
        best = list(map(max, columns))
        common = [kind.common(best) for kind in self.kinds]
        both = [kind.both() for kind in self.kinds]
        of = list(map(kind_of, rows))
        scores = [
            common[kind] + sum(map(mul, both[kind], row))
            for kind, row in zip(of, rows, strict=True)
        ]
        self._hold_within(scores, of, columns, best)
        highest = max(0.0, *scores)
        powers = [exp(score - highest) for score in scores]
        whole = sum(powers) + exp(-highest)
        return [power / whole for power in powers]


def kind_of(row: Sequence[float]) -> int:
    """Place in `KINDS` of the passage that this row of signals is of."""
    if row[_UNTITLED]:
        return 2
    if not row[_LENGTH]:
        return 0
    return 1 if row[_ASKS] else 3


@cache
def fitted() -> Weights:
    """The weights that were fitted (benchmarks.fit), or the plain ones where the file is missing."""
    return read_weights(_FITTED) if _FITTED.exists() else plain()


def read_weights(path: Path) -> Weights:
    """Raises OSError, ValueError."""
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(name): float(weight) for name, weight in read["weights"].items()}
        if not all(-_MOST < weight < _MOST for weight in weights.values()):
            raise ValueError(f"{path}: a weight out of all range")
        return Weights.named(weights, read["sure"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: no weights") from error


def write_weights(path: Path, weights: Weights) -> None:
    """Whole or not at all. Raises OSError."""
    new = path.with_suffix(".new")
    kept = {"sure": dict(weights.sure), "weights": weights.by_name()}
    new.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    new.replace(path)


def plain() -> Weights:
    return Weights.named(_PLAIN)
