"""What a file is, by its content, and the bounds it must keep before anything parses it."""

import zipfile
from pathlib import Path
from stat import S_ISREG

from knowledge.findings import Unreadable

LARGEST_FILE = 50 * 1024 * 1024
"""Bytes of one file."""

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes that the members of a .docx or .xlsx may unpack to, all together."""

MOST_ROWS = 500_000
"""Lines of a text file or objects of a .json: about 700 bytes of memory each while they are read."""

MOST_MEMBERS = 5_000
STEEPEST_RATIO = 200
"""Unpacked to packed bytes of one member of a megabyte or more; office files stay under 60."""

ENDINGS = {
    ".txt": "text",
    ".md": "text",
    ".html": "text",
    ".htm": "text",
    ".csv": "text",
    ".tsv": "text",
    ".json": "text",
    ".jsonl": "text",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
}
"""Ending → what the content must be."""


def contents(path: Path) -> bytes:
    """The bytes of a file whose content is what its ending says. Raises Unreadable; OSError when it cannot be read."""
    ending = path.suffix.lower()
    status = path.stat()
    if not S_ISREG(status.st_mode):
        raise Unreadable("finding.not_file")
    if ending not in ENDINGS:
        raise Unreadable("finding.unknown_ending", ending=ending or "?", known=" ".join(ENDINGS))
    size = status.st_size
    if size > LARGEST_FILE:
        raise Unreadable("finding.too_large", mb=size // 2**20, limit=LARGEST_FILE // 2**20)
    data = path.read_bytes()
    if not data.strip():
        raise Unreadable("finding.empty_file")
    found = _sniff(path, data)
    if found != ENDINGS[ending]:
        raise Unreadable("finding.wrong_ending", ending=ending, found=found)
    if found == "text" and data.count(b"\n") > MOST_ROWS:
        raise Unreadable("finding.too_many_rows", limit=MOST_ROWS)
    return data


def _sniff(path: Path, data: bytes) -> str:
    """text, docx, xlsx, pdf, zip or office97 (also: office files under a password)."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "office97"
    if data.startswith(b"PK\x03\x04"):
        return _office_kind(path)
    return "text"


def _office_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as e:
        raise Unreadable("finding.broken", form=path.suffix) from e
    _keep_bounds(members)
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _keep_bounds(members: list[zipfile.ZipInfo]) -> None:
    """zipfile reads no more of a member than it declares, so what is declared can be trusted as a bound."""
    unpacked = sum(member.file_size for member in members)
    steep = any(
        m.file_size >= 2**20 and m.file_size > STEEPEST_RATIO * m.compress_size for m in members
    )
    if len(members) > MOST_MEMBERS or unpacked > LARGEST_UNPACKED or steep:
        raise Unreadable("finding.bomb", mb=unpacked // 2**20)
