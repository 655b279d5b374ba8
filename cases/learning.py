"""Fits the weights of cases/learnt.py to closed cases: logistic regression over words, by scikit-learn."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import rjieba

from cases.access import is_guarded
from cases.case import Case, State
from cases.errors import CaseError
from cases.learnt import Model, as_json, is_han, pieces_of, proposed, told

FEWEST = 20
FEWEST_UNITS = 2
FEWEST_PEOPLE = 3
"""A word that fewer people used in fewer cases is not learnt: it could tell who they are."""
HELD_BACK_OF = 5
"""The last fifth by date is not learnt from when the model is tried."""
LARGEST = 2_000_000
"""Bytes of a model; the weights nearest to 0 are left out until it fits."""
SMALLEST = 0.02
PERSON = "nr"
"""rjieba's tag of names of persons."""
STRENGTH = 10.0
"""Inverse of the pull towards 0 (C)."""


class TooFew(CaseError):
    """Too few closed cases, or all of one unit."""


class LibraryMissing(CaseError):
    """scikit-learn is not installed: `make learn` does it."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """`right` of the `tried` last cases would have been proposed the unit that closed them, learning from those before
    alone; `commonest` of them are of the unit that had most cases before: what naming it always would get right."""

    model: Model
    tried: int
    right: int
    commonest: int


def is_lesson(case: Case) -> bool:
    """Closed by a unit, neither confidential nor a report of wrongdoing."""
    return case.state is State.CLOSED and bool(case.unit) and not is_guarded(case)


def learn(cases: Iterable[Case], today: date) -> Learnt:
    """The same cases give the same model. Raises TooFew, LibraryMissing."""
    lessons = sorted(filter(is_lesson, cases), key=lambda c: (c.received_at, c.number))
    _require(lessons)
    first_of_last = len(lessons) - len(lessons) // HELD_BACK_OF
    before, last = lessons[:first_of_last], lessons[first_of_last:]
    [(commonest, _)] = Counter(case.unit for case in before).most_common(1)
    return Learnt(
        model=_fitted(lessons, today),
        tried=len(last),
        right=_right(before, last, today),
        commonest=sum(case.unit == commonest for case in last),
    )


def _require(lessons: Sequence[Case]) -> None:
    units = len({case.unit for case in lessons})
    if len(lessons) < FEWEST or units < FEWEST_UNITS:
        raise TooFew("routing.too_few", cases=str(len(lessons)), units=str(units))


def _right(before: Sequence[Case], last: Sequence[Case], today: date) -> int:
    """0 when all cases before are of one unit: then nothing could be learnt from them."""
    if len({case.unit for case in before}) < FEWEST_UNITS:
        return 0
    model = _fitted(before, today)
    found = [(proposed(model, case), case.unit) for case in last]
    return sum(proposal is not None and proposal.unit == unit for proposal, unit in found)


def _fitted(lessons: Sequence[Case], today: date) -> Model:
    try:  # 2 s, 120 MB of memory, 270 MB of disk: only to learn
        from sklearn.feature_extraction.text import CountVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.preprocessing import Normalizer
    except ImportError:
        raise LibraryMissing("routing.no_library") from None

    known = _common(lessons)
    if not known:
        raise TooFew("routing.no_words", people=str(FEWEST_PEOPLE))
    counter = CountVectorizer(analyzer=pieces_of, vocabulary=known, binary=True)
    rows = Normalizer().fit_transform(counter.fit_transform([told(case) for case in lessons]))
    fitted = LogisticRegression(C=STRENGTH, max_iter=1_000).fit(rows, [c.unit for c in lessons])
    weights, bias = fitted.coef_.tolist(), fitted.intercept_.tolist()
    if len(weights) == 1:  # of two units, scikit-learn keeps the second's alone
        weights, bias = [[-w for w in weights[0]], weights[0]], [-bias[0], bias[0]]
        weights, bias = [[w / 2 for w in row] for row in weights], [b / 2 for b in bias]
    by_word = {
        word: {at: round(row[place], 3) for at, row in enumerate(weights)}
        for place, word in enumerate(known)
    }
    units = tuple(str(unit) for unit in fitted.classes_)
    model = Model(today, len(lessons), units, tuple(round(b, 3) for b in bias), by_word)
    return _fitting(model)


def _common(lessons: Sequence[Case]) -> list[str]:
    """Words that enough people used, sorted."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for case in lessons:
        person = case.contact.reach or case.contact.name or case.conversation or case.number
        for word in learnable(told(case)):
            people[word].add(person)
    return sorted(word for word, used in people.items() if len(used) >= FEWEST_PEOPLE)


def learnable(text: str) -> set[str]:
    """Words of the dictionary and of other scripts; what rjieba takes for a person's name is passed over."""
    tagged = rjieba.tag(text)
    without = "".join(" " if tag.startswith(PERSON) else word for word, tag in tagged)
    return set(filter(_is_word, pieces_of(without)))


@lru_cache(500_000)
def _is_word(piece: str) -> bool:
    """What the dictionary lacks falls apart."""
    tagged = rjieba.tag(piece, False)
    return not is_han(piece) or (len(tagged) == 1 and not tagged[0][1].startswith(PERSON))


def _fitting(model: Model) -> Model:
    least = SMALLEST
    while True:
        kept = {
            word: {at: weight for at, weight in weights.items() if abs(weight) >= least}
            for word, weights in model.words.items()
        }
        smaller = replace(model, words={word: held for word, held in kept.items() if held})
        if len(as_json(smaller).encode()) <= LARGEST:
            return smaller
        least *= 1.5
