"""From a question to the published sentence that answers it, or to an honest 'not known'.

Steps: triage, reading the question, ranking, the line that answers, constraints, decision, quote. Everything here is
immutable after construction, so a finder may be shared between threads and swapped as a whole.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.caching import cached
from knowledge.constraints import Constraints
from knowledge.entry import (
    WRONG_ANSWERS,
    Answer,
    Entry,
    EntryKind,
    Near,
    Quote,
    Source,
    Standing,
    State,
    Status,
)
from knowledge.holidays import Holidays
from knowledge.lexicon import Lexicon, lexicon
from knowledge.lines import Line, lines
from knowledge.matching import Wanted
from knowledge.matters import both_answer
from knowledge.outlines import Outlines
from knowledge.passages import passage
from knowledge.question import Question, read_question
from knowledge.quoting import quote
from knowledge.ranking import Ranked, Ranking
from knowledge.scoring import score
from knowledge.text import fold
from knowledge.triage import triage
from knowledge.validity import Timing, Validity, concentrated
from knowledge.weighing import Weights, fitted

LONGEST_QUESTION = 500
"""Characters."""
_LATIN = re.compile("[a-z]{2}")
_LINES = 12
"""So many of the first passages are looked into for the sentence that answers."""
_LIKELY = 0.3
"""Near questions are offered when the right one is among them at least so probably."""
_HARDLY = 0.03
"""What is less probable is not offered."""
_HOPELESS = 0.003
"""Less probable passages are not looked into."""
_NEAR_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A line, the probability that it answers, and the constraint it does not meet ('' when it meets all)."""

    line: Line
    probability: float
    unmet: str


class Finder:
    """Answers questions from a fixed set of entries."""

    def __init__(
        self,
        entries: Sequence[Entry],
        words: Lexicon | None = None,
        weights: Weights | None = None,
        wrong_answers: float = WRONG_ANSWERS,
    ) -> None:
        """`wrong_answers`: share of the answers given that may be wrong."""
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._lexicon = words or lexicon()
        self._weights = weights or fitted()
        self._sure = self._weights.sure_within(wrong_answers)
        self.ranking = Ranking(self.entries, self._lexicon, self._weights)
        self._passages = {known.entry.id: known for known in self.ranking.passages}
        self._titles = _titles(self.entries)
        self._validity = Validity(self.entries)
        self._holidays = Holidays.of(self.entries)
        self._outlines = Outlines(self.entries)
        self._lines = cached(self._lines_of, 5_000)

    def read_ahead(self) -> None:
        """What the first questions would wait for; takes a second or two for ten thousand entries."""
        self.ranking.read_ahead()

    def entry(self, id: str) -> Entry | None:
        return self._by_id.get(id)

    def answer(self, text: str, today: date, longest: int = LONGEST_QUESTION) -> Answer:
        """`longest`: characters a question may have; `today`: office day, for what is in force."""
        if at_once := triage(text, self._lexicon, longest):
            return at_once
        question = self.read(text)
        return self._holidays.answer(
            question.wording,
            today,
            lambda rest: self._answer(read_question(rest, self._lexicon), today),
        ) or self._answer(question, today)

    def _answer(self, question: Question, today: date) -> Answer:
        timing = Timing(self._validity, question.period, today)
        if named := self._titles.get(question.folded.rstrip("?。.! ")):
            entry = min(named, key=lambda entry: timing.grade(entry.source))
            return _answer(quote(self._lines(entry.id)[0], question), 1.0, timing)
        if outline := self._outlines.quote(question, timing):
            return _answer(outline, 1.0, timing)
        return self._decide(self.find(question, timing), question, timing)

    def standing(self, source: Source, day: date) -> Standing:
        """How a source stands on a day, by what all entries say of it."""
        return self._validity.standing(source, day)

    def rank(self, text: str) -> list[Ranked]:
        """The passages most probably asked for, constraints and triage left aside."""
        return self.ranking.rank(self.read(text))

    def read(self, text: str) -> Question:
        """Letters are taken for pinyin where they stand among Chinese or mean nothing in their language."""
        question = read_question(text, self._lexicon)
        if not _LATIN.search(question.folded) or not (
            question.language == "zh" or question.unknown
        ):
            return question
        sounded = self.ranking.pinyin.read(question.folded)
        return question if sounded == question.folded else read_question(sounded, self._lexicon)

    def find(self, question: Question, timing: Timing) -> list[Found]:
        """The best line of each of the first passages, most probable first; of equal ones the text in force."""
        unknown = question.unknown / ((question.unknown + len(question.words)) or 1)
        wanted = Wanted.of(question, self.ranking.rarity, self._lexicon)
        constraints = Constraints.of(question, self._lexicon, timing)
        found = [
            self._look_into(ranked, wanted, constraints, 1 - unknown)
            for at, ranked in enumerate(self.ranking.rank(question)[:_LINES])
            if at < _NEAR_SHOWN or ranked.probability >= _HOPELESS
        ]
        texts = [(f.line.entry, f.probability) for f in found]
        found = [
            replace(f, probability=chance)
            for f, chance in zip(found, concentrated(texts, timing), strict=True)
        ]
        return sorted(
            _published_once(found),
            key=lambda f: (-round(f.probability, 3), timing.grade(f.line.entry.source)),
        )

    def _look_into(
        self, ranked: Ranked, wanted: Wanted, constraints: Constraints, known: float
    ) -> Found:
        """The line of this passage that fits the question best; one that meets the constraints before any other."""
        choices = [
            (
                bool(broken),
                -score(wanted, constraints.question, line),
                len(line.own.text),
                line.at,
                broken,
                line,
            )
            for line in self._lines(ranked.passage.entry.id)
            for broken in (constraints.unmet(line),)
        ]
        _, fit, _, _, broken, line = min(choices, key=lambda choice: choice[:4])
        probability = ranked.probability
        if line.entry.kind is EntryKind.DOCUMENT:
            probability = self._weights.of_line(probability, -fit)
        return Found(line, probability * known, broken)

    def _lines_of(self, id: str) -> tuple[Line, ...]:
        return tuple(lines(self._passages.get(id) or passage(self._by_id[id])))

    def _decide(self, found: Sequence[Found], question: Question, timing: Timing) -> Answer:
        """A more probable passage that breaks a constraint answers another question: then nothing is quoted."""
        fitting = [f for f in found if not f.unmet]
        near = _near([f for f in fitting if f.probability >= _HARDLY])
        if not near or sum(n.score for n in near) < _LIKELY:
            return Answer(Status.NOT_KNOWN, near[0].score if near else 0.0)
        best = fitting[0]
        chance = self._with_its_like(best, fitting[1:_NEAR_SHOWN], question)
        if chance >= self._sure:
            return _answer(quote(best.line, question), chance, timing, near)
        if found[0].unmet:
            return Answer(Status.NOT_KNOWN, near[0].score)
        return Answer(Status.CLARIFICATION, near[0].score, near=near)

    def _with_its_like(self, best: Found, others: Sequence[Found], question: Question) -> float:
        """The probability that the first answers, with that of others which say the same where they are right."""
        own, read = self._passages[best.line.entry.id], self.ranking.title
        like = (
            other.probability
            for other in others
            if both_answer(own, self._passages[other.line.entry.id], question, read)
        )
        return min(1.0, best.probability + sum(like))


