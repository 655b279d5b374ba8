"""'报告由哪几部分组成', '养犬办法有多少条', '第三章讲什么': answered with the headings and articles of a document."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.entry import Entry, EntryKind, Quote, Source
from knowledge.question import Question
from knowledge.text import bigrams, fold, sentences
from knowledge.validity import Timing

_KINDS = "年度报告|年报|报告|办法|规定|条例|通知|文件|方案|意见|细则|指南|决定|公告|规划|制度|规则"
_UNITS = "部分|方面|章|节|编|条(?!件|信|问|来|线|路|评|留|消)"
_PARTS = re.compile(
    rf"(?:哪|几|多少)几?个?大?(?P<unit>{_UNITS})|(?:结构|目录|提纲|框架)是?(?:什么|怎样)"
)
_NTH = re.compile(rf"第(?P<nth>\d{{1,3}})个?(?P<unit>{_UNITS})")
_MARKS = re.compile(r"^(?:第(\d+)(编|章|节|条)|(\d+)[、,，.．]|[（(](\d+)[)）])\s*")
_SAID = re.compile(
    rf"(?:哪|几|多少)几?个?大?(?:{_UNITS})|第\d{{1,3}}个?(?:{_UNITS})|结构|目录|提纲|框架|由|组成|构成|分[为成]?(?=几|哪|$)"
    r"|一共|总共|共|包[括含]|里面?|中|[讲说写规][的了定]{0,2}|内容|是|的|有|什么|哪些|啥|关于|主要|怎么|如何|[这该那][个份部]?|此|本|[吗呢?。!,]"
)
"""What a question about the parts of a document says beside the document's name."""
_LEAST_SHARE = 0.6
"""Of what a question names beside its parts must stand in the title of the document."""
_LINES_SHOWN = 20
_LONGEST_EXTRACT = 200


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's paragraphs in order."""

    source: Source
    title: str
    entries: tuple[Entry, ...]

    def headings(self) -> dict[str, list[Entry]]:
        """The outermost headings of which there are several, each with what stands under it."""
        depth = 0
        while True:
            found: dict[str, list[Entry]] = {}
            for entry in self.entries:
                if len(entry.headings) > depth:
                    found.setdefault(entry.headings[depth], []).append(entry)
            if len(found) != 1:
                return found
            depth += 1

    @property
    def has_parts(self) -> bool:
        return len(self.headings()) > 1 or len(self.articles()) > 1

    def articles(self) -> list[Entry]:
        """Paragraphs that begin with 第…条."""
        return [e for e in self.entries if (m := _MARKS.match(fold(e.text))) and m[2] == "条"]


class Outlines:
    """Of all documents among the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        by_source: dict[Source, list[Entry]] = {}
        for entry in entries:
            if entry.kind is EntryKind.DOCUMENT:
                by_source.setdefault(entry.source, []).append(entry)
        self._all = tuple(
            Outline(source, fold(source.title), tuple(found)) for source, found in by_source.items()
        )

    def quote(self, question: Question, timing: Timing) -> Quote | None:
        """None for a question about something else, or about a document that is not known."""
        nth, parts = _NTH.search(question.wording), _PARTS.search(question.wording)
        if not nth and not (parts and re.search(_KINDS, question.wording)):
            return None
        outline = self._meant(question.wording, timing)
        if not outline:
            return None
        if nth:
            return _nth(outline, int(nth["nth"]), nth["unit"])
        return _parts(outline, parts["unit"] if parts else None)

    def _meant(self, wording: str, timing: Timing) -> Outline | None:
        """The document whose title holds what is named; of several the one that is wanted now, where that is one."""
        named = _SAID.sub("", wording)
        kind = re.search(_KINDS, named)
        asked = set(bigrams(named))
        found: list[tuple[float, int, Outline]] = []
        for outline in self._all:
            if not outline.has_parts or (kind and kind[0] not in outline.title):
                continue
            share = sum(pair in outline.title for pair in asked) / len(asked) if asked else 1.0
            if share >= _LEAST_SHARE:
                found.append((-share, timing.grade(outline.source), outline))
        found.sort(key=lambda f: f[:2])
        is_clear = len(found) == 1 or (len(found) > 1 and found[0][:2] < found[1][:2])
        return found[0][2] if is_clear else None


def _parts(outline: Outline, unit: str | None) -> Quote | None:
    """The headings; of articles the last one, whose number says how many there are."""
    articles, headings = outline.articles(), outline.headings()
    if unit == "条":
        return _quote(outline, articles[-1], [_first_words(articles[-1])]) if articles else None
    if unit in ("章", "节", "编"):
        headings = {
            h: e for h, e in headings.items() if (m := _MARKS.match(fold(h))) and m[2] == unit
        }
    if not headings:
        return None
    first = next(iter(headings.values()))[0]
    return _quote(outline, first, list(headings)[:_LINES_SHOWN])


def _nth(outline: Outline, nth: int, unit: str) -> Quote | None:
    if unit == "条":
        entry = next((e for e in outline.articles() if _number(e.text) == nth), None)
        return _quote(outline, entry, [entry.text]) if entry else None
    for place, (heading, entries) in enumerate(outline.headings().items(), 1):
        mark = _MARKS.match(fold(heading))
        is_unit = unit in ("部分", "方面") or (mark and mark[2] == unit)
        if is_unit and (_number(heading) or place) == nth:
            depth = entries[0].headings.index(heading) + 1
            below = dict.fromkeys(e.headings[depth] for e in entries if len(e.headings) > depth)
            return _quote(outline, entries[0], [heading, *(below or [_first_words(entries[0])])])
    return None


def _number(text: str) -> int:
    """Of a numbered heading or article; 0 where it has none."""
    mark = _MARKS.match(fold(text))
    return int(mark[1] or mark[3] or mark[4]) if mark else 0


def _first_words(entry: Entry) -> str:
    first = sentences(entry.text)[0]
    return entry.text if len(entry.text) <= _LONGEST_EXTRACT else first


def _quote(outline: Outline, entry: Entry, lines: Sequence[str]) -> Quote:
    return Quote(
        entry.id,
        entry.version,
        "\n".join(lines),
        entry.anchor,
        outline.source,
        outline.source.title,
    )
