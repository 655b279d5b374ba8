"""The questions of one message. What asks nothing stays with the question that follows it, or with the one before."""

import re
from collections.abc import Iterator

from knowledge.entry import Status
from knowledge.lexicon import Lexicon, lexicon
from knowledge.lexicon.conversation import conversation
from knowledge.question import read_question
from knowledge.text import fold
from knowledge.triage import triage

_SHORT_ITEM = 20
"""Characters of an item of a list that is a question without question words: '2. 医保报销比例'."""
_STOP = re.compile(r"(?:[？；;\n]|\?(?![A-Za-z0-9=&%/#_]))[？?！!；;。.…～~\s]*")
"""What ends a question; a question mark inside an address ends nothing."""
_ASKED = re.compile(r"(?:[？?]|呢)\W*$")
_ITEM = re.compile(
    r"(?<![0-9A-Za-z.(（])(?:[（(]([1-9一二三四五六七八九])[)）]|([1-9])[.．、)）]|([①-⑨]))\s*(?!\d)"
    r"|(?:^|(?<=[\s。！？!?；;，,：:]))(?:([一二三四五六七八九])[、.．]"
    r"|第([一二三四五六七八九])[,，、:：])\s*"
)


def questions_in(text: str, words: Lexicon | None = None) -> tuple[str, ...]:
    """In order, without numbers and joining words; a single question is the text itself, unchanged."""
    words = words or lexicon()
    clauses = [(clause, is_item) for clause, is_item in _clauses(text) if clause]
    if len(clauses) < 2:
        return (text,)
    found: list[str] = []
    waiting = ""
    for clause, is_item in clauses:
        waiting += clause
        if _asks(clause, words) or (is_item and 0 < len(clause.strip()) <= _SHORT_ITEM):
            found.append(waiting)
            waiting = ""
    if len(found) < 2:
        return (text,)
    found[-1] += waiting
    return tuple(question.strip(" \t\r\n,，、") for question in found)


def _clauses(text: str) -> Iterator[tuple[str, bool]]:
    """Stretches that may hold a question each, and whether one is an item of a numbered list."""
    for item, is_item in _items(text):
        for sentence in _between(_STOP.finditer(item), item, keep=True):
            for clause in _between(conversation().joiner.finditer(sentence), sentence, keep=False):
                yield clause, is_item


def _items(text: str) -> Iterator[tuple[str, bool]]:
    """What stands before the list, then its items without their numbers; the whole text where no list is."""
    marks: list[re.Match[str]] = []
    for mark in _ITEM.finditer(text):
        if int(fold("".join(filter(None, mark.groups())))) == len(marks) + 1:
            marks.append(mark)
    if len(marks) < 2:
        yield text, False
        return
    before, *items = _between(iter(marks), text, keep=False)
    yield before, False
    for item in items:
        yield item, True


def _between(marks: Iterator[re.Match[str]], text: str, *, keep: bool) -> Iterator[str]:
    """The text cut at the marks; each mark stays at the end of what it ends, or goes."""
    at = 0
    for mark in marks:
        yield text[at : mark.end() if keep else mark.start()]
        at = mark.end()
    yield text[at:]


def _asks(clause: str, words: Lexicon) -> bool:
    """A greeting asks nothing, nor does a tag ('可以吗？') or a lone mark."""
    at_once = triage(clause, words, len(clause))
    if at_once and at_once.status in (Status.SMALLTALK, Status.REFUSED):
        return False
    question = read_question(clause, words)
    is_tag = not question.words and question.asks in ("", "whether")
    return not is_tag and (bool(question.asks) or _ASKED.search(clause) is not None)
