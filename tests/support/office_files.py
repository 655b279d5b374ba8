"""Files as offices have them, made for a test."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import xlsxwriter

BIG = 300 * 2**20
"""Bytes that a bomb unpacks to."""


def a_workbook(path: Path, *rows: Sequence[object], more: str = "") -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if more:
            book.add_worksheet(more).write(0, 0, "另一张表")
    return path


def a_word_file(path: Path, *paragraphs: tuple[str, str]) -> Path:
    """(style, text) for each paragraph."""
    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    document.save(str(path))
    return path


def a_pdf(path: Path, *lines: str) -> Path:
    """One page with a text layer: two-byte codes that a ToUnicode map explains."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td " for line in lines)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
        "1 begincodespacerange <0000> <FFFF> endcodespacerange "
        "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"
    )
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        _stream(f"BT /F 12 Tf 50 700 Td {shown} ET" if lines else ""),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
    ]
    return _written(path, parts)


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _written(path: Path, parts: Sequence[str]) -> Path:
    body = "%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    body += f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
    path.write_text(body, "ascii")
    return path


def with_member(path: Path, name: str, content: bytes) -> Path:
    """The office file with one member replaced."""
    with zipfile.ZipFile(path) as old:
        members = {member: old.read(member) for member in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for member, old_content in {**members, name: b""}.items():
            new.writestr(member, content if member == name else old_content)
    return path


def a_bomb(path: Path, name: str) -> Path:
    """The office file whose member `name` unpacks to BIG bytes of one letter."""
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(BIG // 2**20):
            member.write(b" " * 2**20)
    return path
