"""Laypeople's questions about articles of law, a set of another origin, as settings that a ranking is fitted to.

The same questions are asked of single articles, of four neighbouring articles of a law together (long passages, many
under one title, as the parts of a document are) and of these without their titles.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from benchmarks.pairs import LEFT_OUT, Asked, Setting, off_topic
from benchmarks.retrieval import read_lines
from knowledge.entry import Entry, EntryKind, Source

_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条.*$")
_TOGETHER = 4
_CHAT = "ood_chat"
"""Kind of unanswerable questions that no licence lets us fit to; our own stand in for them."""


def articles(corpus: Path, queries: Path, unanswerable: Path) -> Iterator[Setting]:
    """Gzipped JSON lines in the form of the retrieval benchmark."""
    rows = list(read_lines(corpus))
    questions = [(q["text"], q["relevant"]) for q in read_lines(queries)]
    strange = [
        *(
            Asked(q["text"], frozenset(), LEFT_OUT, False)
            for q in read_lines(unanswerable)
            if q["kind"] != _CHAT
        ),
        *(replace(asked, test=False) for asked in off_topic()),
    ]
    for name, together, titled in (
        ("articles", 1, True),
        ("articles, long", _TOGETHER, True),
        ("articles, long, without titles", _TOGETHER, False),
    ):
        entries: list[Entry] = []
        within: dict[str, str] = {}
        for part in _parts(rows, together):
            id, title = part[0]["id"], part[0]["title"] if together == 1 else _law(part[0])
            text = "\n".join(row["text"] for row in part)
            entries.append(Entry(id, "", EntryKind.FAQ, title if titled else "", text, Source("")))
            within |= {row["id"]: id for row in part}
        asked = [
            Asked(text, frozenset(within[id] for id in relevant), "", False)
            for text, relevant in questions
        ]
        yield Setting(name, tuple(entries), (*asked, *strange))


def _parts(
    rows: Iterable[Mapping[str, str]], together: int
) -> Iterator[Sequence[Mapping[str, str]]]:
    for _, law in groupby(rows, _law):
        held = list(law)
        yield from (held[at : at + together] for at in range(0, len(held), together))


def _law(row: Mapping[str, str]) -> str:
    return _ARTICLE.sub("", row["title"]).strip()
