"""Markdown → headings and paragraphs; runs in the child process."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.reading.blocks import Block
from knowledge.reading.files import contents
from knowledge.reading.paper import Paper
from knowledge.reading.plain import sound_text
from knowledge.reading.web_page import text_blocks


def read(path: Path) -> dict[str, object]:
    text, findings = sound_text(contents(path))
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return Paper(list(_blocks(tokens)), findings=findings).as_json()


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    level = 0
    mark = ""
    cells: list[str] = []
    for token in tokens:
        line = token.map[0] + 1 if token.map else 0
        match token.type:
            case "heading_open":
                level = int(token.tag[1:])
            case "heading_close":
                level = 0
            case "list_item_open":
                mark = f"{token.info}{token.markup} " if token.info else ""
            case "tr_open":
                cells = []
            case "inline" if token.level > 2 and token.map and _in_table(tokens, token):
                cells.append(_plain(token))
            case "tr_close":
                yield Block(0, " ".join(cells), line)
            case "inline":
                yield Block(level, mark + _plain(token), line)
                mark = ""
            case "fence" | "code_block":
                yield Block(0, token.content.strip(), line)
            case "html_block":
                yield from text_blocks(token.content)


def _in_table(tokens: Sequence[Token], token: Token) -> bool:
    return tokens[tokens.index(token) - 1].type in ("td_open", "th_open")


def _plain(inline: Token) -> str:
    """Without markup; a wrapped line goes on without a gap between Chinese characters."""
    parts: list[str] = []
    for token in inline.children or ():
        if token.type == "softbreak":
            parts.append("\n")
        elif token.type == "hardbreak":
            parts.append(" ")
        else:
            parts.append(token.content)
    first, *others = "".join(parts).split("\n")
    for other in others:
        gap = " " if first[-1:].isascii() and other[:1].isascii() else ""
        first += gap + other
    return first.strip()
