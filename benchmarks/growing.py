"""What a larger town costs: build, memory, speed and hits, at 10,000 and 100,000 entries, beside plain searchers.

Entries are our own, once for each of many made-up places, with other offices, numbers and nouns, from a fixed seed;
questions name the place and the matter in slightly other words, mistyped. Each system is measured in a process of its
own, on one core. Also what answers cost while a new finder is built in a thread, as the running service does
(bot/schedule.py). MINXIN_BENCH_MILLION=1 adds 1,000,000 entries.
"""

import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import quantiles
from time import perf_counter

import rjieba
from rich.console import Console

from benchmarks.adapter import TODAY
from benchmarks.answering import one_core
from benchmarks.noise import Noise, Rewording, homophones
from benchmarks.pairs import read_pairs, sample_town
from benchmarks.peers import SYSTEMS
from benchmarks.retrieval import resident_mb
from bot.schedule import settle
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.lexicon import lexicon
from knowledge.shelf import Shelf

_SEED = 17
_SIZES = (10_000, 100_000)
_MILLION = 1_000_000
_BRUTE = 10_000
"""Entries that are at most compared one by one."""
_REBUILDING, _REBUILT = "rebuilding", 100_000
_QUESTIONS = 200
_FOUND = 10
_OTHER_NOUN = 0.5
"""Share of the entries with another noun."""
_UNITS = ("市", "县", "区", "镇", "乡", "街道", "村")
_OFFICES = ("委员会", "中心", "办公室", "服务站", "大队", "管理处")
_PLACE = re.compile("绥芬河市?|示例[市镇]|[我本][市县镇]")
_OFFICE = re.compile("(?<=[\u4e00-\u9fff]{2})局")
_NUMBER = re.compile("[0-9]+")
Figure = tuple[float, str, str]
"""Value, unit, note."""


def rows() -> list[dict[str, object]]:
    sizes = (*_SIZES, _MILLION) if os.environ.get("MINXIN_BENCH_MILLION") == "1" else _SIZES
    runs = [
        (system, size)
        for size in sizes
        for system in SYSTEMS
        if system != "rapidfuzz" or size <= _BRUTE
    ]
    console = Console(stderr=True)
    found = []
    with console.status("") as waiting:
        for system, size in (*runs, (_REBUILDING, _REBUILT)):
            waiting.update(f"{system}, {size:,} entries")
            found += _apart(system, size)
    return found


def _apart(system: str, size: int) -> list[dict[str, object]]:
    """Measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.growing", system, str(size)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    return [
        {
            "bench": f"growing, {system}",
            "case": f"{size:,} entries",
            "value": value,
            "unit": unit,
            "note": note,
        }
        for value, unit, note in json.loads(done.stdout)
    ]


def main() -> None:
    """The figures of one system as JSON."""
    system, size = sys.argv[1], int(sys.argv[2])
    entries = grown(size)
    with one_core():
        figures = _rebuilding(entries) if system == _REBUILDING else _measured(system, entries)
    print(json.dumps(figures))


def grown(size: int) -> list[Entry]:
    """Entries with titles of their own; the same for the same size, and of a larger size the first ones."""
    chance = random.Random(_SEED)
    bases = [(p["question"], p["answer"]) for p in read_pairs() if "question" in p]
    bases += [(entry.title, entry.text) for entry in sample_town()]
    nouns = [_nouns(title) for title, _ in bases]
    others = sorted({noun for held in nouns for noun in held})
    syllables = sorted({c for title, _ in bases for c in title if "\u4e00" <= c <= "\u9fff"})
    made: dict[str, Entry] = {}
    while len(made) < size:
        place = "".join(chance.choices(syllables, k=2)) + chance.choice(_UNITS)
        office, number = chance.choice(_OFFICES), chance.randrange(1, 1_000)
        for (title, text), held in zip(bases, nouns, strict=True):
            noun, other = chance.choice(held or [""]), chance.choice(others)
            if noun and chance.random() < _OTHER_NOUN:
                title, text = title.replace(noun, other), text.replace(noun, other)
            title, text = (_moved(t, place, office, number) for t in (title, text))
            title = title if place in title else place + title
            id = f"{len(made):07}"
            made.setdefault(title, Entry(id, "", EntryKind.FAQ, title, text, Source("")))
    return list(islice(made.values(), size))


def _moved(text: str, place: str, office: str, number: int) -> str:
    text = _OFFICE.sub(office, _PLACE.sub(place, text))
    return _NUMBER.sub(lambda found: str(int(found[0][:9]) + number), text)


def asked(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """Questions in slightly other words than a title and mistyped, and the entry that each means."""
    chosen = random.Random(_SEED).sample(entries, _QUESTIONS)
    rewording = Rewording(_SEED, lexicon().synonyms)
    spoil = Noise(_SEED, homophones(entry.title for entry in chosen))
    return [(spoil.spoil(rewording.reword(entry.title)), entry.id) for entry in chosen]


def _nouns(title: str) -> list[str]:
    return [word for word, kind in rjieba.tag(title) if kind == "n" and len(word) > 1]


def _measured(name: str, entries: Sequence[Entry]) -> list[Figure]:
    questions = asked(entries)
    system = SYSTEMS[name]()
    before, started = resident_mb(), perf_counter()
    system.publish(entries)
    built, memory = perf_counter() - started, resident_mb() - before
    times, hits = [], 0
    for question, meant in questions:
        started = perf_counter()
        found = system.search(question, _FOUND)
        times.append((perf_counter() - started) * 1e3)
        hits += bool(found) and found[0][0] == meant
    cuts = quantiles(times, n=100)
    return [
        (round(built, 2), "s", "build"),
        (round(memory), "MB", "memory grown by"),
        (round(cuts[49], 2), "ms", f"p50 of {len(questions)} questions"),
        (round(cuts[98], 2), "ms", f"p99 of {len(questions)} questions"),
        (round(hits / len(questions), 3), "R@1", "questions in other words, mistyped"),
    ]


def _rebuilding(entries: Sequence[Entry]) -> list[Figure]:
    """Answers one after another, of the old finder until the new one is on the shelf and has read ahead."""

    def rebuild() -> None:
        shelf.swap(Finder(entries))
        shelf.finder.read_ahead()
        settle()

    shelf = Shelf(Finder(entries))
    settle()
    questions = [question for question, _ in asked(entries)]
    alone = list(_times(shelf, questions))
    build = threading.Thread(target=rebuild)
    build.start()
    beside: list[float] = []
    while build.is_alive():
        beside += _times(shelf, questions)
    cuts, usual = quantiles(beside, n=100), quantiles(alone, n=100)
    return [
        (round(usual[49], 1), "ms", "p50 of answers before"),
        (round(cuts[49], 1), "ms", f"p50 of {len(beside)} answers while rebuilt"),
        (round(cuts[98], 1), "ms", "p99 of the same"),
        (round(max(beside), 1), "ms", "longest of the same"),
    ]


def _times(shelf: Shelf, questions: Sequence[str]) -> Iterator[float]:
    """Milliseconds of each answer."""
    for question in questions:
        started = perf_counter()
        shelf.finder.answer(question, TODAY)
        yield (perf_counter() - started) * 1e3


if __name__ == "__main__":
    main()
