"""What needs no search: an emergency, a greeting, or a message that holds no question."""

import re

from knowledge.entry import Answer, Status
from knowledge.lexicon import Lexicon
from knowledge.text import fold, printable

CRISIS = "crisis"
_CASE_NUMBER = re.compile(r"\d{4}-\d{5,}")
_TAILS = "啊呀哈呢吧哦啦了哟嘞 "
"""Particles at the end of a greeting or of thanks."""
_CHATTER = re.compile(r"[\s,.!?~;:、。，！？…～]+")


def triage(text: str, lexicon: Lexicon, longest: int) -> Answer | None:
    """`longest`: characters a question may have. None when the message is to be searched for."""
    shown = printable(text).strip()
    if not shown:
        return Answer(Status.REFUSED, reason="empty")
    folded = fold(shown[: longest + 1])
    if number := _emergency(folded, lexicon):
        return Answer(Status.EMERGENCY, score=1.0, reason=number)
    if len(shown) > longest:
        return Answer(Status.REFUSED, reason="too_long")
    if not re.search(r"[^\W_]", folded):
        return Answer(Status.REFUSED, reason="symbols")
    if _CASE_NUMBER.match(folded):
        return Answer(Status.SMALLTALK, score=1.0, reason="case_number")
    said = _CHATTER.sub(" ", folded).strip()
    forms = {said, said.replace(" ", ""), said.rstrip(_TAILS), said.rstrip(_TAILS + "你您")}
    for topic, messages in lexicon.smalltalk.items():
        if forms & messages:
            return Answer(Status.SMALLTALK, score=1.0, reason=topic)
    return None


def _emergency(folded: str, lexicon: Lexicon) -> str:
    """The number to call. Damages or fees are asked about afterwards; a crisis is always taken at its word."""
    for harmless in lexicon.not_emergency:
        folded = folded.replace(harmless, " ")
    calm = any(word in folded for word in lexicon.aftermath)
    for number, phrases in lexicon.emergency.items():
        if (number == CRISIS or not calm) and phrases.search(folded):
            return number
    return ""
