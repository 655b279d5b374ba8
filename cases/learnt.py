"""What closed cases taught: words that speak for units, as plain weights, so that a proposal can say what decided.

The model holds no text: only dictionary words that several people used, no names of persons, no digits.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, isfinite, sqrt

from cases.case import Case
from cases.deadline import Reason
from cases.grid import folded
from cases.kinds import WRONGDOING
from cases.routing import Proposal

FORM = 1
SHOWN = 5
"""Words shown at most, those that weighed most first."""

LENGTHS = (2, 3, 4)
"""Of Chinese words, in characters."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_OTHER = re.compile(r"[^\W\d_\u3400-\u9fff]{3,}")


@dataclass(frozen=True, slots=True)
class Model:
    """`bias` by unit; `words`: word → weights by place of the unit in `units`, those near 0 left out. A case's words
    count 1/√n each, n of them known."""

    day: date
    cases: int
    units: Sequence[str]
    bias: Sequence[float]
    words: Mapping[str, Mapping[int, float]]


def told(case: Case) -> str:
    return f"{case.title}\n{case.content}"


def pieces_of(text: str) -> set[str]:
    """All that may be a Chinese word, wherever it begins (路灯 and 灯不亮 in 路灯不亮), and words of other scripts."""
    text = folded(text)
    han = {
        run[at : at + length]
        for run in _HAN.findall(text)
        for length in LENGTHS
        for at in range(len(run) - length + 1)
    }
    return han | set(_OTHER.findall(text))


def is_han(piece: str) -> bool:
    return _HAN.match(piece) is not None


def proposed(model: Model, case: Case) -> Proposal | None:
    """The unit that the words speak for; None when none of them is known, and for a report of wrongdoing."""
    known = sorted(pieces_of(told(case)) & model.words.keys())
    if not known or case.kind == WRONGDOING:
        return None
    each = 1 / sqrt(len(known))
    sums = list(model.bias)
    for word in known:
        for at, weight in model.words[word].items():
            sums[at] += weight * each
    best = max(range(len(sums)), key=sums.__getitem__)
    words = _deciding(model, known, best)
    values = {"words": "、".join(words), "cases": str(model.cases), "day": str(model.day)}
    why = (Reason("routing.why.learnt", values),)
    return Proposal(model.units[best], "", _share(sums, best), why, words)


def _deciding(model: Model, known: Sequence[str], unit: int) -> tuple[str, ...]:
    weights = {word: model.words[word].get(unit, 0.0) for word in known}
    speaking = sorted((w for w in known if weights[w] > 0), key=lambda w: (-weights[w], w))
    return tuple(speaking[:SHOWN])


def _share(sums: Sequence[float], at: int) -> float:
    return 1 / sum(exp(min(other - sums[at], 700.0)) for other in sums)


def as_json(model: Model) -> str:
    kept = {
        "form": FORM,
        "day": str(model.day),
        "cases": model.cases,
        "units": list(model.units),
        "bias": list(model.bias),
        "words": {word: dict(weights) for word, weights in sorted(model.words.items())},
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Model:
    """Raises ValueError."""
    try:
        kept = json.loads(text)
        model = Model(
            date.fromisoformat(kept["day"]),
            int(kept["cases"]),
            tuple(map(str, kept["units"])),
            tuple(map(float, kept["bias"])),
            {
                str(word): {int(at): float(weight) for at, weight in weights.items()}
                for word, weights in kept["words"].items()
            },
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no model: {error!r}") from error
    if kept.get("form") != FORM or not _is_sound(model):
        raise ValueError("no model of this form")
    return model


def _is_sound(model: Model) -> bool:
    places = range(len(model.units))
    weights = list(model.words.values())
    return (
        len(model.bias) == len(model.units) > 0
        and all(map(isfinite, model.bias))
        and all(at in places and isfinite(w) for held in weights for at, w in held.items())
    )
