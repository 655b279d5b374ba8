"""The ranking's weights refitted to one town: to wordings that its staff approved and to what citizens found helpful.

Starts from given weights and moves them by AdaGrad (Duchi, Hazan, Singer 2011) over the town's own examples, pulled
back to where they were; a quarter of the examples is held back, and only weights that do better on it are worth
keeping.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import chain
from math import log, sqrt

from knowledge.entry import Entry
from knowledge.lexicon import Lexicon
from knowledge.question import read_question
from knowledge.ranking import Ranking
from knowledge.text import fold
from knowledge.weighing import KINDS, Kind, Weights, kind_of

_PASSES = 8
_STEP = 0.02
_PULL = 0.002
"""Towards the weights it began with, each step."""
_HELD_BACK_OF = 4
FEWEST = 20
"""With fewer examples nothing is refitted."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and the entry that answers it, or (`helpful` False) the one that did not."""

    question: str
    entry_id: str
    helpful: bool


@dataclass(frozen=True, slots=True)
class Refitted:
    """On the examples held back, before and after; `weights` None when nothing was gained."""

    examples: int
    before: "Score"
    after: "Score"
    weights: Weights | None


@dataclass(frozen=True, slots=True)
class Score:
    """`right` of `questions` would be answered with the entry meant; `surprise`: mean over all examples (nats)."""

    surprise: float
    right: int
    questions: int

    def beats(self, other: "Score") -> bool:
        return self.surprise < other.surprise and self.right >= other.right


@dataclass(frozen=True, slots=True)
class _Case:
    """Signals of an example's candidates, which of them is the entry meant, and whether it is held back."""

    rows: Sequence[Sequence[float]]
    meant: tuple[bool, ...]
    helpful: bool
    held_back: bool


def approved(entries: Iterable[Entry]) -> list[Example]:
    """Every other wording of an entry as a question that it answers."""
    return [Example(wording, e.id, True) for e in entries for wording in e.variants]


def refit(
    entries: Sequence[Entry],
    examples: Sequence[Example],
    lexicon: Lexicon,
    weights: Weights,
    progress: Callable[[int], None] = lambda done: None,
) -> Refitted:
    """The same examples in the same order give the same weights."""
    ranking = Ranking(entries, lexicon, weights)
    cases = []
    for done, example in enumerate(examples, 1):
        if case := _case(ranking, example, lexicon):
            cases.append(case)
        progress(done)
    learnt = [case for case in cases if not case.held_back]
    held_back = [case for case in cases if case.held_back]
    before = _score(held_back, weights)
    if len(cases) < FEWEST or not held_back:
        return Refitted(len(cases), before, before, None)
    found = _moved(learnt, weights)
    after = _score(held_back, found)
    return Refitted(len(cases), before, after, found if after.beats(before) else None)


def _case(ranking: Ranking, example: Example, lexicon: Lexicon) -> _Case | None:
    """None when the entry meant is not among the candidates: then no weights could help."""
    asked = ranking.asked(read_question(example.question, lexicon), but=fold(example.question))
    found = ranking.compared(asked)
    meant = tuple(passage.entry.id == example.entry_id for passage, _ in found)
    if not any(meant):
        return None
    digest = sha256(f"{example.question}\0{example.entry_id}".encode()).digest()
    held_back = digest[0] % _HELD_BACK_OF == 0
    return _Case([row for _, row in found], meant, example.helpful, held_back)


def _score(cases: Sequence[_Case], weights: Weights) -> Score:
    """Surprise is -log of the probability given to what came true."""
    total, right = 0.0, 0
    for case in cases:
        chances = weights.probabilities(case.rows)
        hit = sum(p for p, meant in zip(chances, case.meant, strict=True) if meant)
        total -= log(max(hit if case.helpful else 1 - hit, 1e-9))
        right += case.helpful and case.meant[chances.index(max(chances))]
    return Score(total / (len(cases) or 1), right, sum(case.helpful for case in cases))


def _moved(cases: Sequence[_Case], weights: Weights) -> Weights:
    start = _flat(weights)
    now, gone = list(start), [1e-6] * len(start)
    for _ in range(_PASSES):
        for case in cases:
            slope = _slope(case, _shaped(now, weights))
            for i, s in enumerate(slope):
                if s:
                    gone[i] += s * s
                    now[i] -= _STEP * s / sqrt(gone[i]) + _PULL * (now[i] - start[i])
    return _shaped(now, weights)


def _slope(case: _Case, weights: Weights) -> list[float]:
    """Of the surprise of one example by each weight, in the order of `_flat`."""
    chances = weights.probabilities(case.rows)
    hit = max(sum(p for p, meant in zip(chances, case.meant, strict=True) if meant), 1e-9)
    slopes = [[0.0] * (2 * len(weights.least) + 1) for _ in KINDS]
    counted = weights.counted(case.rows)
    for row, (own, behind), chance, meant in zip(
        case.rows, counted, chances, case.meant, strict=True
    ):
        if case.helpful:
            pull = chance - (chance / hit if meant else 0.0)
        else:
            pull = hit / max(1 - hit, 1e-9) * ((chance / hit if meant else 0.0) - chance)
        slope = slopes[kind_of(row)]
        for i, signal in enumerate((*own, *behind, 1.0)):
            slope[i] += pull * signal
    return [*chain.from_iterable(slopes)]


def _flat(weights: Weights) -> list[float]:
    return [*chain.from_iterable((*k.own, *k.behind, k.bias) for k in weights.kinds)]


def _shaped(flat: Sequence[float], like: Weights) -> Weights:
    at = 0

    def taken(count: int) -> tuple[float, ...]:
        nonlocal at
        at += count
        return tuple(flat[at - count : at])

    def kind(k: Kind) -> Kind:
        return Kind(taken(len(k.own)), taken(len(k.behind)), *taken(1))

    return replace(like, kinds=tuple(map(kind, like.kinds)))
