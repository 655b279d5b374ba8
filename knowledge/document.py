"""A document → one entry for each paragraph, under its headings."""

from collections.abc import Container, Iterator, Sequence

from knowledge.decoding import CONTROL
from knowledge.entry import Entry, EntryKind, Source
from knowledge.findings import Finding, shown
from knowledge.letterhead import open_letter
from knowledge.reading.blocks import Block, levels
from knowledge.reading.paper import Paper

LONGEST_TEXT = 20_000
"""Characters of one entry."""


def document_entries(paper: Paper, name: str) -> tuple[list[Entry], list[Finding]]:
    """Sound paragraphs as entries; `name` stands in for a missing title."""
    wrong = {finding.place: finding for finding in _wrong(paper.blocks)}
    findings = [*paper.findings, *wrong.values()]
    letter = open_letter(paper.said, _without(wrong, paper.blocks), name)
    entries = list(_entries(letter.source, levels(letter.blocks)))
    if not entries and not findings:
        findings.append(Finding("finding.no_text"))
    return entries, findings


def _place(at: int, block: Block) -> int:
    return block.line or at


def _without(wrong: Container[int | str], blocks: Sequence[Block]) -> list[Block]:
    return [block for at, block in enumerate(blocks, 1) if _place(at, block) not in wrong]


def _wrong(blocks: Sequence[Block]) -> Iterator[Finding]:
    for at, block in enumerate(blocks, 1):
        place = _place(at, block)
        if CONTROL.search(block.text):
            yield Finding("finding.control", place, value=shown(block.text))
        elif len(block.text) > LONGEST_TEXT:
            yield Finding("finding.too_long", place, values={"limit": LONGEST_TEXT})


def _entries(source: Source, blocks: Iterator[Block]) -> Iterator[Entry]:
    path: list[Block] = []
    number = 0
    for block in blocks:
        if block.level:
            path = [above for above in path if above.level < block.level] + [block]
            continue
        number += 1
        yield Entry(
            id="",
            version="",
            kind=EntryKind.DOCUMENT,
            title=path[-1].text if path else source.title,
            text=block.text,
            source=source,
            anchor=f"p{number}",
            headings=tuple(heading.text for heading in path),
        )
