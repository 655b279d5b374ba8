"""How well our own test questions are answered: our engine beside plain searchers, and whether its probabilities hold.

Entries are whole as published. A near-miss counts as little as in fitting: our pairs hold more of them than people ask.
"""

from collections.abc import Iterator, Sequence
from time import perf_counter

from benchmarks.answering import one_core
from benchmarks.fit import UNANSWERED, answers
from benchmarks.measures import Outcome, auroc, coverage, mrr, recall, reliability
from benchmarks.pairs import Asked, Setting, digest, settings
from benchmarks.peers import SYSTEMS, System
from benchmarks.retrieval import latency
from knowledge.entry import WRONG_ANSWERS
from knowledge.weighing import fitted

_MOST = 300
"""Questions of a setting."""
_BRUTE = 1000
"""Entries that are at most compared one by one."""
_FOUND = 10
_TOWN = "sample town"


def rows() -> list[dict[str, object]]:
    quoted: list[Outcome] = []
    found = []
    with one_core():
        for setting in settings():
            asked = chosen(setting)
            for name, system in SYSTEMS.items():
                if name != "rapidfuzz" or len(setting.entries) <= _BRUTE:
                    found.append(_row(name, setting, asked, system()))
            if setting.name.startswith(_TOWN):
                quoted += answers(setting, fitted())
    return found + list(_held(quoted))


def chosen(setting: Setting) -> list[Asked]:
    """Questions kept for the test; where there are many, always the same of them."""
    kept = sorted((a for a in setting.asked if a.test), key=lambda a: digest(a.text))
    return kept[:_MOST]


def _row(name: str, setting: Setting, asked: Sequence[Asked], system: System) -> dict[str, object]:
    system.publish(setting.entries)
    made, times = [], []
    for a in asked:
        started = perf_counter()
        results = system.search(a.text, _FOUND)
        times.append((perf_counter() - started) * 1e3)
        ids = tuple(id for id, _ in results)
        sure = system.confidence(a.text, results)
        made.append(Outcome(ids, a.relevant, sure, UNANSWERED.get(a.why_not, 1.0)))
    return {
        "bench": f"quality, {name}",
        "case": f"{setting.name}, {len(setting.entries)} entries, {len(asked)} questions",
        "value": f"{recall(made, 1):.3f}",
        "unit": "R@1",
        "note": f"MRR {mrr(made):.3f} AUROC {auroc(made):.3f} cov@p90 {coverage(made, 0.9)[0]:.3f} "
        f"cov@p95 {coverage(made, 0.95)[0]:.3f} {latency(times)}",
    }


def _held(quoted: Sequence[Outcome]) -> Iterator[dict[str, object]]:
    """Of what the whole engine would quote: how often it was right where it said that it probably was; and of what it
    is sure enough to answer. Near-misses count still less here, as in `fit.answers`."""
    given = [o for o in quoted if o.found]
    for said, right, questions in reliability(given):
        yield _told(f"said {said:.2f}", right, f"of {questions} questions")
    least = fitted().sure_within(WRONG_ANSWERS)
    sure = [o for o in given if o.confidence >= least]
    right = sum(o.weight for o in sure if o.right)
    note = f"of {len(sure)} given from {least} on; {len(quoted)} asked"
    yield _told("answers given", right / (sum(o.weight for o in sure) or 1), note)


def _told(case: str, right: float, note: str) -> dict[str, object]:
    return {
        "bench": "quality, reliability",
        "case": f"{_TOWN}, {case}",
        "value": f"{right:.3f}",
        "unit": "was right",
        "note": note,
    }
