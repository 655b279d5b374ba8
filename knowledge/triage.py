"""What needs no search: an emergency, a greeting, or a message that holds no question."""

import re

from cases.number import names_case
from knowledge.entry import Answer, Status
from knowledge.lexicon import Lexicon
from knowledge.lexicon.conversation import conversation, parts
from knowledge.text import fold, printable

CRISIS = "crisis"
PERSON = "person"
"""Topic of a message that asks for a person."""
_LONGEST_SMALLTALK = 60


def triage(text: str, lexicon: Lexicon, longest: int) -> Answer | None:
    """`longest`: characters a question may have. None when the message is to be searched for."""
    shown = printable(text).strip()
    if not shown:
        return Answer(Status.REFUSED, reason="empty")
    folded = fold(shown[: longest + 1]).replace("ё", "е")
    if number := _emergency(folded, lexicon):
        return Answer(Status.EMERGENCY, score=1.0, reason=number)
    if len(shown) > longest:
        return Answer(Status.REFUSED, reason="too_long")
    if not re.search(r"[^\W_]", folded):
        return Answer(Status.REFUSED, reason="symbols")
    if names_case(shown):
        return Answer(Status.SMALLTALK, score=1.0, reason="case_number")
    if topic := _smalltalk(folded, lexicon):
        return Answer(Status.SMALLTALK, score=1.0, reason=topic)
    return None


def _smalltalk(folded: str, lexicon: Lexicon) -> str:
    """The weightiest topic of a message that is made of pleasantries alone."""
    if len(folded) > _LONGEST_SMALLTALK:
        return ""
    known = conversation()
    bare = folded
    for courtesy in lexicon.courtesies:
        bare = bare.replace(courtesy, " ")
    said = parts(folded, known.pleasantries) or parts(bare, known.pleasantries) or ()
    topics = [topic for topic, phrases in known.topics.items() if phrases.intersection(said)]
    return topics[-1] if topics else ""


def _emergency(folded: str, lexicon: Lexicon) -> str:
    """The number to call. Damages or fees are asked about afterwards; a crisis is always taken at its word."""
    folded = lexicon.not_emergency.sub(" ", folded)
    calm = any(word in folded for word in lexicon.aftermath)
    for number, phrases in lexicon.emergency.items():
        if (number == CRISIS or not calm) and phrases.search(folded):
            return number
    return ""
