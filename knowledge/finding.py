"""From a question to the published sentence that answers it, or to an honest 'not known'.

Steps: triage, reading the question, candidates, cover, constraints, decision. Everything here is immutable after
construction, so a finder may be shared between threads and swapped as a whole.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from knowledge.candidates import Candidates, sound_pairs
from knowledge.constraints import unmet
from knowledge.entry import Answer, Entry, EntryKind, Near, Quote, Status
from knowledge.lexicon import Lexicon, lexicon
from knowledge.matching import Rarity, Wanted, count_pairs
from knowledge.passage import Passage, passages
from knowledge.question import Question, read_question
from knowledge.text import bigrams, fold, syllables
from knowledge.triage import triage

LONGEST_QUESTION = 500
"""Characters."""
_CANDIDATES = 60
_SURE = 0.74
"""A first passage scored at least so is quoted."""
_LIKELY = 0.5
"""From here up to `_SURE` near questions are offered instead."""
_UNSURE = 0.7
"""At most this for a sentence in which a word of the question has no part."""
_LEVEL = 0.04
"""Two different questions whose scores are closer than this, for a question of few words, are both offered."""
_FEW_CHARACTERS = 4
_NEAR_SHOWN = 3
_CONTEXT_CHARACTERS = 120
"""Neighbouring sentences are quoted too while the whole stays within this."""

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "money": ("收费", "费用"),
    "phone": ("电话", "咨询电话"),
    "where": ("办理窗口", "办理地点", "地址"),
    "when": ("办理时间", "办公时间", "开放时间"),
    "clock": ("办理时间", "办公时间", "开放时间"),
    "how_long": ("承诺办结时限", "法定办结时限"),
    "how_to": ("申请材料", "办理流程", "受理条件"),
}
"""Question type → the slots of a guide or a directory row that answer it, best first."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage, its score in [0, 1], and the constraint it does not meet ('' when it meets all)."""

    passage: Passage
    score: float
    unmet: str


class Finder:
    """Answers questions from a fixed set of entries."""

    def __init__(self, entries: Sequence[Entry], words: Lexicon | None = None) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._lexicon = words or lexicon()
        self._passages = tuple(passages(self.entries))
        self._candidates = Candidates(self._passages)
        self._rarity: Rarity = count_pairs(self._passages)
        self._titles = _titles(self._passages)

    def entry(self, id: str) -> Entry | None:
        return self._by_id.get(id)

    def answer(self, text: str, today: date, longest: int = LONGEST_QUESTION) -> Answer:
        """`longest`: characters a question may have; `today`: office day, for what is in force."""
        if at_once := triage(text, self._lexicon, longest):
            return at_once
        question = read_question(text, self._lexicon)
        if named := self._titles.get(question.folded.rstrip("?。.! ")):
            return _quoted(Found(named, 1.0, ""), question, today)
        return self._decide(self.find(question), question, today)

    def find(self, question: Question) -> list[Found]:
        """Candidates by score, best first."""
        wanted = Wanted.of(question, self._rarity, self._lexicon)
        if not wanted.content:
            return []
        unknown = question.unknown / (question.unknown + len(question.words))
        found = [
            Found(
                passage,
                self._score(wanted, question, passage) * (1 - unknown),
                unmet(question, passage, self._lexicon),
            )
            for passage in map(self._passages.__getitem__, self._search(wanted))
        ]
        return sorted(found, key=_rank)

    def _search(self, wanted: Wanted) -> list[int]:
        terms = bigrams(wanted.content)
        for _, _, others in wanted.synonyms:
            terms.extend(pair for other in others for pair in bigrams(other))
        sounds = [
            pair
            for part in wanted.content.split()
            for pair in sound_pairs(" ".join(syllables(part)))
        ]
        return self._candidates.search(terms, sounds, _CANDIDATES)

    def _score(self, wanted: Wanted, question: Question, passage: Passage) -> float:
        cover, missing = wanted.cover(passage)
        match passage.entry.kind:
            case EntryKind.FAQ:
                alike = max(
                    fuzz.ratio(question.folded, asked) / 100
                    for asked in passage.head.text.split("\n")
                )
                return cover * (0.75 + 0.25 * alike)
            case EntryKind.GUIDE | EntryKind.DIRECTORY:
                return cover * _named(wanted, passage) * _slot_fits(question, passage)
            case EntryKind.DOCUMENT:
                cover *= 1.0 if _names(question, passage) else 0.95
                return min(cover, _UNSURE) if missing else cover

    def _decide(self, found: Sequence[Found], question: Question, today: date) -> Answer:
        """A closer passage that breaks a constraint answers another question: then nothing near is offered either."""
        fitting = [f for f in found if not f.unmet]
        if not fitting or fitting[0].score < _LIKELY:
            return Answer(Status.NOT_KNOWN, round(fitting[0].score, 4) if fitting else 0.0)
        best = fitting[0]
        near = _near([f for f in fitting if f.score >= _LIKELY])
        if best.score >= _SURE and not _ambiguous(question, near):
            return _quoted(best, question, today, near)
        if found[0].unmet and found[0].score > best.score:
            return Answer(Status.NOT_KNOWN, round(best.score, 4))
        return Answer(Status.CLARIFICATION, round(best.score, 4), near=near)


