"""The renderings of a report, read again by the programs that people open them with."""

import json
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html
from pypdf import PdfReader

from bot.report_files import FORMATS
from bot.report_files.html import as_html
from reports.document import (
    Cell,
    Chart,
    Document,
    Note,
    Paragraph,
    Printed,
    Section,
    Series,
    Table,
)

HOSTILE = "<script>alert(1)</script> =1+1 \u202e"
NOTE = Note(
    "figure.published.label",
    "457",
    457,
    457,
    "件",
    "base.received",
    date(2012, 12, 31),
    "figure.published.definition",
    "SELECT 1",
    457,
)
RATE = Note(
    "figure.reply_rate.label",
    "81%",
    370,
    457,
    "件",
    "base.published",
    date(2012, 12, 31),
    "figure.reply_rate.definition",
    "SELECT 2",
    370,
    style="%",
)


def table() -> Table:
    head = [
        [Cell(("（勾稽关系）",), True, 2, 2), Cell(("申请人情况",), True, 3)],
        [Cell((name,), True) for name in ("自然人", "企业", "总计")],
    ]
    rows = [
        [Cell(("三、结果",), True, rows=2), Cell(("公开",), True), *_values("1", "2", "3")],
        [Cell(("不公开",), True), *_values("184281", "0", "184281")],
    ]
    return Table("t3", "收到和处理申请情况", [*head, *rows])


def _values(*numbers: str) -> list[Cell]:
    return [Cell((Printed(number, "questions"),)) for number in numbers]


def document(*, is_draft: bool = False) -> Document:
    words = Paragraph(
        ("公布问题", Printed("457", "questions"), "条，回复率", Printed("81%", "rate"), "。")
    )
    chart = Chart(
        "replies",
        "各月答复情况",
        ["2012-01", "2012-02"],
        [Series("收件", [4, None]), Series("答复", [3, 0])],
    )
    sections = [
        Section("一、总体情况", [words, Paragraph((HOSTILE,))]),
        Section("（一）组织领导", [Paragraph(("部署工作。",))], level=2),
        Section("三、申请情况", [table()]),
        Section("附：图", [chart]),
    ]
    return Document(
        "某市2012年报告",
        "某市",
        2012,
        "2008",
        date(2013, 3, 22),
        is_draft,
        [words],
        sections,
        {"questions": NOTE, "rate": RATE},
    )


def test_html_leads_from_every_number_to_its_note() -> None:
    page = html.fromstring(as_html(document()).decode())
    links = page.xpath("//main//a[@class='number']")
    assert {link.text for link in links} == {"457", "81%", "1", "2", "3", "0", "184281"}
    for link in links:
        [note] = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert "件" in note.text_content()
    assert "370 / 457 件" in page.get_element_by_id("notes").text_content()


def test_html_runs_nothing_and_loads_nothing() -> None:
    page = html.fromstring(as_html(document()).decode())
    assert page.xpath("//script | //link | //img | //@onclick") == []
    assert "<script>alert(1)</script>" in page.text_content()


def test_html_leads_to_lists_where_there_are_some() -> None:
    told = as_html(document(), lambda key: f"/behind/{key}" if key == "rate" else "")
    page = html.fromstring(told.decode())
    found = {link.text: link.get("href") for link in page.xpath("//main//p/a[@class='number']")}
    assert found == {"457": "#note-1", "81%": "/behind/rate"}


def test_html_keeps_merged_cells_and_headings() -> None:
    page = html.fromstring(as_html(document()).decode())
    [corner] = page.xpath("//table[@id='t3']//th[@colspan='2'][@rowspan='2']")
    assert corner.text == "（勾稽关系）"
    assert [h.tag for h in page.xpath("//main//*[self::h1 or self::h2 or self::h3]")] == [
        "h1",
        "h2",
        "h3",
        "h2",
        "h2",
    ]


def test_docx_has_headings_tables_and_page_numbers() -> None:
    paper = docx.Document(BytesIO(FORMATS[".docx"](document())))
    headings = [
        (p.style.name, p.text) for p in paper.paragraphs if p.style.name.startswith("Heading")
    ]
    assert headings[:3] == [
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）组织领导"),
        ("Heading 1", "三、申请情况"),
    ]
    assert any("公布问题457条，回复率81%。" in p.text for p in paper.paragraphs)
    [drawn] = [t for t in paper.tables if t.cell(0, 0).text == "（勾稽关系）"]
    assert drawn.cell(0, 0)._tc is drawn.cell(1, 1)._tc
    assert [drawn.cell(3, column).text for column in range(5)] == [
        "三、结果",
        "不公开",
        "184281",
        "0",
        "184281",
    ]
    assert "PAGE" in paper.sections[0].footer._element.xml
    assert paper.core_properties.title == "某市2012年报告"


def test_xlsx_has_numbers_as_numbers_and_native_charts() -> None:
    book = openpyxl.load_workbook(BytesIO(FORMATS[".xlsx"](document())))
    sheet = book["t3"]
    assert sheet["C5"].value == 184281
    assert "A2:B3" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert len(book["各月答复情况"]._charts) == 1
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_json_holds_everything() -> None:
    told = json.loads(FORMATS[".json"](document()))
    assert told["notes"]["rate"]["numerator"] == 370
    assert told["sections"][2]["blocks"][0]["kind"] == "table"
    assert told["published_on"] == "2013-03-22"


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_two_runs_write_the_same(ending: str) -> None:
    assert FORMATS[ending](document()) == FORMATS[ending](document())


def test_a_draft_says_so_everywhere() -> None:
    told = document(is_draft=True)
    assert "（草稿）" in FORMATS[".html"](told).decode()
    paper = docx.Document(BytesIO(FORMATS[".docx"](told)))
    assert paper.sections[0].header.paragraphs[0].text == "（草稿）"
    book = openpyxl.load_workbook(BytesIO(FORMATS[".xlsx"](told)))
    assert str(book["正文"]["A1"].value).startswith("（草稿）")
    assert json.loads(FORMATS[".json"](told))["is_draft"] is True


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_opens_the_docx(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(FORMATS[".docx"](document()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    pages = PdfReader(tmp_path / "report.pdf").pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")
    for words in ("某市2012年报告", "公布问题457条，回复率81%。", "收到和处理申请情况", "184281"):
        assert words in text
    box = pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
