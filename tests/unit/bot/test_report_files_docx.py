"""The document for Word, read again by python-docx and by LibreOffice."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from pypdf import PdfReader

from bot.report_files.docx import as_docx
from reports.document import Document
from tests.support.report_document import FORMULA, HOSTILE, chart, document


def read(told: Document | None = None) -> Any:
    return docx.Document(BytesIO(as_docx(told or document())))


def table_with(paper: Any, corner: str, columns: int) -> Any:
    [found] = [t for t in paper.tables if t.cell(0, 0).text == corner and len(t.columns) == columns]
    return found


def test_headings_are_headings_and_text_is_text() -> None:
    paper = read()
    headings = [
        (p.style.name, p.text) for p in paper.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings[:3] == [
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）组织领导"),
        ("Heading 1", "三、申请情况"),
    ]
    texts = [p.text for p in paper.paragraphs]
    assert {"公布问题457条，回复率81%。", HOSTILE, FORMULA} <= set(texts)


def test_what_xml_cannot_hold_becomes_a_blank() -> None:
    assert "一行 二行 " in [p.text for p in read().paragraphs]


def test_cells_are_merged_and_as_wide_as_what_they_cover() -> None:
    drawn = table_with(read(), "（勾稽关系）", 5)
    assert drawn.cell(0, 0)._tc is drawn.cell(1, 1)._tc
    assert [drawn.cell(3, column).text for column in range(5)] == [
        *("三、结果", "不公开", "184281", "0", "184281")
    ]
    first, second = (drawn.columns[n].width for n in (0, 1))
    assert abs(drawn.cell(0, 0).width - first - second) < 2000


def test_heads_are_repeated_and_rows_are_not_torn() -> None:
    drawn = table_with(read(), "（勾稽关系）", 5)
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in drawn.rows]
    assert heads == [True, True, False, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in drawn.rows)


def test_the_large_table_lies_across_and_fits() -> None:
    paper = read()
    turned = [section.orientation for section in paper.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    across = paper.sections[1]
    room = across.page_width - across.left_margin - across.right_margin
    drawn = table_with(paper, "（勾稽关系）", 10)
    assert sum(column.width for column in drawn.columns) <= room
    numbers = {cell.text for row in drawn.rows[3:] for cell in row.cells[3:]}
    assert len(drawn.rows) == 28
    assert {"184281", "184107"} <= numbers


def test_the_paper_is_laid_out_as_the_standard_has_it() -> None:
    paper = read()
    first = paper.sections[0]
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    body = paper.styles["Normal"]
    form = body.paragraph_format
    assert (body.font.size.pt, form.line_spacing.pt, form.first_line_indent.pt) == (16, 28, 32)
    for name, font in (("Title", "方正小标宋简体"), ("Heading 1", "黑体"), ("Cell", "仿宋_GB2312")):
        fonts = paper.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
    assert paper.styles["Cell"].font.size.pt == 10.5


def test_pages_are_numbered_by_a_field() -> None:
    foot = read().sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "fldChar" in foot


def test_properties_tell_the_office_and_no_clock() -> None:
    told = read().core_properties
    assert (told.title, told.author) == ("某市2012年报告", "某市")
    assert {told.created.date(), told.modified.date()} == {date(2013, 3, 22)}
    assert {told.created.time(), told.modified.time()} == {time()}


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("某市2012年报告", "某市2012年报告"),
        (
            "某市2012年政府信息公开工作年度报告及其附件",
            "某市\n2012年政府信息公开工作年度报告及其附件",
        ),
        (
            "二〇一二年政府信息公开工作年度报告及其附件",
            "二〇一二年政府信息公开工作年度报告及其附件",
        ),
    ],
)
def test_a_long_title_breaks_behind_the_office(title: str, shown: str) -> None:
    [found] = [
        p.text for p in read(replace(document(), title=title)).paragraphs if p.style.name == "Title"
    ]
    assert found == shown


def test_charts_are_tables_and_an_empty_one_is_left_out() -> None:
    drawn = table_with(read(), "", 3)
    assert [[cell.text for cell in row.cells] for row in drawn.rows] == [
        ["", "收件", "答复"],
        ["2012-01", "4", "3"],
        ["2012-02", "", "0"],
    ]
    empty = read(document(charts=[chart([])]))
    assert "各月答复情况" not in [p.text for p in empty.paragraphs]


def test_notes_of_the_text_stand_at_the_end() -> None:
    [notes] = [t for t in read().tables if t.cell(0, 0).text == "序号"]
    rows = [[cell.text for cell in row.cells] for row in notes.rows]
    assert rows[1][:5] == ["2", "回复率", "81%", "370 / 457 件", "2012-12-31"]
    assert [row[0] for row in rows] == ["序号", "2", "3", "4"]


def test_a_draft_says_so_on_every_page() -> None:
    for section in read(document(is_draft=True)).sections:
        assert section.header.paragraphs[0].text == "（草稿）"
    assert read().sections[0].header.paragraphs[0].text == ""


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(as_docx(document(is_draft=True)))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    pages = PdfReader(tmp_path / "report.pdf").pages
    texts = [page.extract_text().replace("\n", "").replace(" ", "") for page in pages]
    for words in ("某市2012年报告", "公布问题457条，回复率81%。", "收到和处理申请情况", "184281"):
        assert words in "".join(texts)
    for number, text in enumerate(texts, 1):
        assert f"—{number}—" in text
        assert "（草稿）" in text
    sizes = {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages}
    assert sizes == {(595, 842), (842, 595)}
