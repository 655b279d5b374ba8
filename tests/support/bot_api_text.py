"""The HTML of the Bot API, read as strictly as Telegram does."""

import html
import re

SIMPLE = ("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "blockquote")
TAGS = frozenset((*SIMPLE, "a", "span", "tg-spoiler", "tg-emoji"))
TOKEN = re.compile(r'<(/?)([a-z-]+)((?:\s+[a-z-]+="[^"<>]*")*)\s*>|<')


class BadMarkup(Exception):
    """A tag that is unknown, unclosed or closed out of order."""


def read_html(markup: str) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and the addresses of its links."""
    text, links, open_tags, at = "", [], [], 0
    for token in TOKEN.finditer(markup):
        text += html.unescape(markup[at : token.start()])
        at = token.end()
        closing, name, attributes = token.groups()
        if name not in TAGS:
            raise BadMarkup(f"unsupported start tag at {token.start()}")
        if closing:
            if not open_tags or open_tags.pop() != name:
                raise BadMarkup(f"unexpected end tag at {token.start()}")
            continue
        open_tags.append(name)
        if name == "a":
            links += [html.unescape(found) for found in re.findall(r'href="([^"]*)"', attributes)]
    if open_tags:
        raise BadMarkup(f"can't find end tag of {open_tags[-1]}")
    return text + html.unescape(markup[at:]), tuple(links)


def units(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
