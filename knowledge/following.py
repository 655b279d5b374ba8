"""A question that goes on with the one answered before: '那费用呢', '在哪办', 'and the fee?', '那身份证呢'.

It is made whole, with the matter of that answer or with what was asked about it, and answered from texts of that matter
alone. Where they do not hold what is asked, nothing is taken for an answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from knowledge.constraints import shows_type
from knowledge.entry import Answer, Entry, EntryKind, Near, Quote, Status
from knowledge.finding import Finder
from knowledge.holidays import Holiday, Holidays
from knowledge.lexicon import Lexicon, lexicon
from knowledge.lexicon.conversation import conversation, parts
from knowledge.question import Question, read_question
from knowledge.slots import LINES_SHOWN, is_of, slots_asked
from knowledge.text import fold
from knowledge.triage import triage

_LONGEST = 40
"""Characters; a longer question says itself what it is about."""
_APART = 0.04
"""How much better the first must be than the next when a follow-up names a matter of its own."""
_LOOKED_INTO = 20
"""Entries, the most probable first."""
_MARKS = "?!。.,~… "
_PARTICLES = "呢吧啊呀嘛"
_OPEN_TYPES = ("", "whether", "which")
"""With these a word such as 费用 says what is asked."""
_YEAR = re.compile(r"\d{4}年|[今明去后]年")
_OF_FIELDS = (EntryKind.GUIDE, EntryKind.DIRECTORY)


@dataclass(frozen=True, slots=True)
class Before:
    """The question answered before, whole, and the entry that answered it."""

    wording: str
    entry: Entry


def names_no_matter(text: str) -> bool:
    """Such a message is understood only from what was said before."""
    return not _read(text, lexicon()).names_matter


def may_follow(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    said = _read(text, lexicon())
    return said.goes_on or not said.names_matter


def answer_after(
    before: Before, text: str, finder: Finder, today: date
) -> tuple[Answer, str] | None:
    """The answer to a follow-up and the whole question it was understood as; None for a question by itself.

    To a follow-up that the matter's own texts do not answer, what is published of other matters is offered at most.
    """
    words = lexicon()
    if triage(text, words, 2 * _LONGEST):
        return None
    said = _read(text, words)
    following = _Following(before, said, finder, today, words)
    if said.goes_on and (found := following.about_another_holiday()):
        return found
    if said.names_matter:
        return following.about_another() if said.goes_on else None
    return following.about_the_same() or (_offered(finder.answer(text, today), finder), "")


@dataclass(frozen=True, slots=True)
class _Said:
    """`wording` is Chinese, without what opens it; `slots` are the questions that its words are short for.
    `names_matter`: it says what it is about; `goes_on`: it begins or ends as what goes on with something."""

    wording: str
    question: Question
    slots: tuple[str, ...]
    names_matter: bool
    goes_on: bool

    @property
    def in_full(self) -> str:
        """What is asked, as a question that may follow any matter."""
        is_short = self.slots and self.question.asks in _OPEN_TYPES
        return self.slots[0] if is_short else self.wording


def _read(text: str, words: Lexicon) -> _Said:
    known = conversation()
    folded = fold(text[: 2 * _LONGEST]).replace("ё", "е")
    said = known.acknowledgements.stripped(folded)
    rest = known.openings.stripped(said)
    question = read_question(rest, words)
    wording = question.wording.strip(_MARKS)
    made_of = parts(question.content, known.neutral)
    slots = dict.fromkeys(known.slots[part] for part in made_of or () if part in known.slots)
    names_matter = (
        made_of is None
        or len(folded) > _LONGEST
        or bool(question.unknown or question.years or question.places or question.rates)
    )
    goes_on = rest != said or wording.endswith("呢")
    return _Said(wording, question, tuple(slots), names_matter, goes_on)


@dataclass(frozen=True, slots=True)
class _Following:
    """The ways to make one follow-up whole."""

    before: Before
    said: _Said
    finder: Finder
    today: date
    words: Lexicon

    def about_the_same(self) -> tuple[Answer, str] | None:
        """The matter of the answer before, with what is asked now; else what is near to that."""
        if not (self.said.question.asks or self.said.slots):
            return None
        return self._of_its_fields() or self._found() or self._of_one_guide() or self._near()

    def about_another(self) -> tuple[Answer, str] | None:
        """The matter named now, with what was asked before. Where several would fit, the citizen has to say more."""
        if self.said.question.asks:
            return None
        asked = read_question(self.before.wording, self.words)
        phrase = _question_words(asked.wording, self.words)
        if not phrase:
            return None
        matter = _joined(self.said.question.content)
        wording = self.said.wording.rstrip(_PARTICLES)
        whole = wording + ("" if matter else _joined(asked.content)) + phrase
        answer = self.finder.answer(whole, self.today)
        apart = len(answer.near) < 2 or answer.near[0].score - answer.near[1].score >= _APART
        entry = self.finder.entry(answer.quotes[0].entry_id) if answer.quotes and apart else None
        if entry is None or matter not in _titles(entry) + fold(entry.text):
            return None
        return _headed(answer, entry), whole

    def about_another_holiday(self) -> tuple[Answer, str] | None:
        """Another holiday of the year asked about before, or that of another year; without a year, the next time that
        it comes."""
        if _holiday(self.before.entry) is None:
            return None
        named, asked = self.said.wording.rstrip(_PARTICLES), fold(self.before.wording)
        found = _YEAR.search(named) or _YEAR.search(asked)
        year = found[0] if found else ""
        bare = (_YEAR.sub("", named) or _YEAR.sub("", asked)) + "放假"
        holiday = self._holiday_found(year + bare) or self._holiday_found(bare)
        if holiday is None:
            return None
        if not year and max(holiday.off) < self.today:
            year = f"{holiday.year + 1}年"
        return self.finder.answer(year + bare, self.today), year + bare

    def _holiday_found(self, whole: str) -> Holiday | None:
        answer = self.finder.answer(whole, self.today)
        entry = self.finder.entry(answer.quotes[0].entry_id) if answer.quotes else None
        holiday = _holiday(entry) if entry else None
        named = holiday and answer.quotes[0].heading == f"{holiday.year}年{holiday.name}"
        return holiday if named else None

    def _of_its_fields(self) -> tuple[Answer, str] | None:
        entry = self.before.entry
        lines = self._fields(entry)
        return (_quoted(entry, lines, self.today), self._whole(entry.title)) if lines else None

    def _found(self) -> tuple[Answer, str] | None:
        for whole, matter in self._wholes():
            answer = self.finder.answer(whole, self.today)
            entry = self.finder.entry(answer.quotes[0].entry_id) if answer.quotes else None
            if entry and self._is_of(entry, matter) and self._tells(entry, answer.quotes[0], whole):
                return _headed(answer, entry), whole
        return None

    def _of_one_guide(self) -> tuple[Answer, str] | None:
        """The only guide or directory row whose title names the matter and that has the field asked for."""
        for matter in self._matters():
            whole = matter + self.said.in_full
            entries = [ranked.passage.entry for ranked in self.finder.rank(whole)[:_LOOKED_INTO]]
            telling = [e for e in entries if matter in _titles(e) and self._fields(e)]
            if len(telling) == 1:
                return _quoted(telling[0], self._fields(telling[0]), self.today), whole
        return None

    def _near(self) -> tuple[Answer, str] | None:
        answers = (self.finder.answer(whole, self.today) for whole, _ in self._wholes())
        return next(((a, "") for a in answers if a.near and not a.quotes), None)

    def _wholes(self) -> Iterator[tuple[str, str]]:
        """Questions as they may have been meant, each with its matter."""
        asked = dict.fromkeys((self.said.wording, self.said.in_full))
        for how, matter in product(asked, self._matters()):
            yield matter + how, matter

    def _matters(self) -> Sequence[str]:
        """What the answer before was about, in the words of its title and of its question. The title of a document
        is not what one of its paragraphs is about."""
        found = [read_question(self.before.wording, self.words).content]
        if self.before.entry.kind is not EntryKind.DOCUMENT:
            title = read_question(self.before.entry.title, self.words).content
            found = [title, *title.split()[:1], *found]
        neutral = conversation().neutral
        return tuple(dict.fromkeys(_joined(m) for m in found if parts(m, neutral) is None))

    def _whole(self, title: str) -> str:
        return "".join(read_question(title, self.words).content.split()[:1]) + self.said.in_full

    def _fields(self, entry: Entry) -> Sequence[str]:
        """The lines of a guide or a directory row that hold what is asked, as published."""
        if entry.kind not in _OF_FIELDS or self.said.question.asks == "how_many":
            return ()
        asks = read_question(self.said.in_full, self.words).asks
        slots = slots_asked(asks, self.said.in_full)
        return [line for line in entry.text.split("\n") if is_of(line, slots)][:LINES_SHOWN]

    def _is_of(self, entry: Entry, matter: str) -> bool:
        """The same entry, or one whose title is the same or names the matter."""
        same = entry.id == self.before.entry.id or entry.title == self.before.entry.title
        return same or matter in _titles(entry)

    def _tells(self, entry: Entry, quote: Quote, whole: str) -> bool:
        """Whether the quoted text holds what is asked, and does not only speak of the matter."""
        asks = read_question(whole, self.words).asks
        if entry.kind in _OF_FIELDS:
            slots = slots_asked(asks, fold(whole))
            return any(is_of(line, slots) for line in quote.quote.split("\n"))
        text = fold(quote.quote)
        wanted = (*self.said.slots, self.said.wording)
        named = (word for word, slot in conversation().slots.items() if slot in wanted)
        return (
            shows_type(asks, text)
            or any(word in text for word in named)
            or (asks != "" and asks in self._types_of(entry))
        )

    def _types_of(self, entry: Entry) -> set[str]:
        """What a published question asks."""
        return {read_question(title, self.words).asks for title in (entry.title, *entry.variants)}


def _holiday(entry: Entry) -> Holiday | None:
    """The holiday that an entry of a notice sets."""
    return next(iter(Holidays.of([entry]).lines), None)


def _question_words(wording: str, words: Lexicon) -> str:
    """The longest phrase that asks: '多少钱'; else what a last word such as 电话 is short for."""
    held = (phrase for phrases in words.asks.values() for phrase in phrases if phrase in wording)
    slots = conversation().slots
    last = max(filter(wording.endswith, slots), key=len, default="")
    return max(held, key=len, default=slots.get(last, ""))


def _joined(content: str) -> str:
    return content.replace(" ", "")


def _titles(entry: Entry) -> str:
    return fold("\n".join((entry.title, *entry.variants)))


def _headed(answer: Answer, entry: Entry) -> Answer:
    """Under the title that the answer belongs to, so that the reader sees how the question was understood."""
    quote = answer.quotes[0]
    return replace(answer, quotes=(replace(quote, heading=quote.heading or entry.title),))


def _quoted(entry: Entry, lines: Sequence[str], today: date) -> Answer:
    ended = entry.source.in_force_to
    status = Status.OUT_OF_FORCE if ended and ended < today else Status.ANSWERED
    wording = "\n".join(lines)
    quote = Quote(entry.id, entry.version, wording, entry.anchor, entry.source, entry.title)
    return Answer(status, 1.0, (quote,))


def _offered(answer: Answer, finder: Finder) -> Answer:
    if not answer.quotes:
        return answer
    entry = finder.entry(answer.quotes[0].entry_id)
    near = answer.near or ((Near(entry.title, answer.score, entry.id),) if entry else ())
    return Answer(Status.CLARIFICATION, answer.score, near=near)
