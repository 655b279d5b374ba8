"""What is said around a question, and its small words where they are typed wrongly."""

import re
from collections.abc import Callable

import rjieba

from knowledge.lexicon import Lexicon
from knowledge.text import syllables

_PICTURE = re.compile(r"\[[\u4e00-\u9fff]{1,3}\]")
"""As chat programs send them: [抱拳]."""


def bare(wording: str, lexicon: Lexicon, asks: Callable[[str], str]) -> str:
    """The folded question without greetings before and thanks after it; one that is nothing else stays as it is.

    `asks`: the type of a question, or ''; 可以吗 and 怎么办 are an afterthought only where the rest asks something."""
    inner = lexicon.closing.sub("", lexicon.opening.sub("", _PICTURE.sub("", wording)))
    if not inner:
        return wording
    rest = lexicon.afterthought.sub("", inner)
    return rest if rest != inner and asks(rest) else inner


def as_heard(wording: str, lexicon: Lexicon) -> str:
    """With question words that sound right put right ('可易' → '可以'), where what stands there is no word of the
    dictionary and one of its characters is as it should be."""
    heard = [
        (start, end, word)
        for start, end, word in lexicon.heard.within(syllables(wording))
        if wording[start:end] != word
    ]
    if not heard:
        return wording
    alone = [len(token) == 1 for token in rjieba.cut(wording, False) for _ in token]
    for start, end, word in sorted(heard, key=lambda found: found[0] - found[1]):
        wrong = [at for at, c in enumerate(word, start) if c != wording[at]]
        if wrong and len(wrong) < len(word) and all(alone[at] for at in wrong):
            wording = wording[:start] + word + wording[end:]
    return wording
