"""What speaks for a passage as the answer to a question, as numbers: the signals that `weighing` combines.

Every signal is a plain figure that a reader can check by hand. `SIGNALS` names them by group; a group can be left out
to measure what it adds.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log, log1p
from operator import mul, not_, sub
from typing import NamedTuple

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
    "chat": "-chat",
    "document": "-document_share -document_words -document_text_share -document_beyond_title -document_text_ratio",
}
"""Group → signals of a passage, in the order of `Asked.signals`. What stands before a name says which way the signal
may count: for (+), against (-) or either (~). Document: how far the paragraph lies behind the best one of its document
in the signal of that name."""
TITLE_ASKS, UNTITLED, TEXT_LENGTH = "title_asks", "untitled", "text_length"
"""The first is 1 where the title is a question, which a citizen's question is then compared with; otherwise the title
only names."""
_NO_TEXT = (0.0, 0.0, 0.0)
_CLAUSE = re.compile(r"[^。!?;\n]+")


def names() -> tuple[str, ...]:
    """Of the signals of a passage."""
    return tuple(name[1:] for group in SIGNALS.values() for name in group.split())


_IN_DOCUMENT = tuple(
    names().index(name[1:].removeprefix("document_")) for name in SIGNALS["document"].split()
)
_ALONE = (0.0,) * len(_IN_DOCUMENT)
IN_FULL = 16
"""So many candidates are compared in full, about half of them; hardly any other ever comes first."""


class _Compared(NamedTuple):
    """A passage beside the question: worth of each pair of the question in its title, in its text and in either, and
    the share of the question that each of them holds."""

    title: str
    text: str
    in_title: Sequence[float]
    in_text: Sequence[float]
    held: Sequence[float]
    title_share: float
    text_share: float
    share: float


class Asked:
    """A question made ready for comparing with many passages."""

    def __init__(self, question: Question, reader: Reader, but: str = "") -> None:
        """`but`: a folded title that is left aside."""
        self.question = question
        self._but = but
        self._reader = reader
        rarity, lexicon = reader.rarity, reader.lexicon
        self.terms = terms = Terms.of(question.content_with_places, rarity, lexicon)
        words = terms.words()
        self._words = [places for _, places in words]
        self._word_weights = [weight for weight, _ in words]
        self._word_total = sum(self._word_weights) or 1.0
        self._wording = question.wording
        self._joined = terms.joined
        self._canonical = canonical(terms)
        self._numbers = frozenset(NUMBER.findall(question.wording))
        self._negative = bool(NEGATION.search(question.wording))
        self._chat = float(bool(lexicon.chat.search(question.wording)))
        self._facets = reader.facets(question.wording)
        self._contrasted = reader.contrasted(question.wording)
        self._of_character = rarity.of_character
        self._characters = {
            c: rarity.of_character(c) for c in dict.fromkeys(terms.content) if c != " "
        }
        self._characters_total = sum(self._characters.values()) or 1.0

    def signals(
        self, found: Sequence[tuple[Passage, Candidate]], most: int = IN_FULL
    ) -> list[tuple[Passage, list[float]]]:
        """The `most` promising of the candidates, each with its row, columns as in `names`."""
        candidates = [candidate for _, candidate in found]
        titles = Counter(passage.entry.title for passage, _ in found)
        compared = [self._compared(passage) for passage, _ in found]
        among = _Among.of(candidates, self._telling_apart(compared))
        chosen = self._promising(candidates, compared, among, most)
        passages = [found[at][0] for at in chosen]
        rows = [
            self._row(
                compared[at],
                candidates[at],
                among,
                (titles[passage.entry.title] - 1) / len(found),
            )
            for at, passage in zip(chosen, passages, strict=True)
        ]
        _place_in_documents(rows, [passage.document for passage in passages])
        return list(zip(passages, rows, strict=True))

    def _promising(
        self,
        candidates: Sequence[Candidate],
        compared: Sequence[_Compared],
        among: "_Among",
        most: int,
    ) -> list[int]:
        """Places of those that come first by what they hold and by how the search found them, in order."""

        def promise(at: int) -> float:
            beside, candidate = compared[at], candidates[at]
            apart = beside.title_share + beside.text_share
            searched = candidate.whole / among.whole + candidate.synonyms / among.synonyms
            return beside.share + 0.3 * apart + 0.2 * searched

        places = range(len(candidates))
        return list(places) if len(places) <= most else sorted(nlargest(most, places, promise))

    def _compared(self, passage: Passage) -> _Compared:
        share = self.terms.share
        title, in_title, title_share = self._best_title(passage)
        text = passage.text
        if not text:
            nothing = [0.0] * len(in_title)
            return _Compared(title, "", in_title, nothing, in_title, title_share, 0.0, title_share)
        in_text = self.terms.held_by(text)
        if not title_share:
            of_text = share(in_text)
            return _Compared(title, text, in_title, in_text, in_text, 0.0, of_text, of_text)
        held = list(map(max, in_title, in_text))
        return _Compared(
            title, text, in_title, in_text, held, title_share, share(in_text), share(held)
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
        candidate: Candidate,
        among: "_Among",
        same: float,
    ) -> list[float]:
        terms, wording, joined = self.terms, self._wording, self._joined
        text, in_title, in_text, held = beside.text, beside.in_title, beside.in_text, beside.held
        title, telling = self._reader.title(beside.title), among.telling
        of_title = terms.held(in_title)
        back = title.terms.held(title.terms.held_by(wording))
        words_title = self._words_held(in_title)
        characters = self._characters_in(title.wording)
        ratio = fuzz.ratio(wording, title.wording) / 100
        facets, titled = self._facets, title.facets
        if text:
            either, words = terms.held(held), self._words_held(held)
            characters_of_either = self._characters_in(title.wording + text)
        else:
            either, words, characters_of_either = of_title, words_title, characters
        return [
            of_title.share,
            of_title.exact,
            characters,
            sum(map(mul, self._word_weights, words_title)) / self._word_total,
            of_title.rarest_lost,
            back.share,
            back.lost,
            back.rarest_lost,
            sum(map(self._of_character, filter(wording.__contains__, title.characters)))
            / title.characters_total,
            *(self._of_text(beside) if text else _NO_TEXT),
            either.share,
            either.exact,
            characters_of_either,
            sum(map(mul, self._word_weights, words)) / self._word_total,
            either.lost,
            either.rarest_lost,
            words[0] if words else 0.0,
            words[-1] if words else 0.0,
            _longest_run(terms.content, f"{title.wording}|{text}") / (len(joined) or 1),
            min(1 - of_title.share, 1 - back.share) if title.wording else 1 - either.share,
            of_title.share * back.share,
            min(_most_lost(self._word_weights, words_title), back.rarest_lost),
            ratio,
            fuzz.ratio(joined, title.terms.joined) / 100,
            fuzz.partial_ratio(joined, text) / 100 if text else 0.0,
            LCSseq.similarity(joined, title.terms.joined) / (len(joined) or 1),
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
            sum(map(mul, telling, held)) / among.telling_total,
            sum(map(mul, telling, in_text)) / among.telling_total if text else 0.0,
            _most_lost(telling, held),
            float(sum(n not in title.wording and n not in text for n in self._numbers)),
            float(len(title.numbers - self._numbers)),
            float(title.wording != "" and title.negative != self._negative),
            float(self._contradicts(title.contrasted)),
            candidate.whole / among.whole,
            candidate.whole / (10 * terms.total),
            candidate.title / among.title,
            candidate.synonyms / among.synonyms,
            same,
            log1p(len(title.wording)),
            log1p(len(text)),
            abs(len(title.wording) - len(wording)) / (len(title.wording) + len(wording) + 1),
            float(not title.wording),
            float(title.asks != ""),
            self._chat,
        ]

    def _of_text(self, beside: _Compared) -> tuple[float, float, float]:
        """Share of the question in the text, in its best sentence, and of what the title lacks."""
        beyond = list(map(mul, self.terms.weights, map(not_, beside.in_title)))
        return (
            beside.text_share,
            self._best_clause(beside),
            sum(map(mul, beyond, beside.in_text)) / (sum(beyond) or 1.0),
        )

    def _best_title(self, passage: Passage) -> tuple[str, list[float], float]:
        """Of the title and its variants the one that holds most of the question and little else, and what it holds."""
        ranked = []
        for wording in passage.titles:
            if wording == self._but:
                continue
            worth = self.terms.held_by(wording)
            share = self.terms.share(worth)
            ranked.append((share - 0.005 * len(wording), wording, worth, share))
        if not ranked:
            return "", [0.0] * len(self.terms.pairs), 0.0
        return max(ranked)[1:]

    def _contradicts(self, titled: frozenset[str]) -> bool:
        """The title names what excludes a word of the question, and not that word."""
        excluded = self._reader.lexicon.contrasts
        return any(
            excluded[word] & titled - self._contrasted
            for word in self._contrasted
            if word not in titled
        )

    def _words_held(self, worth: Sequence[float]) -> list[float]:
        """Of each word the worth of its worst pair."""
        return [min(worth[places]) for places in self._words]

    def _characters_in(self, text: str) -> float:
        """Part of the question's characters, in [0, 1]."""
        held = [weight for character, weight in self._characters.items() if character in text]
        return sum(held) / self._characters_total

    def _differences(self, title: Title) -> list[float]:
        """The weightiest of the pieces that differ, synonyms put as one word: swapped for another, added in the title,
        dropped from the question; and how many there are."""
        asked, titled, weight = self._canonical, title.canonical, self._reader.weight
        swapped = added = dropped = 0.0
        pieces = 0
        if asked and titled:
            for op in Levenshtein.opcodes(asked, titled):
                left, come = asked[op.src_start : op.src_end], titled[op.dest_start : op.dest_end]
                pieces += op.tag != "equal"
                if op.tag == "replace":
                    swapped = max(swapped, min(weight(left), weight(come)))
                elif op.tag == "insert":
                    added = max(added, weight(come))
                elif op.tag == "delete":
                    dropped = max(dropped, weight(left))
        return [swapped, added, dropped, float(pieces)]

    def _facets_in(self, text: str) -> float:
        if not self._facets or not text:
            return 0.0
        patterns = self._reader.lexicon.facets
        return sum(bool(patterns[f].search(text)) for f in self._facets) / len(self._facets)

    def _best_clause(self, beside: _Compared) -> float:
        """Share of the question in the one sentence that holds most of it to the letter."""
        weighed = zip(self.terms.pairs, self.terms.weights, beside.in_text, strict=True)
        held = [(term, weight) for term, weight, worth in weighed if worth == 1.0]
        best = 0.0
        for clause in _CLAUSE.findall(beside.text) if held else ():
            best = max(best, sum([weight for term, weight in held if term in clause]))
        return best / self.terms.total


