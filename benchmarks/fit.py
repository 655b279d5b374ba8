"""Fits the weights of the ranking to our own question pairs: `python -m benchmarks.fit`.

Conditional logit with an outside option, each signal bound to the direction that it may count in, so that what is
learnt here holds in other towns; L-BFGS-B from zero, no random start: two runs give the same file.
`--also CORPUS QUERIES UNANSWERABLE` (gzipped JSON lines) adds a set of another origin to what is fitted.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.progress import track
from scipy.optimize import minimize

from benchmarks.adapter import entries
from benchmarks.measures import Outcome, auroc, coverage, mrr, recall
from benchmarks.pairs import LEFT_OUT, NEAR_MISS, OFF_TOPIC, Asked, Setting, settings
from benchmarks.retrieval import read_lines
from knowledge.finding import Finder
from knowledge.lexicon import lexicon
from knowledge.question import read_question
from knowledge.signals import ABOUT_QUESTION, SIGNALS, TITLE_ASKS, names, names_about_question
from knowledge.weighing import Weights

WEIGHTS = Path(__file__).parents[1] / "knowledge" / "weights.json"
_SHRINK = 0.01
_STEPS = 150
_CLIP = 6.0
"""Standard deviations."""
_BUDGETS = (0.005, 0.01, 0.02, 0.05, 0.1)
_MIX = {"": 1.0, NEAR_MISS: 0.2, LEFT_OUT: 0.5, OFF_TOPIC: 0.3}
"""How much a question counts: our pairs hold more near-misses than people ask."""
_SHARES = {"question": 0.2, "answer alone": 0.1, "sample town": 2.0}
"""Setting → its part in the whole, beside 1 for the others. The pairs of the first two were written to share as few
words as possible with their entries, harder than what people ask."""
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Signals of the candidates of many questions, padded to the same number of candidates."""

    rows: Array
    about: Array
    held: Array
    right: Array
    weight: Array
    ids: tuple[tuple[str, ...], ...]
    asked: tuple[Asked, ...]

    def where(self, chosen: Array) -> "Table":
        kept = np.flatnonzero(chosen)
        return Table(
            self.rows[kept],
            self.about[kept],
            self.held[kept],
            self.right[kept],
            self.weight[kept],
            tuple(self.ids[i] for i in kept),
            tuple(self.asked[i] for i in kept),
        )


def table(setting: Setting) -> Table:
    finder = Finder(setting.entries)
    words = lexicon()
    found = []
    for asked in track(setting.asked, setting.name, disable=not sys.stderr.isatty()):
        reading = finder.ranking.asked(read_question(asked.text, words))
        candidates = finder.ranking.candidates(reading)
        ids = tuple(passage.entry.id for passage, _ in candidates)
        found.append((np.array(reading.signals(candidates), np.float32), reading.about, ids))
    most = max(len(ids) for _, _, ids in found)
    rows = np.zeros((len(found), most, len(names())), np.float32)
    held = np.zeros((len(found), most), bool)
    right = np.zeros((len(found), most), bool)
    for at, ((signals, _, ids), asked) in enumerate(zip(found, setting.asked, strict=True)):
        if ids:
            rows[at, : len(ids)] = signals
            held[at, : len(ids)] = True
            right[at, : len(ids)] = [id in asked.relevant for id in ids]
    about = np.array([about for _, about, _ in found], np.float32)
    weight = np.array([_MIX.get(asked.why_not, 1.0) for asked in setting.asked])
    weight /= weight.sum()
    return Table(rows, about, held, right, weight, tuple(i for _, _, i in found), setting.asked)


def joined(tables: Sequence[Table]) -> Table:
    most = max(t.held.shape[1] for t in tables)

    def padded(array: Array) -> Array:
        return np.pad(array, [(0, 0), (0, most - array.shape[1])] + [(0, 0)] * (array.ndim - 2))

    return Table(
        np.concatenate([padded(t.rows) for t in tables]),
        np.concatenate([t.about for t in tables]),
        np.concatenate([padded(t.held) for t in tables]),
        np.concatenate([padded(t.right) for t in tables]),
        np.concatenate([t.weight for t in tables]),
        tuple(i for t in tables for i in t.ids),
        tuple(a for t in tables for a in t.asked),
    )


def inputs(t: Table) -> Array:
    """Signals and their distance to the best candidate's: for all, once more where the title asks and where it only
    names; what is known of the question, for either. Columns as in `columns_of`."""
    best = np.where(t.held[..., None], t.rows, -np.inf).max(1, keepdims=True)
    behind = np.where(t.held[..., None], t.rows - best, 0)
    about = np.repeat(t.about[:, None], t.rows.shape[1], 1)
    at = names().index(TITLE_ASKS)
    asking = t.rows[..., at : at + 1]
    signals = np.concatenate([t.rows, behind], 2)
    parts = [
        signals,
        signals * asking,
        signals * (1 - asking),
        about * asking,
        about * (1 - asking),
    ]
    return np.concatenate(parts, 2)


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
    about = [ways[name[0]] for name in ABOUT_QUESTION.split()]
    return [*signals * 6, *about * 2, (None, None)]


def columns_of() -> list[str]:
    signals = [*names(), *(f"behind {name}" for name in names())]
    kinds = ("asking", "naming")
    return [
        *signals,
        *(f"{kind} {name}" for kind in kinds for name in signals),
        *(f"{kind} {name}" for kind in kinds for name in names_about_question()),
    ]


def outcomes(t: Table, weights: Weights) -> list[Outcome]:
    made = []
    for rows, about, ids, asked in zip(t.rows, t.about, t.ids, t.asked, strict=True):
        chances = weights.probabilities(rows[: len(ids)].tolist(), about.tolist())
        ranked = sorted(zip(chances, ids, strict=True), reverse=True)
        confidence = ranked[0][0] if ranked else 0.0
        found = tuple(id for _, id in ranked)
        made.append(Outcome(found, asked.relevant, confidence, _MIX.get(asked.why_not, 1.0)))
    return made


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--also", nargs=3, type=Path, action="append", default=[])
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    chosen = parser.parse_args()
    built = list(settings()) + [also(*paths) for paths in chosen.also]
    tables = {setting.name: table(setting) for setting in built}
    fitted_on = joined([share(name, t.where(~tested(t))) for name, t in tables.items()])
    by_name = fit(fitted_on)
    weights = Weights.named(by_name)
    held_back = []
    for name, t in tables.items():
        if tested(t).any():
            made = outcomes(t.where(tested(t)), weights)
            print(line(name, made))
            if name.startswith(("question and answer", "sample town")):
                held_back += made
    sure = {str(budget): round(coverage(held_back, 1 - budget)[1], 4) for budget in _BUDGETS}
    print("threshold for each budget of wrong answers:", sure)
    previous = json.loads(chosen.out.read_text(encoding="utf-8")) if chosen.out.exists() else {}
    kept = {"line": previous.get("line", {}), "sure": sure, "questions": len(fitted_on.asked)}
    chosen.out.write_text(
        json.dumps({**kept, "weights": by_name}, indent=1, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )


def share(name: str, t: Table) -> Table:
    """With the weight that its setting has in the whole."""
    share = next((s for start, s in _SHARES.items() if name.startswith(start)), 1.0)
    return replace(t, weight=t.weight / t.weight.sum() * share)


def tested(t: Table) -> Array:
    """Questions kept for the test."""
    return np.array([asked.test for asked in t.asked])


if __name__ == "__main__":
    main()
