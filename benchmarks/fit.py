"""Fits the weights of the ranking to our own question pairs: `python -m benchmarks.fit`.

Conditional logit with an outside option, each signal bound to the direction that it may count in, so that what is
learnt here holds in other towns; L-BFGS-B from zero, no random start: two runs give the same file.
`--also CORPUS QUERIES UNANSWERABLE` (gzipped JSON lines) adds a set of another origin to what is fitted.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track
from scipy.optimize import minimize

from benchmarks.adapter import TODAY
from benchmarks.articles import articles
from benchmarks.measures import Outcome, auroc, coverage, mrr, recall
from benchmarks.pairs import LEFT_OUT, NEAR_MISS, OFF_TOPIC, Asked, Setting, settings
from knowledge.entry import WRONG_ANSWERS
from knowledge.finding import Finder
from knowledge.signals import SIGNALS, names
from knowledge.weighing import KINDS, Weights, kind_of

WEIGHTS = Path(__file__).parents[1] / "knowledge" / "weights.json"
_SHRINK = {"question": 0.03, "answered": 0.03, "text": 0.03, "paper": 0.05}
"""Kind → the more, the nearer to 0 its weights stay: of paragraphs of papers we have written the fewest."""
_SHRINK_OF_QUESTION = 0.002
"""Of a signal that all candidates share (chat): it only says whether any of them answers."""
_ALL = 1_000
"""Candidates that are compared: here also those that are not promising, so that there is more to be told from."""
_STEPS = 150
_CLIP = 6.0
"""Standard deviations."""
_BUDGETS = (0.005, 0.01, 0.02, 0.05, 0.1)
UNANSWERED = {NEAR_MISS: 0.1, LEFT_OUT: 0.7, OFF_TOPIC: 0.7}
"""How much a question counts beside one that is answered: our pairs hold more near-misses than people ask."""
_NEAR_MISS_AMONG_QUESTIONS = 0.4
"""The same where titles stand alone, as questions do among questions: there the near-miss is the matter."""
_OFF_TOPIC = 0.35
"""At most this part of the rest, except among the articles: in a large collection chat meets something by chance."""
FITTED_ON = {
    "sample town": 3.0,
    "paper": 1.0,
    "question alone": 2.0,
    "question and answer": 0.6,
    "answer alone": 2.0,
    "articles": 2.0,
    "articles, long": 1.0,
}
"""How the names of the settings begin that are fitted to → weight of each. Sample town: asked as people ask; papers:
passages of documents; questions and answers: written to be hard; articles: `--also`, a large collection of another
origin. 'reworded' serves the test only (benchmarks.quality)."""
_AS_IN_USE = ("sample town", "sample town, mistyped", "sample town, one wording each")
"""Settings by which the threshold is chosen: a town's knowledge as it is published, asked as people ask."""
_LINE = {"line": 20.0, "line passage": 0.3, "line bias": -11.9}
"""For sentences of documents: set by hand."""
_IN_USE = {"": 1.0, NEAR_MISS: 0.02, LEFT_OUT: 0.2, OFF_TOPIC: 0.2}
"""The same where the threshold is chosen: few of the questions that a town is asked are near-misses."""
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Signals of the candidates of many questions, padded to the same number of candidates."""

    rows: Array
    held: Array
    right: Array
    weight: Array
    ids: tuple[tuple[str, ...], ...]
    asked: tuple[Asked, ...]

    def where(self, chosen: Array) -> "Table":
        kept = np.flatnonzero(chosen)
        return Table(
            self.rows[kept],
            self.held[kept],
            self.right[kept],
            self.weight[kept],
            tuple(self.ids[i] for i in kept),
            tuple(self.asked[i] for i in kept),
        )


def table(setting: Setting) -> Table:
    finder = Finder(setting.entries)
    found = []
    for asked in track(setting.asked, setting.name, disable=not sys.stderr.isatty()):
        reading = finder.ranking.asked(finder.read(asked.text))
        compared = finder.ranking.compared(reading, _ALL)
        ids = tuple(passage.entry.id for passage, _ in compared)
        found.append((np.array([row for _, row in compared], np.float32), ids))
    most = max(len(ids) for _, ids in found)
    rows = np.zeros((len(found), most, len(names())), np.float32)
    held = np.zeros((len(found), most), bool)
    right = np.zeros((len(found), most), bool)
    for at, ((signals, ids), asked) in enumerate(zip(found, setting.asked, strict=True)):
        if ids:
            rows[at, : len(ids)] = signals
            held[at, : len(ids)] = True
            right[at, : len(ids)] = [id in asked.relevant for id in ids]
    weight = weights_of(setting)
    return Table(rows, held, right, weight, tuple(ids for _, ids in found), setting.asked)


def weights_of(setting: Setting) -> Array:
    """Of its questions, 1 in all."""
    mix = dict(UNANSWERED)
    if setting.name.startswith("question alone"):
        mix[NEAR_MISS] = _NEAR_MISS_AMONG_QUESTIONS
    weight = np.array([mix.get(asked.why_not, 1.0) for asked in setting.asked])
    strange = np.array([asked.why_not == OFF_TOPIC for asked in setting.asked])
    if not setting.name.startswith("articles"):
        most = _OFF_TOPIC * weight[~strange].sum()
        weight[strange] *= min(1.0, most / max(weight[strange].sum(), 1e-9))
    return weight / weight.sum()


def joined(tables: Sequence[Table]) -> Table:
    most = max(t.held.shape[1] for t in tables)

    def padded(array: Array) -> Array:
        return np.pad(array, [(0, 0), (0, most - array.shape[1])] + [(0, 0)] * (array.ndim - 2))

    return Table(
        np.concatenate([padded(t.rows) for t in tables]),
        np.concatenate([padded(t.held) for t in tables]),
        np.concatenate([padded(t.right) for t in tables]),
        np.concatenate([t.weight for t in tables]),
        tuple(i for t in tables for i in t.ids),
        tuple(a for t in tables for a in t.asked),
    )


def inputs(t: Table) -> Array:
    """Signals and their distance to the best candidate's. Columns as in `columns_of`."""
    best = np.where(t.held[..., None], t.rows, -np.inf).max(1, keepdims=True)
    behind = np.where(t.held[..., None], t.rows - best, 0)
    return np.concatenate([t.rows, behind], 2)