@dataclass(frozen=True, slots=True)
class _Among:
    """What the candidates have in common: the highest scores of the search, and the weight by which each pair of the
    question tells them apart, with the sum of these; scores and sum are never 0."""

    whole: float
    title: float
    synonyms: float
    telling: Sequence[float]
    telling_total: float

    @classmethod
    def of(cls, candidates: Sequence[Candidate], telling: Sequence[float]) -> "_Among":
        return cls(
            max((c.whole for c in candidates), default=0.0) or 1.0,
            max((c.title for c in candidates), default=0.0) or 1.0,
            max((c.synonyms for c in candidates), default=0.0) or 1.0,
            telling,
            sum(telling) or 1.0,
        )


def _place_in_documents(rows: Sequence[list[float]], documents: Sequence[int]) -> None:
    """Adds to each row how far it lies behind the best of its document; 0 stands for no document."""
    best: dict[int, list[float]] = {}
    for row, document in zip(rows, documents, strict=True):
        if document:
            own = [row[signal] for signal in _IN_DOCUMENT]
            best[document] = list(map(max, best.get(document, own), own))
    for row, document in zip(rows, documents, strict=True):
        row += map(sub, best[document], [row[i] for i in _IN_DOCUMENT]) if document else _ALONE


def _most_lost(weights: Sequence[float], worth: Sequence[float]) -> float:
    """Weight of the weightiest that is not held."""
    return max(map(sub, weights, map(mul, weights, worth)), default=0.0)


def _longest_run(content: str, text: str) -> int:
    """Characters of the longest piece of the content that stands in the text."""
    longest = 0
    for start in range(len(content)):
        end = start + longest + 1
        while end <= len(content) and content[end - 1] != " " and content[start:end] in text:
            longest, end = end - start, end + 1
    return longest
