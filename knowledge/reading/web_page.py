"""A saved web page (.html) → headings and paragraphs, and what its head says; runs in the child process."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from knowledge.dates import find_day
from knowledge.entry import Source
from knowledge.findings import Unreadable
from knowledge.reading.blocks import Block
from knowledge.reading.files import contents
from knowledge.reading.paper import Paper
from knowledge.reading.plain import sound_text

_LEFT_OUT = {"script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template"}
_LEFT_OUT |= {"head", "button", "select", "svg", "iframe", "object"}
_INLINE = {"a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label"}
_INLINE |= {"mark", "q", "s", "small", "span", "strong", "sub", "sup", "td", "th", "time", "u"}
_INLINE |= {"o:p", "st1:chsdate", "img", "wbr", "var", "samp", "bdi", "bdo"}
_SITE = re.compile(r"\s*(?:[_|]|\s[-–—]\s|[-–—](?=[^-–—]*(?:网|政府|门户)\s*$)).*", re.DOTALL)
"""What a page's name adds after the title: _某市人民政府, - 某某网."""
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BODIES = ("//article", "//main", "//*[@id='UCAP-CONTENT']", "//*[@id='zoom']")
"""Where the text proper stands, first found; the two ids are those of Chinese government sites."""


@dataclass(slots=True)
class _Walk:
    """Gathers inline text and cuts it into blocks where a block element begins or ends."""

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def cut(self, level: int = 0) -> None:
        text = " ".join("".join(self.text).split())
        self.text.clear()
        if text:
            self.blocks.append(Block(level, text))

    def into(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _LEFT_OUT:
            self._add(element.tail)
            return
        block = tag not in _INLINE
        if block:
            self.cut()
        self._add(element.text)
        for child in element:
            self.into(child)
        if block:
            self.cut(_HEADINGS.get(tag, 0))
        elif tag in ("td", "th"):
            self._add(" ")
        self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.text.append(text)


def read(path: Path) -> dict[str, object]:
    """Raises Unreadable."""
    text, findings = sound_text(contents(path))
    root = _parse(text)
    return Paper(list(_blocks(_body(root))), _source(root), findings).as_json()


def text_blocks(text: str) -> list[Block]:
    return list(_blocks(_parse(text)))


def _parse(text: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode(), parser=parser)
    except etree.LxmlError as e:
        raise Unreadable("finding.broken", form=".html") from e


def _body(root: html.HtmlElement) -> html.HtmlElement:
    for place in _BODIES:
        found = root.xpath(place)
        if len(found) == 1 and found[0].text_content().strip():
            return found[0]
    return root


def _blocks(element: html.HtmlElement) -> Iterator[Block]:
    walk = _Walk()
    walk.into(element)
    walk.cut()
    yield from walk.blocks


def _source(root: html.HtmlElement) -> Source:
    """Names of the meta elements: 政府网站发展指引 (ArticleTitle, PubDate, ContentSource, Url)."""
    meta = {
        str(m.get("name") or m.get("property")).lower(): str(m.get("content", "")).strip()
        for m in root.iter("meta")
    }
    headings = [h.text_content() for h in root.iter("h1")]
    title = meta.get("articletitle") or (headings[0] if len(headings) == 1 else "")
    named = root.findtext(".//title") or ""
    links = [str(a.get("href", "")) for a in root.iter("link") if a.get("rel") == "canonical"]
    return Source(
        title=" ".join((title or _SITE.sub("", named)).split()),
        issuer=meta.get("contentsource") or meta.get("author", ""),
        published=find_day(meta.get("pubdate", "")),
        url=(links or [meta.get("url") or meta.get("og:url", "")])[0],
    )
