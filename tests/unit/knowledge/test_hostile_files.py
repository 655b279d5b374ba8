"""Files that are broken, or made to do harm, are one finding and cost little."""

import os
import resource
from pathlib import Path

import pytest

from knowledge.importing import read_file
from knowledge.reading.files import LARGEST_FILE
from tests.support.office_files import a_bomb, a_pdf, a_word_file, a_workbook, with_member


def key_of(path: Path) -> str:
    reading = read_file(path, "key")
    assert reading.entries == []
    (finding,) = reading.findings
    return finding.key


def test_an_empty_file(tmp_path: Path) -> None:
    for ending in ("txt", "csv", "docx", "xlsx", "pdf", "json"):
        path = tmp_path / f"a.{ending}"
        path.touch()
        assert key_of(path) == "finding.empty_file"


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    os.truncate(path, LARGEST_FILE + 1)
    assert key_of(path) == "finding.too_large"


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf"])
def test_a_broken_office_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    {"docx": a_word_file, "xlsx": a_workbook, "pdf": a_pdf}[ending](path)
    path.write_bytes(path.read_bytes()[:100])
    assert key_of(path) in ("finding.broken", "finding.no_text_layer")


def test_a_damaged_part_inside_an_office_file(tmp_path: Path) -> None:
    word = with_member(a_word_file(tmp_path / "a.docx"), "word/document.xml", b"<w:docu")
    book = with_member(
        a_workbook(tmp_path / "a.xlsx", ("单位", "电话")), "xl/worksheets/sheet1.xml", b"<work"
    )
    assert [key_of(word), key_of(book)] == ["finding.broken", "finding.broken"]


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.docx", b"plain text", "text"),
        ("a.txt", b"%PDF-1.7", "pdf"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "office97"),
    ],
)
def test_an_ending_that_is_not_the_content(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (finding,) = read_file(path, "key").findings
    assert (finding.key, finding.values["found"]) == ("finding.wrong_ending", found)


def test_a_workbook_called_a_document(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ("单位", "电话")).rename(tmp_path / "a.docx")
    assert key_of(path) == "finding.wrong_ending"


def test_an_unknown_ending(tmp_path: Path) -> None:
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ")
    assert key_of(path) == "finding.unknown_ending"


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(32)) * 8 + bytes(64))
    assert key_of(path) == "finding.not_text"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert key_of(tmp_path / "a.txt") == "finding.not_file"


def test_a_page_of_a_hundred_thousand_nested_boxes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<div>" * 100_000 + "正文")
    assert {f.key for f in read_file(path, "key").findings} <= {"finding.broken", "finding.no_text"}


def test_a_pdf_without_text_layer(tmp_path: Path) -> None:
    assert key_of(a_pdf(tmp_path / "a.pdf")) == "finding.no_text_layer"


@pytest.mark.parametrize(
    ("ending", "member"), [("xlsx", "xl/worksheets/sheet9.xml"), ("docx", "word/media/a.xml")]
)
def test_a_zip_bomb_is_refused_before_it_is_opened(
    tmp_path: Path, ending: str, member: str
) -> None:
    make = {"xlsx": a_workbook, "docx": a_word_file}[ending]
    path = a_bomb(make(tmp_path / f"a.{ending}"), member)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert key_of(path) == "finding.bomb"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (c + 1, b"&%c;" % c * 10) for c in range(ord("a"), ord("k"))
)


def test_an_entity_bomb(tmp_path: Path) -> None:
    namespace = b"http://schemas.openxmlformats.org/%s/2006/main"
    sheet = (
        b'<worksheet xmlns="%s"><sheetData><row><c t="inlineStr"><is><t>&k;</t></is></c></row>'
        b"</sheetData></worksheet>" % (namespace % b"spreadsheetml")
    )
    book = with_member(
        a_workbook(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", LAUGHS + b"]>" + sheet
    )
    text = (
        b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>&k;</w:t></w:r></w:p></w:body></w:document>'
        % (namespace % b"wordprocessingml")
    )
    word = with_member(a_word_file(tmp_path / "a.docx"), "word/document.xml", LAUGHS + b"]>" + text)
    assert key_of(book) == "finding.broken"
    assert key_of(word) in ("finding.broken", "finding.no_text")
