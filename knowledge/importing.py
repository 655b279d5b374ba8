"""A file of published information → its entries and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge.decoding import UNDECODED, decode
from knowledge.document import document_entries
from knowledge.entry import Entry, EntryKind, Source
from knowledge.findings import Finding, Unreadable, shown
from knowledge.json_entries import json_entries
from knowledge.objects import identified
from knowledge.reading import markdown, web_page
from knowledge.reading.blocks import Block, paragraphs
from knowledge.reading.child import in_child
from knowledge.reading.files import ENDINGS, contents
from knowledge.rows import table_entries
from knowledge.tables import read_table

READING = "1"
"""Raised when the same bytes give other entries than before, so that files are read again."""

_UNSAID = Source(title="")


@dataclass(frozen=True, slots=True)
class Reading:
    """`entries` are what is sound, with id and version; all of the file when there are no findings."""

    entries: list[Entry]
    findings: list[Finding]


def readable_files(folder: Path) -> list[Path]:
    """Files below the folder with an ending that can be read, by name; hidden ones are passed over."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in ENDINGS
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def file_digest(path: Path) -> str:
    """Of the bytes and of the way they are read. Raises Unreadable, OSError."""
    return sha256(READING.encode() + contents(path)).hexdigest()


def read_file(path: Path, key: str, kind: EntryKind | None = None) -> Reading:
    """`key` names the publication, for the entries' ids; `kind` None is guessed. Raises OSError."""
    try:
        entries, findings = _read(path, kind)
    except Unreadable as e:
        return Reading([], [e.finding])
    return Reading([identified(entry, key) for entry in entries], findings)


def _read(path: Path, kind: EntryKind | None) -> tuple[list[Entry], list[Finding]]:
    ending = path.suffix.lower()
    document = kind is EntryKind.DOCUMENT
    match ending:
        case ".csv" | ".tsv" | ".xlsx" if not document:
            return table_entries(read_table(path), kind, path.stem)
        case ".json" | ".jsonl":
            return json_entries(decode(contents(path)), kind, ending == ".jsonl")
        case ".csv" | ".tsv" | ".xlsx":
            raise Unreadable("finding.kind", ending=ending)
        case _ if kind and not document:
            raise Unreadable("finding.kind", ending=ending)
        case _:
            source, blocks, findings = _document(path)
            entries, more = document_entries(source, blocks, path.stem)
            return entries, [*findings, *more]


def _document(path: Path) -> tuple[Source, Sequence[Block], list[Finding]]:
    data = contents(path)
    match path.suffix.lower():
        case ".docx":
            return _UNSAID, _styled(in_child("word", path)), []
        case ".pdf":
            return _UNSAID, *_layer(in_child("pdf", path))
        case ending:
            text, findings = _sound_lines(decode(data))
            return *_blocks(text, ending), findings


def _sound_lines(text: str) -> tuple[str, list[Finding]]:
    """The text with an empty line for each that could not be decoded."""
    lines = text.split("\n")
    findings = []
    for at, line in enumerate(lines):
        if UNDECODED.search(line):
            findings.append(Finding("finding.encoding", at + 1, value=shown(line)))
            lines[at] = ""
    return "\n".join(lines), findings


def _blocks(text: str, ending: str) -> tuple[Source, list[Block]]:
    match ending:
        case ".md":
            return _UNSAID, markdown.blocks(text)
        case ".html" | ".htm":
            return web_page.page(text)
        case _:
            return _UNSAID, paragraphs(text)


def _styled(found: object) -> list[Block]:
    assert isinstance(found, list)
    return [Block(int(level), str(text)) for level, text in found]


def _layer(found: object) -> tuple[list[Block], list[Finding]]:
    assert isinstance(found, dict)
    bare = [Finding("finding.page_no_text", int(page)) for page in found["bare"]]
    return [Block(0, block.text) for block in paragraphs(str(found["text"]))], bare
