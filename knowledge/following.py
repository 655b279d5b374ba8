"""A question that goes on with the one answered before: '那费用呢', '在哪办', 'and the fee?', '那身份证呢'.

It is made whole, with the matter of that answer or with what was asked about it, and put to the finder. An answer about
anything else is not taken: then the question stands as it was said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from knowledge.constraints import shows_type
from knowledge.entry import Answer, Entry, EntryKind, Near, Quote, Status
from knowledge.finding import Finder
from knowledge.lexicon import Lexicon, lexicon
from knowledge.lexicon.conversation import conversation, parts
from knowledge.question import Question, read_question
from knowledge.slots import is_of, slots_asked
from knowledge.text import fold
from knowledge.triage import triage

_LONGEST = 40
"""Characters; a longer question says itself what it is about."""
_APART = 0.04
"""How much better the first must be than the next when a follow-up names a matter of its own."""
_MARKS = "?!。.,~… "
_PARTICLES = "呢吧啊呀嘛"
_OPEN_TYPES = ("", "whether", "which")
"""With these a word such as 费用 says what is asked."""


@dataclass(frozen=True, slots=True)
class Before:
    """The question answered before, whole, and the entry that answered it."""

    wording: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Said:
    """`wording` is Chinese, without what opens and ends it; `slots` are the questions that its words are short for.
    `names_matter`: it says what it is about; `opens`: it begins or ends as what goes on with something."""

    wording: str
    question: Question
    slots: tuple[str, ...]
    names_matter: bool
    opens: bool


def names_no_matter(text: str) -> bool:
    """Such a message is understood only from what was said before."""
    return not _read(text, lexicon()).names_matter


def may_follow(text: str) -> bool:
    said = _read(text, lexicon())
    return said.opens or not said.names_matter


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
    if said.names_matter:
        return _about_another(before, said, finder, today, words) if said.opens else None
    found = _about_the_same(before, said, finder, today, words)
    return found or (_offered(finder.answer(text, today), finder), "")


def _read(text: str, words: Lexicon) -> _Said:
    known = conversation()
    folded = known.acknowledgements.stripped(fold(text[: 2 * _LONGEST]))
    rest = known.openings.stripped(folded)
    question = read_question(rest, words)
    wording = question.wording.strip(_MARKS)
    made_of = parts(question.content, known.neutral)
    slots = dict.fromkeys(known.slots[part] for part in made_of or () if part in known.slots)
    names_matter = (
        made_of is None
        or len(folded) > _LONGEST
        or bool(question.unknown or question.years or question.places or question.rates)
    )
    opens = rest != folded or wording.endswith("呢")
    return _Said(wording, question, tuple(slots), names_matter, opens and not question.asks)


def _about_the_same(
    before: Before, said: _Said, finder: Finder, today: date, words: Lexicon
) -> tuple[Answer, str] | None:
    """The matter of the answer before, with what is asked now; else what is near to that."""
    near: Answer | None = None
    for asked, matter in product(_asked(said), _matters(before, words)):
        whole = matter + asked
        answer = finder.answer(whole, today)
        if answer.quotes and _is_of(before, matter, answer.quotes[0], finder):
            if _tells(answer.quotes[0], whole, said, finder, words):
                return _headed(answer, finder), whole
        elif answer.near and not answer.quotes:
            near = near or answer
    return (near, "") if near else None


def _asked(said: _Said) -> Iterator[str]:
    """What was said, then the question that its words are short for."""
    if said.question.asks or said.slots:
        yield said.wording
    if said.question.asks in _OPEN_TYPES:
        yield from said.slots


def _matters(before: Before, words: Lexicon) -> Sequence[str]:
    """What the answer before was about, in the words of its title and of its question. The title of a document is not
    what one of its paragraphs is about."""
    asked = read_question(before.wording, words).content
    if before.entry.kind is EntryKind.DOCUMENT:
        found = [asked]
    else:
        title = read_question(before.entry.title, words).content
        found = [title, *title.split()[:1], asked]
    neutral = conversation().neutral
    return tuple(
        dict.fromkeys(matter.replace(" ", "") for matter in found if parts(matter, neutral) is None)
    )


def _offered(answer: Answer, finder: Finder) -> Answer:
    if not answer.quotes:
        return answer
    entry = finder.entry(answer.quotes[0].entry_id)
    near = answer.near or ((Near(entry.title, answer.score, entry.id),) if entry else ())
    return Answer(Status.CLARIFICATION, answer.score, near=near)


def _is_of(before: Before, matter: str, quote: Quote, finder: Finder) -> bool:
    """Of the same entry, or of one whose title is the same or names the matter."""
    found = finder.entry(quote.entry_id)
    if found is None:
        return False
    same = found.id == before.entry.id or found.title == before.entry.title
    return same or matter in _titles(found)


def _tells(quote: Quote, whole: str, said: _Said, finder: Finder, words: Lexicon) -> bool:
    """Whether the quoted text holds what is asked, and does not only speak of the matter."""
    entry = finder.entry(quote.entry_id)
    asks = read_question(whole, words).asks
    if entry is None:
        return False
    if entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY):
        slots = slots_asked(asks, fold(whole))
        return any(is_of(line, slots) for line in quote.quote.split("\n"))
    text = fold(quote.quote)
    wanted = (*said.slots, said.wording)
    named = (word for word, slot in conversation().slots.items() if slot in wanted)
    return (
        shows_type(asks, text)
        or any(word in text for word in named)
        or (asks != "" and asks in _types_of(entry, words))
    )


def _types_of(entry: Entry, words: Lexicon) -> set[str]:
    """What a published question asks."""
    return {read_question(title, words).asks for title in (entry.title, *entry.variants)}


def _about_another(
    before: Before, said: _Said, finder: Finder, today: date, words: Lexicon
) -> tuple[Answer, str] | None:
    """The matter named now, with what was asked before. Where several would fit, the citizen has to say more."""
    asked = read_question(before.wording, words)
    phrase = _question_words(asked.wording, words)
    if not phrase:
        return None
    matter = said.question.content.replace(" ", "") or asked.content.replace(" ", "")
    whole = said.wording.rstrip(_PARTICLES) + ("" if said.question.content else matter) + phrase
    answer = finder.answer(whole, today)
    apart = len(answer.near) < 2 or answer.near[0].score - answer.near[1].score >= _APART
    if not (answer.quotes and apart):
        return None
    entry = finder.entry(answer.quotes[0].entry_id)
    named = entry is not None and matter in _titles(entry) + fold(answer.quotes[0].quote)
    return (_headed(answer, finder), whole) if named else None


def _question_words(wording: str, words: Lexicon) -> str:
    """The longest phrase that asks: '多少钱'."""
    held = (phrase for phrases in words.asks.values() for phrase in phrases if phrase in wording)
    return max(held, key=len, default="")


def _titles(entry: Entry) -> str:
    return fold("\n".join((entry.title, *entry.variants)))


def _headed(answer: Answer, finder: Finder) -> Answer:
    """Under the title that the answer belongs to, so that the reader sees how the question was understood."""
    quote = answer.quotes[0]
    entry = finder.entry(quote.entry_id)
    heading = quote.heading or (entry.title if entry else "")
    return replace(answer, quotes=(replace(quote, heading=heading), *answer.quotes[1:]))
