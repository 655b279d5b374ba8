"""What speaks for a passage as the answer to a question, as numbers: the signals that `weighing` combines.

Every signal is a plain figure that a reader can check by hand. `SIGNALS` names them by group; a group can be left out
to measure what it adds.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p
from operator import mul

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from knowledge.candidates import Candidate
from knowledge.constraints import hints_at_type
from knowledge.passages import Passage
from knowledge.question import Question
from knowledge.terms import Terms, canonical
from knowledge.titles import NEGATION, NUMBER, Reader, Title

SIGNALS: Mapping[str, str] = {
    "title": "+title_share +title_exact +title_characters +title_words -title_rarest_lost",
    "title back": "+back_share -back_lost -back_rarest_lost +back_characters",
    "text": "+text_share +sentence_share +beyond_title",
    "either": "+share +exact +characters +words -lost -rarest_lost +first_word +last_word +longest_run",
    "both ways": "-lost_both_ways +held_both_ways -word_lost_both_ways",
    "likeness": "+ratio +content_ratio +text_ratio +in_order +token_set",
    "synonyms": "+canonical_ratio +canonical_same",
    "type": "+type_same -type_other +type_shown +facets_common -facets_asked_only -facets_title_only -facets_other "
    "+facets_in_text",
    "difference": "-swapped -added -dropped ~differences",
    "telling apart": "+apart_share +apart_text -apart_lost",
    "numbers": "-numbers_missing -numbers_other",
    "polarity": "-negation_differs -contrast",
    "search": "+whole_score +whole_depth +title_score +synonym_score ~same_title",
    "length": "~title_length ~text_length -length_differs ~untitled ~title_asks",
}
"""Group → signals of a passage, in the order of `Asked.signals`. What stands before a name says which way the signal
may count: for (+), against (-) or either (~)."""
TITLE_ASKS, UNTITLED, TEXT_LENGTH = "title_asks", "untitled", "text_length"
"""The first is 1 where the title is a question, which a citizen's question is then compared with; otherwise the title
only names."""
_CLAUSE = re.compile(r"[^。!?;\n]+")


def names() -> tuple[str, ...]:
    """Of the signals of a passage."""
    return tuple(name[1:] for group in SIGNALS.values() for name in group.split())


@dataclass(frozen=True, slots=True)
class _Compared:
    """A passage beside the question: worth of each pair of the question in its title and in its text, and the highest
    share of the question in one sentence."""

    title: Title
    text: str
    in_title: Sequence[float]
    in_text: Sequence[float]
    held: Sequence[float]
    sentence: float


class Asked:
    """A question made ready for comparing with many passages."""

    def __init__(self, question: Question, reader: Reader, but: str = "") -> None:
        """`but`: a folded title that is left aside."""
        self.question = question
        self._but = but
        self._reader = reader
        rarity, lexicon = reader.rarity, reader.lexicon
        self.terms = terms = Terms.of(question.content_with_places, rarity, lexicon)
        self._words = terms.words()
        self._wording = question.wording
        self._joined = terms.joined
        self._canonical = canonical(terms)
        self._numbers = frozenset(NUMBER.findall(question.wording))
        self._negative = bool(NEGATION.search(question.wording))
        self._facets = reader.facets(question.wording)
        self._contrasted = reader.contrasted(question.wording)
        self._characters = {
            c: rarity.of_character(c) for c in dict.fromkeys(terms.content) if c != " "
        }

    def signals(self, found: Sequence[tuple[Passage, Candidate]]) -> list[list[float]]:
        """One row for each candidate, columns as in `names`."""
        best = _Best.of([candidate for _, candidate in found])
        titles = Counter(passage.entry.title for passage, _ in found)
        compared = [self._compared(passage) for passage, _ in found]
        telling = self._telling_apart(compared)
        return [
            self._row(
                beside,
                telling,
                candidate,
                best,
                (titles[passage.entry.title] - 1) / len(found),
            )
            for (passage, candidate), beside in zip(found, compared, strict=True)
        ]

    def _compared(self, passage: Passage) -> _Compared:
        title, in_title = self._best_title(passage)
        text = passage.text
        in_text = self.terms.held_by(text) if text else [0.0] * len(in_title)
        sentence = self._best_clause(text) if any(in_text) else 0.0
        return _Compared(
            title,
            text,
            in_title,
            in_text,
            list(map(max, in_title, in_text)),
            sentence,
        )

    def _telling_apart(self, compared: Sequence[_Compared]) -> list[float]:
        """Weight of each pair among the candidates: none where all of them hold it, most where few do."""
        if not compared:
            return []
        columns = zip(*(beside.held for beside in compared), strict=True)
        holding = [sum(map(bool, column)) for column in columns]
        most = len(compared)
        return [
            weight * log((most + 1) / (1 + holders))
            for weight, holders in zip(self.terms.weights, holding, strict=True)
        ]

    def _row(
        self,
        beside: _Compared,
        telling: Sequence[float],
        candidate: Candidate,
        best: "_Best",
        same: float,
    ) -> list[float]:
        terms, wording = self.terms, self._wording
        title, text = beside.title, beside.text
        in_title, in_text, held = beside.in_title, beside.in_text, beside.held
        beyond = [
            0.0 if worth else weight for weight, worth in zip(terms.weights, in_title, strict=True)
        ]
        words_title = self._words_held(in_title)
        words = self._words_held(held)
        title_share, text_share, share = map(terms.share, (in_title, in_text, held))
        lost, rarest_lost = terms.missing(held)
        back = title.terms.held_by(wording)
        back_share = title.terms.share(back)
        back_lost, back_rarest = title.terms.missing(back)
        ratio = fuzz.ratio(wording, title.wording) / 100
        facets, titled = self._facets, title.facets
        return [
            title_share,
            terms.share([float(v == 1) for v in in_title]),
            _share_of(self._characters, title.wording),
            _word_share(words_title),
            terms.missing(in_title)[1],
            back_share,
            back_lost,
            back_rarest,
            _share_of(title.characters, wording),
            text_share,
            beside.sentence,
            _part(beyond, in_text),
            share,
            terms.share([float(v == 1) for v in held]),
            _share_of(self._characters, title.wording + text),
            _word_share(words),
            lost,
            rarest_lost,
            words[0][1] if words else 0.0,
            words[-1][1] if words else 0.0,
            _longest_run(terms.content, f"{title.wording}|{text}") / (len(self._joined) or 1),
            min(1 - title_share, 1 - back_share) if title.wording else 1 - share,
            title_share * back_share,
            min(max((w * (1 - v) for w, v in words_title), default=0.0), back_rarest),
            ratio,
            fuzz.ratio(self._joined, title.terms.joined) / 100,
            fuzz.partial_ratio(self._joined, text) / 100 if text else 0.0,
            LCSseq.similarity(self._joined, title.terms.joined) / (len(self._joined) or 1),
            fuzz.token_set_ratio(terms.content, title.terms.content) / 100,
            fuzz.ratio(self._canonical, title.canonical) / 100,
            float(self._canonical == title.canonical != ""),
            float(title.asks == self.question.asks != ""),
            float("" != title.asks != self.question.asks != ""),
            float(hints_at_type(self.question.asks, text)) if text else 0.5,
            len(facets & titled) / (len(facets | titled) or 1),
            float(len(facets - titled)),
            float(len(titled - facets)),
            float(bool(facets - titled) and bool(titled - facets)),
            self._facets_in(text),
            *self._differences(title),
            _part(telling, held),
            _part(telling, in_text),
            max((w * (1 - v) for w, v in zip(telling, held, strict=True)), default=0.0),
            float(sum(n not in title.wording and n not in text for n in self._numbers)),
            float(len(title.numbers - self._numbers)),
            float(title.wording != "" and title.negative != self._negative),
            float(self._contradicts(title.contrasted)),
            candidate.whole / best.whole,
            candidate.whole / (10 * terms.total),
            candidate.title / best.title,
            candidate.synonyms / best.synonyms,
            same,
            log1p(len(title.wording)),
            log1p(len(text)),
            abs(len(title.wording) - len(wording)) / (len(title.wording) + len(wording) + 1),
            float(not title.wording),
            float(title.asks != ""),
        ]

    def _best_title(self, passage: Passage) -> tuple[Title, list[float]]:
        """Of the title and its variants the one that holds most of the question and little else."""
        ranked = []
        for wording in passage.titles:
            if wording == self._but:
                continue
            worth = self.terms.held_by(wording)
            ranked.append((self.terms.share(worth) - 0.005 * len(wording), wording, worth))
        if not ranked:
            return self._reader.title(""), [0.0] * len(self.terms.pairs)
        _, wording, worth = max(ranked)
        return self._reader.title(wording), worth

    def _contradicts(self, titled: frozenset[str]) -> bool:
        """The title names what excludes a word of the question, and not that word."""
        excluded = self._reader.lexicon.contrasts
        return any(
            excluded[word] & titled - self._contrasted
            for word in self._contrasted
            if word not in titled
        )

    def _words_held(self, worth: Sequence[float]) -> list[tuple[float, float]]:
        """For each word its weight and the worth of its worst pair."""
        return [(weight, min([worth[i] for i in places])) for weight, places in self._words]

    def _differences(self, title: Title) -> list[float]:
        """The weightiest of the pieces that differ, synonyms put as one word: swapped for another, added in the title,
        dropped from the question; and how many there are."""
        pieces: dict[str, list[float]] = {"replace": [], "insert": [], "delete": []}
        if self._canonical and title.canonical:
            for op in Levenshtein.opcodes(self._canonical, title.canonical):
                if op.tag != "equal":
                    asked = self._canonical[op.src_start : op.src_end]
                    titled = title.canonical[op.dest_start : op.dest_end]
                    weights = [self._reader.weight(piece) for piece in (asked, titled) if piece]
                    pieces[op.tag].append(min(weights))
        return [
            *(max(weights, default=0.0) for weights in pieces.values()),
            float(sum(map(len, pieces.values()))),
        ]

    def _facets_in(self, text: str) -> float:
        if not self._facets or not text:
            return 0.0
        patterns = self._reader.lexicon.facets
        return sum(bool(patterns[f].search(text)) for f in self._facets) / len(self._facets)

    def _best_clause(self, text: str) -> float:
        """Share of the question in the one sentence that holds most of it."""
        terms = self.terms
        best = 0.0
        for clause in _CLAUSE.findall(text):
            held = sum(
                w for (_, t), w in zip(terms.pairs, terms.weights, strict=True) if t in clause
            )
            best = max(best, held)
        return best / terms.total


@dataclass(frozen=True, slots=True)
class _Best:
    """The highest scores among the candidates, never 0."""

    whole: float
    title: float
    synonyms: float

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> "_Best":
        return cls(
            max((c.whole for c in candidates), default=0.0) or 1.0,
            max((c.title for c in candidates), default=0.0) or 1.0,
            max((c.synonyms for c in candidates), default=0.0) or 1.0,
        )


def _part(weights: Sequence[float], worth: Sequence[float]) -> float:
    """Held part of these weights, in [0, 1]; 0 where there are none."""
    held: float = sum(map(mul, weights, worth))
    return held / (sum(weights) or 1.0)


def _word_share(words: Sequence[tuple[float, float]]) -> float:
    return sum(w * v for w, v in words) / (sum(w for w, _ in words) or 1.0)


def _share_of(characters: Mapping[str, float], text: str) -> float:
    held = [weight for character, weight in characters.items() if character in text]
    return sum(held) / (sum(characters.values()) or 1.0)


def _longest_run(content: str, text: str) -> int:
    """Characters of the longest piece of the content that stands in the text."""
    longest = 0
    for start in range(len(content)):
        end = start + longest + 1
        while end <= len(content) and content[end - 1] != " " and content[start:end] in text:
            longest, end = end - start, end + 1
    return longest
