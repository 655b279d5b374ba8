"""What is published twice: a guide or a directory row, and a question and answer about the same matter."""

import re
from collections.abc import Callable

from knowledge.entry import EntryKind
from knowledge.passages import Passage
from knowledge.question import Question
from knowledge.slots import is_of, slots_asked
from knowledge.titles import Title

_TABLES = (EntryKind.GUIDE, EntryKind.DIRECTORY)
_DOING = re.compile("办理|申请|申领|办")
"""Says no more than that the matter is seen to."""
_OF_ALL = ("", "how_to")
"""Types of question that want everything about a matter."""
_SHORTEST = 2
"""Characters of a matter."""


def both_answer(
    one: Passage, other: Passage, question: Question, read: Callable[[str], Title]
) -> bool:
    """Whether either of them, being right, makes the other right as well: one is a table on the matter that the other
    asks about, with the field that the question wants, and the other asks about the whole matter or for that field too.

    `read`: reads a folded title."""
    table, faq = (one, other) if one.entry.kind in _TABLES else (other, one)
    if table.entry.kind not in _TABLES or faq.entry.kind is not EntryKind.FAQ or not faq.titles:
        return False
    wanted = slots_asked(question.asks, question.wording)
    if wanted and not any(is_of(line, wanted) for line in table.entry.text.split("\n")):
        return False
    asked = read(faq.titles[0])
    asks_for = set(slots_asked(asked.asks, asked.wording))
    asks_all = asked.asks in _OF_ALL and asks_for <= {"doing"}
    asks_same = bool(asks_for & set(wanted))
    about = _matter(asked)
    return any(
        (about in matter and (asks_all or asks_same)) or (matter in about and asks_same)
        for matter in (_matter(read(title)) for title in table.titles)
        if min(len(about), len(matter)) >= _SHORTEST
    )


def _matter(title: Title) -> str:
    return _DOING.sub("", title.canonical)
