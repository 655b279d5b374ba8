"""Our own question pairs as settings that a ranking is fitted to and measured in.

A file in data/pairs/ holds entries, each with questions that it answers (`asked`) and near-misses that it does not
(`not`); sample.jsonl the same over entries of the sample town; papers.jsonl passages of documents (`doc`).
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from benchmarks.noise import Noise, Rewording, homophones
from handlers.knowledge import SAMPLE
from knowledge.entry import Entry, EntryKind, Source
from knowledge.importing import read_file
from knowledge.lexicon import lexicon
from knowledge.terms import content_of
from knowledge.text import fold

DATA = Path(__file__).parent / "data"
NEAR_MISS, LEFT_OUT, OFF_TOPIC = "near_miss", "left_out", "off_topic"
_LEFT_OUT_OF = 5
"""Of so many entries one is left out, so that its questions have no answer among near neighbours."""
_TESTED_OF = 4
"""Of so many entries the questions of one serve the test only."""


_ALIKE = 80
"""Likeness of contents, in percent, from which on two entries are asked alike."""
_ALIKE_TOO = frozenset({"小学入学怎么报名？", "义务教育入学报名"})
"""Titles in other words for one matter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; the entries that answer it, or why none does; whether it is kept for the test."""

    text: str
    relevant: frozenset[str]
    why_not: str
    test: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """Entries and what is asked of them."""

    name: str
    entries: tuple[Entry, ...]
    asked: tuple[Asked, ...]


def settings() -> Iterator[Setting]:
    """Every form of publication, clean and mistyped."""
    pairs = read_pairs()
    spoil = Noise(7, homophones(q for pair in pairs for q in pair["asked"]))
    strange = off_topic()
    questions = [pair for pair in pairs if "question" in pair and "doc" not in pair]
    answered = [pair for pair in questions if pair["answer"]]
    papers = [pair for pair in pairs if "doc" in pair]
    places: Counter[str] = Counter()
    for p in papers:
        places[p["doc"]] += 1
        p["place"] = places[p["doc"]]
    built = (
        _setting("question and answer", answered, strange, _whole),
        _setting("question alone", questions, strange, _title_only),
        _setting("answer alone", answered, strange, _text_only),
        _setting("paper", papers, strange, _paragraph),
        _sample([pair for pair in pairs if "entry" in pair], strange),
        _variants(strange),
        _reworded(questions, strange),
        _answers(strange),
    )
    for setting in built:
        yield setting
        yield Setting(
            f"{setting.name}, mistyped",
            setting.entries,
            tuple(Asked(spoil.spoil(a.text), a.relevant, a.why_not, a.test) for a in setting.asked),
        )


def off_topic() -> list[Asked]:
    """What people also type: chat, orders to a telephone, questions for an encyclopaedia."""
    lines = (DATA / "offtopic.txt").read_text(encoding="utf-8").split("\n")
    return [
        Asked(line, frozenset(), OFF_TOPIC, digest(line) % _TESTED_OF == 0)
        for line in lines
        if line
    ]


def read_pairs() -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((DATA / "pairs").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def sample_town() -> list[Entry]:
    return [e for path in sorted(SAMPLE.glob("*.json")) for e in read_file(path, path.stem).entries]


@cache
def same_matter() -> dict[str, frozenset[str]]:
    """Entry of the sample town → it and those that are asked alike: a question, the guide to it, the window for it."""
    words = lexicon()
    entries = sample_town()
    contents = {
        e.id: [content_of(fold(title), words) for title in (e.title, *e.variants)] for e in entries
    }
    too = {entry.id for entry in entries if entry.title in _ALIKE_TOO}
    return {
        id: frozenset(
            other
            for other, theirs in contents.items()
            if other == id
            or {id, other} <= too
            or any(fuzz.ratio(a, b) >= _ALIKE for a in own for b in theirs if a)
        )
        for id, own in contents.items()
    }


def digest(text: str) -> int:
    return int(sha256(text.encode()).hexdigest()[:8], 16)


def _setting(
    name: str, pairs: Iterable[dict[str, Any]], strange: Sequence[Asked], form: Any
) -> Setting:
    entries: list[Entry] = []
    asked: list[Asked] = []
    for pair in pairs:
        id = pair["id"]
        test = digest(pair.get("doc", id)) % _TESTED_OF == 0
        left_out = digest(name + id) % _LEFT_OUT_OF == 0
        published, extra = form(pair)
        answers = frozenset() if left_out else frozenset([id])
        if not left_out:
            entries.append(published)
        asked += [
            Asked(q, answers, LEFT_OUT if left_out else "", test) for q in (*pair["asked"], *extra)
        ]
        for at, miss in enumerate(pair["not"]):
            if form is _title_only and digest(miss) % 2:
                entries.append(_entry(f"{id}/{at}", miss, ""))
            else:
                asked.append(Asked(miss, frozenset(), NEAR_MISS, test))
    return Setting(name, tuple(entries), (*asked, *strange))


def _whole(pair: dict[str, Any]) -> tuple[Entry, tuple[str, ...]]:
    return _entry(pair["id"], pair["question"], pair["answer"]), ()


def _paragraph(pair: dict[str, Any]) -> tuple[Entry, tuple[str, ...]]:
    entry = _entry(pair["id"], pair["question"], pair["answer"])
    source = Source(entry.title, url=pair["doc"])
    anchor = f"p{pair['place']}"
    return replace(entry, kind=EntryKind.DOCUMENT, source=source, anchor=anchor), ()


def _title_only(pair: dict[str, Any]) -> tuple[Entry, tuple[str, ...]]:
    return _entry(pair["id"], pair["question"], ""), ()


def _text_only(pair: dict[str, Any]) -> tuple[Entry, tuple[str, ...]]:
    return _entry(pair["id"], "", pair["answer"]), (pair["question"],)


def _entry(id: str, title: str, text: str) -> Entry:
    return Entry(id, "", EntryKind.FAQ, title, text, Source(""))


def _sample(pairs: Iterable[dict[str, Any]], strange: Sequence[Asked]) -> Setting:
    entries = sample_town()
    named: dict[str, set[str]] = {}
    for entry in entries:
        named.setdefault(entry.title, set()).add(entry.id)
    asked: list[Asked] = []
    for pair in pairs:
        test = digest(pair["entry"]) % _TESTED_OF == 0
        relevant = frozenset().union(*(same_matter()[id] for id in named[pair["entry"]]))
        asked += [Asked(q, relevant, "", test) for q in pair["asked"]]
        asked += [Asked(q, frozenset(), NEAR_MISS, test) for q in pair["not"]]
    return Setting("sample town", tuple(entries), (*asked, *strange))


def _variants(strange: Sequence[Asked]) -> Setting:
    """The sample town without the other wordings of its questions, and these asked."""
    entries: list[Entry] = []
    asked: list[Asked] = []
    for entry in sample_town():
        left_out = _left_out("variants", entry)
        if not left_out:
            entries.append(replace(entry, variants=()))
        answers = frozenset() if left_out else same_matter()[entry.id]
        test = digest(entry.title) % _TESTED_OF == 0
        why_not = LEFT_OUT if left_out else ""
        asked += [Asked(q, answers, why_not, test) for q in entry.variants]
    return Setting("sample town, one wording each", tuple(entries), (*asked, *strange))


def _answers(strange: Sequence[Asked]) -> Setting:
    """The answers of the sample town without their questions, and these asked."""
    entries: list[Entry] = []
    asked: list[Asked] = []
    for entry in sample_town():
        left_out = _left_out("answers", entry)
        if not left_out:
            entries.append(replace(entry, kind=EntryKind.FAQ, title="", variants=()))
        answers = frozenset() if left_out else same_matter()[entry.id]
        test = digest(entry.title) % _TESTED_OF == 0
        why_not = LEFT_OUT if left_out else ""
        asked += [Asked(q, answers, why_not, test) for q in (entry.title, *entry.variants)]
    return Setting("sample town, answers alone", tuple(entries), (*asked, *strange))


def _reworded(pairs: Iterable[dict[str, Any]], strange: Sequence[Asked]) -> Setting:
    """Titles and half of their near-misses as entries, each asked in slightly other words; the other half asked."""
    rewording = Rewording(11, lexicon().synonyms)
    entries: list[Entry] = []
    asked: list[Asked] = []
    for pair in pairs:
        test = digest(pair["id"]) % _TESTED_OF == 0
        for at, question in enumerate((pair["question"], *pair["not"])):
            place = digest("reworded" + question) % _LEFT_OUT_OF
            id = f"{pair['id']}/{at}"
            if at and place % 2:
                asked.append(Asked(question, frozenset(), NEAR_MISS, test))
                continue
            if place:
                entries.append(_entry(id, question, ""))
            answers = frozenset([id]) if place else frozenset()
            asked.append(
                Asked(rewording.reword(question), answers, "" if place else LEFT_OUT, test)
            )
    return Setting("reworded", tuple(entries), (*asked, *strange))


def _left_out(name: str, entry: Entry) -> bool:
    """Entries that are asked alike are left out together."""
    return digest(name + min(same_matter()[entry.id])) % _LEFT_OUT_OF == 0
