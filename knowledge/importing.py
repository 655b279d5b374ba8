"""A file of published information → its entries and what is wrong with it."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge.decoding import decode
from knowledge.document import document_entries
from knowledge.entry import Entry, EntryKind
from knowledge.findings import Finding, Unreadable, path_name
from knowledge.json_entries import json_entries
from knowledge.objects import identified
from knowledge.reading.child import in_child
from knowledge.reading.files import ENDINGS, contents
from knowledge.reading.paper import Paper, paper_from
from knowledge.reading.plain import read_plain
from knowledge.rows import table_entries
from knowledge.tables import read_table

READING = "2"
"""Raised when the same bytes give other entries than before, so that files are read again."""

READERS = {
    ".docx": "word",
    ".pdf": "pdf",
    ".md": "markdown",
    ".html": "web_page",
    ".htm": "web_page",
}
"""Ending → module of knowledge.reading that reads it in the child process."""


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
    name = path_name(Path(path.stem))
    document = kind is EntryKind.DOCUMENT
    match ending:
        case ".csv" | ".tsv" | ".xlsx" if not document:
            return table_entries(read_table(path), kind, name)
        case ".json" | ".jsonl":
            return json_entries(decode(contents(path)), kind, ending == ".jsonl")
        case ".csv" | ".tsv" | ".xlsx":
            raise Unreadable("finding.kind", ending=ending)
        case _ if kind and not document:
            raise Unreadable("finding.kind", ending=ending)
        case _:
            return document_entries(_paper(path, ending), name)


def _paper(path: Path, ending: str) -> Paper:
    contents(path)
    reader = READERS.get(ending)
    return paper_from(in_child(reader, path)) if reader else read_plain(path)