def kinds(t: Table) -> Array:
    """Place in KINDS of each candidate."""
    found: Array = np.apply_along_axis(kind_of, -1, t.rows)
    return found


def fit(t: Table, left_out: Sequence[str] = ()) -> dict[str, float]:
    """Weights by name; the groups of signals named in `left_out` count nothing."""
    x = inputs(t)[t.held]
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    x = np.clip((x - mean) / deviation, -_CLIP, _CLIP)
    of = kinds(t)[t.held]
    places = [np.flatnonzero(of == kind) for kind in range(len(KINDS))]
    apart = [np.ascontiguousarray(x[place]) for place in places]
    known = t.right.any(1)
    weight = t.weight / t.weight.sum()
    one = np.zeros(len(x))
    scores = np.full(t.held.shape, -1e9)
    shape = (len(KINDS), x.shape[1] + 1)
    shrink = shrinking()

    def loss(flat: Array) -> tuple[float, Array]:
        p = flat.reshape(shape)
        for place, part, own in zip(places, apart, p, strict=True):
            one[place] = part @ own[:-1].astype(np.float32) + own[-1]
        scores[t.held] = one
        highest = np.maximum(scores.max(1), 0)
        powers, none = np.exp(scores - highest[:, None]), np.exp(-highest)
        whole = powers.sum(1) + none
        hit = np.where(known, (powers * t.right).sum(1), none)
        wanted = np.where(known[:, None], powers * t.right / np.maximum(hit, 1e-300)[:, None], 0)
        slope = ((powers / whole[:, None] - wanted) * weight[:, None])[t.held].astype(np.float32)
        steep = np.zeros(shape)
        for kind, (place, part) in enumerate(zip(places, apart, strict=True)):
            steep[kind, :-1] = slope[place] @ part + shrink[kind] * p[kind, :-1]
            steep[kind, -1] = slope[place].sum()
        size = float((shrink * p[:, :-1] ** 2).sum()) / 2
        return size - (weight * np.log(hit / whole + 1e-12)).sum(), steep.ravel()

    found = minimize(
        loss,
        np.zeros(shape).ravel(),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds(left_out),
        options={"maxiter": _STEPS},
    ).x.reshape(shape)
    weights = found[:, :-1] / deviation
    biases = found[:, -1] - weights @ mean
    by_name = {
        f"{kind} {name}": float(value)
        for kind, own, bias in zip(KINDS, weights, biases, strict=True)
        for name, value in zip((*columns_of(), "bias"), (*own, bias), strict=True)
    }
    given = {name: round(value, 5) for name, value in by_name.items() if abs(value) > 5e-6}
    return given | limits(mean, deviation)


def shrinking() -> Array:
    """For each of KINDS and each column of `columns_of`."""
    shared = np.array([name.removeprefix("behind ") == "chat" for name in columns_of()])
    of_kind = np.array([[_SHRINK[kind]] for kind in KINDS])
    return np.where(shared, _SHRINK_OF_QUESTION, of_kind)


def limits(mean: Array, deviation: Array) -> dict[str, float]:
    """By name: signals count no further at use than they did in the fit."""
    least, most = (mean - _CLIP * deviation).tolist(), (mean + _CLIP * deviation).tolist()
    signals = len(names())
    return {
        f"{which} {name}": round(value, 4)
        for which, values in (
            ("least", least[:signals]),
            ("most", most[:signals]),
            ("farthest", least[signals:]),
        )
        for name, value in zip(names(), values, strict=True)
    }


