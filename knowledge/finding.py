"""From a question to the published sentence that answers it, or to an honest 'not known'.

Steps: triage, reading the question, candidates, score, constraints, decision, quote. Everything here is immutable after
construction, so a finder may be shared between threads and swapped as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.candidates import Candidates, sound_pairs
from knowledge.constraints import unmet
from knowledge.entry import Answer, Entry, Near, Status
from knowledge.lexicon import Lexicon, lexicon
from knowledge.matching import Rarity, Wanted, count_pairs
from knowledge.passage import Passage, passages
from knowledge.question import Question, read_question
from knowledge.quoting import quote
from knowledge.scoring import score
from knowledge.text import bigrams, fold, syllables
from knowledge.triage import triage

LONGEST_QUESTION = 500
"""Characters."""
_CANDIDATES = 60
_SURE = 0.74
"""A first passage scored at least so is quoted."""
_LIKELY = 0.5
"""From here up to `_SURE` near questions are offered instead."""
_LEVEL = 0.04
"""Two different questions whose scores are closer than this, for a question of few words, are both offered."""
_FEW_CHARACTERS = 4
_NEAR_SHOWN = 3


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
                score(wanted, question, passage) * (1 - unknown),
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
    ended = best.passage.entry.source.in_force_to
    status = Status.OUT_OF_FORCE if ended and ended < today else Status.ANSWERED
    return Answer(status, round(best.score, 4), (quote(best.passage, question),), near)


def _titles(all_passages: Sequence[Passage]) -> dict[str, Passage]:
    """Exact titles and variants, folded, so that a pressed near question finds its entry."""
    titles: dict[str, Passage] = {}
    for passage in all_passages:
        entry = passage.entry
        for title in (entry.title, *entry.variants):
            titles.setdefault(fold(title).rstrip("?。.! "), passage)
    return titles