def _named(wanted: Wanted, passage: Passage) -> float:
    """A guide or a directory row answers only who names it: the likeness of the question to its best title."""
    asked = wanted.content.replace(" ", "")
    titles = passage.head.text.split("\n")
    alike = max(fuzz.partial_ratio(asked, title) / 100 for title in titles)
    whole = max(fuzz.ratio(asked, title) / 100 for title in titles)
    return 0.58 + 0.4 * min(1.0, alike / 0.75) + 0.02 * whole


def _slot_fits(question: Question, passage: Passage) -> float:
    """How well this line's label fits the type of the question."""
    label = passage.own.text.partition(":")[0]
    slots = _SLOTS.get(question.asks)
    if slots is None:
        return 0.9 if question.asks in ("", "who", "which") else 0.75
    return 1.0 if label in map(fold, slots) else 0.9


def _names(question: Question, passage: Passage) -> bool:
    """Asked which ones, a sentence that goes on to name them: '重点领域主要是…'."""
    return question.asks != "which" or any(
        re.search(
            re.escape(word.text) + r"(?:主要)?(?:是|为|有|包括|包含|分为|即|:)", passage.own.text
        )
        for word in question.words
    )


def _rank(found: Found) -> tuple[float, int, str, int]:
    """By score; of two equal ones the shorter sentence says it more plainly."""
    passage = found.passage
    return (-round(found.score, 3), len(passage.own.text), passage.entry.id, passage.at)


def _ambiguous(question: Question, near: Sequence[Near]) -> bool:
    """A bare word such as '热线' fits several questions equally well."""
    return (
        not question.asks
        and len(question.content) <= _FEW_CHARACTERS
        and len(near) > 1
        and near[0].score - near[1].score < _LEVEL
    )


def _near(found: Sequence[Found]) -> tuple[Near, ...]:
    """The first of each title."""
    titles: dict[str, Near] = {}
    for f in found:
        entry = f.passage.entry
        titles.setdefault(entry.title, Near(entry.title, round(f.score, 4), entry.id))
        if len(titles) == _NEAR_SHOWN:
            break
    return tuple(titles.values())


def _quoted(best: Found, question: Question, today: date, near: tuple[Near, ...] = ()) -> Answer:
    passage = best.passage
    entry = passage.entry
    heading = entry.title if entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY) else ""
    wording = _wording(passage, question)
    quote = Quote(entry.id, entry.version, wording, entry.anchor, entry.source, heading)
    ended = entry.source.in_force_to
    status = Status.OUT_OF_FORCE if ended and ended < today else Status.ANSWERED
    return Answer(status, round(best.score, 4), (quote,), near)


def _wording(passage: Passage, question: Question) -> str:
    """The sentence and, while short, its neighbours; consecutive and unchanged."""
    parts = passage.sentences
    if passage.entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY):
        return "\n".join(_slot_lines(passage, question))
    if passage.entry.kind is EntryKind.FAQ:
        return passage.entry.text
    first, last = passage.at, passage.at + 1
    if last < len(parts) and len("".join(parts[first : last + 1])) <= _CONTEXT_CHARACTERS:
        last += 1
    if first and len("".join(parts[first - 1 : last])) <= _CONTEXT_CHARACTERS:
        first -= 1
    return _between(passage.entry.text, parts, first, last)


def _between(text: str, parts: Sequence[str], first: int, last: int) -> str:
    """The published text from sentence `first` up to `last`, letter for letter."""
    start = end = 0
    for at, part in enumerate(parts[:last]):
        found = text.index(part, end)
        start, end = (found if at <= first else start), found + len(part)
    return text[start:end]


def _slot_lines(passage: Passage, question: Question) -> list[str]:
    wanted = _SLOTS.get(question.asks, ())
    lines = [line for line in passage.sentences if line.partition(":")[0] in wanted]
    if lines:
        return lines
    return (
        list(passage.sentences[:_NEAR_SHOWN])
        if passage.at < _NEAR_SHOWN
        else [passage.sentences[passage.at]]
    )


def _titles(all_passages: Sequence[Passage]) -> dict[str, Passage]:
    """Exact titles and variants, folded, so that a pressed near question finds its entry."""
    titles: dict[str, Passage] = {}
    for passage in all_passages:
        entry = passage.entry
        for title in (entry.title, *entry.variants):
            titles.setdefault(fold(title).rstrip("?。.! "), passage)
    return titles