def bounds(left_out: Sequence[str]) -> list[tuple[float | None, float | None]]:
    ways = {"+": (0.0, None), "-": (None, 0.0), "~": (None, None)}
    signals = [
        (0.0, 0.0) if group in left_out else ways[name[0]]
        for group, signs in SIGNALS.items()
        for name in signs.split()
    ]
    return [*signals * 2, (None, None)] * len(KINDS)


def columns_of() -> list[str]:
    return [*names(), *(f"behind {name}" for name in names())]


def outcomes(t: Table, weights: Weights) -> list[Outcome]:
    made = []
    for rows, ids, asked in zip(t.rows, t.ids, t.asked, strict=True):
        chances = weights.probabilities(rows[: len(ids)].tolist())
        ranked = sorted(zip(chances, ids, strict=True), reverse=True)
        confidence = ranked[0][0] if ranked else 0.0
        found = tuple(id for _, id in ranked)
        weight = UNANSWERED.get(asked.why_not, 1.0)
        made.append(Outcome(found, asked.relevant, confidence, weight))
    return made


def answers(setting: Setting, weights: Weights) -> list[Outcome]:
    """What the whole engine would quote, constraints included, to the questions kept for the test."""
    finder = Finder(setting.entries, weights=replace(weights, sure=((WRONG_ANSWERS, 0.0),)))
    made = []
    for asked in setting.asked:
        if asked.test:
            answer = finder.answer(asked.text, TODAY)
            ids = tuple(quote.entry_id for quote in answer.quotes)
            weight = _IN_USE.get(asked.why_not, 1.0)
            made.append(Outcome(ids, asked.relevant, answer.score if ids else 0.0, weight))
    return made


def threshold(made: Sequence[Outcome], budget: float) -> float:
    """The least confidence from which on at most this share of the answers given is expected to be wrong; 1.01 where
    there is none. Expected by a logistic curve through the outcomes (Platt 1999), which single mistakes among the
    surest do not throw about as they do a count."""
    given = sorted((o for o in made if o.confidence > 0), key=lambda o: -o.confidence)
    sureness = np.array([np.log(o.confidence / (1 - o.confidence + 1e-6)) for o in given])
    right = np.array([o.right for o in given], float)
    weight = np.array([o.weight for o in given])

    def loss(p: Array) -> float:
        chance = 1 / (1 + np.exp(-(p[0] * sureness + p[1])))
        hit = right * np.log(chance + 1e-12) + (1 - right) * np.log(1 - chance + 1e-12)
        return float(-(weight * hit).sum() / weight.sum())

    slope, level = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    wrong = weight / (1 + np.exp(slope * sureness + level))
    within = np.flatnonzero(np.cumsum(wrong) / np.cumsum(weight) <= budget)
    return given[within[-1]].confidence if len(within) else 1.01


def line(name: str, made: Sequence[Outcome]) -> str:
    return (
        f"{name:36} R@1 {recall(made, 1):.3f}  MRR {mrr(made):.3f}  AUROC {auroc(made):.3f}  "
        f"cov@p90 {coverage(made, 0.9)[0]:.3f}  cov@p95 {coverage(made, 0.95)[0]:.3f}"
    )


def with_one_thread() -> None:
    """Starts the program again so: sums of floats depend on how they are shared among threads."""
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "benchmarks.fit", *sys.argv[1:]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", nargs=3, type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = parser.parse_args()
    own = [setting for setting in settings() if setting.name.startswith(tuple(FITTED_ON))]
    built = own + [setting for paths in chosen.also for setting in articles(*paths)]
    tables = {setting.name: table(setting) for setting in built}
    fitted_on = joined([share(name, t.where(~tested(t))) for name, t in tables.items()])
    by_name = fit(fitted_on)
    weights = Weights.named(by_name)
    for name, t in tables.items():
        if tested(t).any():
            print(line(name, outcomes(t.where(tested(t)), weights)))
    answered = [
        made
        for setting in built
        if setting.name in _AS_IN_USE
        for made in answers(setting, Weights.named(by_name | _LINE))
    ]
    print(line("the whole engine, sample town", answered))
    sure = {str(budget): round(threshold(answered, budget), 4) for budget in _BUDGETS}
    print("probability from which on answers are given, for a share of wrong ones:", sure)
    kept = {"questions": len(fitted_on.asked), "sure": sure, "weights": by_name | _LINE}
    chosen.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def share(name: str, t: Table) -> Table:
    """With the weight that its setting has in the whole."""
    given = max((begins for begins in FITTED_ON if name.startswith(begins)), key=len)
    return replace(t, weight=t.weight / t.weight.sum() * FITTED_ON[given])


def tested(t: Table) -> Array:
    """Questions kept for the test."""
    return np.array([asked.test for asked in t.asked])


if __name__ == "__main__":
    with_one_thread()
    main()
