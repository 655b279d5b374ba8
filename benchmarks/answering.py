"""Latency of an answer on one core: the finder alone, over the sample town and over a document in paragraphs."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from handlers.knowledge import SAMPLE
from knowledge.entry import Entry
from knowledge.finding import Finder
from knowledge.importing import read_file

TODAY = date(2026, 11, 22)
REPORT = Path(__file__).parents[2] / "shared" / "corpus" / "suifenhe-2012-report.txt"
ROUNDS = 3


def rows() -> list[dict[str, object]]:
    sample = [
        e for path in sorted(SAMPLE.glob("*.json")) for e in read_file(path, path.stem).entries
    ]
    with one_core():
        found = _measure("sample town", sample, sample)
        if REPORT.exists():
            found += _measure("2012 report", read_file(REPORT, "report").entries, sample)
    return found


@contextmanager
def one_core() -> Iterator[None]:
    """Where the system allows it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def _measure(
    name: str, entries: Sequence[Entry], asked: Sequence[Entry]
) -> list[dict[str, object]]:
    """The sample town's questions and their other wordings, each with its middle character lost in typing, so that
    none is found by its title alone."""
    questions = [mistyped(q) for entry in asked for q in (entry.title, *entry.variants)]
    started = perf_counter()
    finder = Finder(entries)
    built = perf_counter() - started
    times = []
    for _ in range(ROUNDS):
        for question in questions:
            started = perf_counter()
            finder.answer(question, TODAY)
            times.append(perf_counter() - started)
    case = f"{name}, {len(entries)} entries, {len(questions)} questions × {ROUNDS}"
    cuts = quantiles(times, n=100)
    figures = (
        ("p50", median(times) * 1e3, "ms"),
        ("p99", cuts[98] * 1e3, "ms"),
        ("questions", len(times) / sum(times), "/s"),
        ("build", built * 1e3, "ms"),
    )
    return [
        {
            "bench": f"answering {label}",
            "case": case,
            "value": round(value, 3),
            "unit": unit,
            "note": "one core",
        }
        for label, value, unit in figures
    ]


def mistyped(question: str) -> str:
    middle = len(question) // 2
    return question[:middle] + question[middle + 1 :]