def _published_once(found: Sequence[Found]) -> list[Found]:
    """The same text under the same title, published twice, is one answer with the chances of both."""
    merged: dict[tuple[str, str, str], Found] = {}
    for f in found:
        entry = f.line.entry
        key = (entry.title, entry.text, entry.id if entry.kind is EntryKind.DOCUMENT else "")
        first = merged.get(key)
        chance = min(1.0, first.probability + f.probability) if first else f.probability
        merged[key] = replace(first or f, probability=chance)
    return list(merged.values())


def _near(found: Sequence[Found]) -> tuple[Near, ...]:
    """The first of each title."""
    titles: dict[str, Near] = {}
    for f in found:
        entry = f.line.entry
        titles.setdefault(entry.title, Near(entry.title, round(f.probability, 4), entry.id))
        if len(titles) == _NEAR_SHOWN:
            break
    return tuple(titles.values())


def _answer(
    quoted: Quote, probability: float, timing: Timing, near: tuple[Near, ...] = ()
) -> Answer:
    standing = timing.standing(quoted.source)
    quoted = replace(quoted, standing=standing)
    if standing.state in (State.UNSTATED, State.NOW):
        status, reason = Status.ANSWERED, ""
    elif timing.was_in_force(quoted.source):
        status, reason = Status.ANSWERED, "then"
    else:
        status, reason = Status.OUT_OF_FORCE, standing.state.value
    return Answer(status, round(probability, 4), (quoted,), near, reason)


def _titles(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Exact titles and variants, folded, so that a pressed near question finds its entry."""
    titles: dict[str, list[Entry]] = {}
    for entry in entries:
        for title in (entry.title, *entry.variants):
            titles.setdefault(fold(title).rstrip("?。.! "), []).append(entry)
    return titles
