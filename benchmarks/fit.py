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

from benchmarks.adapter import TODAY, entries
from benchmarks.measures import Outcome, auroc, coverage, mrr, recall
from benchmarks.pairs import LEFT_OUT, NEAR_MISS, OFF_TOPIC, Asked, Setting, settings
from benchmarks.retrieval import read_lines
from knowledge.entry import WRONG_ANSWERS
from knowledge.finding import Finder
from knowledge.signals import SIGNALS, TITLE_ASKS, names
from knowledge.weighing import Weights

WEIGHTS = Path(__file__).parents[1] / "knowledge" / "weights.json"
_SHRINK = 0.01
_STEPS = 150
_CLIP = 6.0
"""Standard deviations."""
_BUDGETS = (0.005, 0.01, 0.02, 0.05, 0.1)
MIX = {"": 1.0, NEAR_MISS: 0.1, LEFT_OUT: 0.7, OFF_TOPIC: 0.7}
"""How much a question counts: our pairs hold more near-misses than people ask."""
FITTED_ON = {"sample town": 2.0, "paper": 1.0}
"""How the names of the settings begin that are fitted to → weight of each. Sample town: asked as people ask; papers:
passages of documents. The others were written to share as few words as possible with their entries, or as many with
what does not answer; fitted to these too, the weights did worse on collections they had not seen. They serve the
test (benchmarks.quality)."""
_ALSO = 2.0
"""Weight of a set of another origin."""
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
        compared = finder.ranking.compared(reading)
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
    weight = np.array([MIX.get(asked.why_not, 1.0) for asked in setting.asked])
    weight /= weight.sum()
    return Table(rows, held, right, weight, tuple(ids for _, ids in found), setting.asked)


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
    """Signals and their distance to the best candidate's, apart for passages whose title asks and whose title only
    names. Columns as in `columns_of`."""
    best = np.where(t.held[..., None], t.rows, -np.inf).max(1, keepdims=True)
    behind = np.where(t.held[..., None], t.rows - best, 0)
    at = names().index(TITLE_ASKS)
    asking = t.rows[..., at : at + 1]
    signals = np.concatenate([t.rows, behind], 2)
    return np.concatenate([signals * asking, signals * (1 - asking)], 2)


def fit(t: Table, left_out: Sequence[str] = ()) -> dict[str, float]:
    """Weights by name; the groups of signals named in `left_out` count nothing."""
    x = inputs(t)[t.held]
    mean, deviation = x.mean(0), x.std(0) + 1e-6
    x = np.clip((x - mean) / deviation, -_CLIP, _CLIP)
    back = np.ascontiguousarray(x.T)
    known = t.right.any(1)
    weight = t.weight / t.weight.sum()
    scores = np.full(t.held.shape, -1e9)

    def loss(p: Array) -> tuple[float, Array]:
        scores[t.held] = x @ p[:-1].astype(np.float32) + p[-1]
        highest = np.maximum(scores.max(1), 0)
        powers, none = np.exp(scores - highest[:, None]), np.exp(-highest)
        whole = powers.sum(1) + none
        hit = np.where(known, (powers * t.right).sum(1), none)
        wanted = np.where(known[:, None], powers * t.right / np.maximum(hit, 1e-300)[:, None], 0)
        slope = ((powers / whole[:, None] - wanted) * weight[:, None])[t.held]
        value = -(weight * np.log(hit / whole + 1e-12)).sum() + _SHRINK * (p[:-1] ** 2).sum() / 2
        return value, np.append(back @ slope.astype(np.float32) + _SHRINK * p[:-1], slope.sum())

    found = minimize(
        loss,
        np.zeros(len(mean) + 1),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds(left_out),
        options={"maxiter": _STEPS},
    ).x
    weights = found[:-1] / deviation
    by_name = dict(zip(columns_of(), map(float, weights), strict=True))
    by_name["bias"] = float(found[-1] - weights @ mean)
    return {name: round(value, 5) for name, value in by_name.items() if abs(value) > 5e-6}


def bounds(left_out: Sequence[str]) -> list[tuple[float | None, float | None]]:
    ways = {"+": (0.0, None), "-": (None, 0.0), "~": (None, None)}
    signals = [
        (0.0, 0.0) if group in left_out else ways[name[0]]
        for group, signs in SIGNALS.items()
        for name in signs.split()
    ]
    return [*signals * 4, (None, None)]


def columns_of() -> list[str]:
    signals = [*names(), *(f"behind {name}" for name in names())]
    return [f"{kind} {name}" for kind in ("asking", "naming") for name in signals]


def outcomes(t: Table, weights: Weights) -> list[Outcome]:
    made = []
    for rows, ids, asked in zip(t.rows, t.ids, t.asked, strict=True):
        chances = weights.probabilities(rows[: len(ids)].tolist())
        ranked = sorted(zip(chances, ids, strict=True), reverse=True)
        confidence = ranked[0][0] if ranked else 0.0
        found = tuple(id for _, id in ranked)
        made.append(Outcome(found, asked.relevant, confidence, MIX.get(asked.why_not, 1.0)))
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


def also(corpus: Path, queries: Path, unanswerable: Path) -> Setting:
    """A set of another origin, wholly for fitting."""
    asked = [Asked(q["text"], frozenset(q["relevant"]), "", False) for q in read_lines(queries)]
    asked += [
        Asked(q["text"], frozenset(), LEFT_OUT, False)
        for q in read_lines(unanswerable)
        if q["kind"] != "ood_chat"
    ]
    return Setting(corpus.parent.name, tuple(entries(read_lines(corpus))), tuple(asked))


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
    built = own + [also(*paths) for paths in chosen.also]
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
    given = [weight for begins, weight in FITTED_ON.items() if name.startswith(begins)]
    return replace(t, weight=t.weight / t.weight.sum() * (given or [_ALSO])[0])


def tested(t: Table) -> Array:
    """Questions kept for the test."""
    return np.array([asked.test for asked in t.asked])


if __name__ == "__main__":
    with_one_thread()
    main()
