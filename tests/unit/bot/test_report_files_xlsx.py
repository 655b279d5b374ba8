"""The workbook of a report, read again by openpyxl and by LibreOffice."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from pypdf import PdfReader

from bot.report_files.xlsx import as_xlsx
from reports.document import Cell, Document, Section, Series, Table
from tests.support.report_document import FORMULA, HOSTILE, chart, document


def has_calc() -> bool:
    """Writer can be there without it."""
    program = shutil.which("soffice")
    return bool(program) and (Path(program or "").resolve().parent / "libsclo.so").exists()


def read(told: Document | None = None) -> Workbook:
    return openpyxl.load_workbook(BytesIO(as_xlsx(told or document())))


def test_a_sheet_for_the_text_each_table_each_chart_and_the_notes() -> None:
    assert read().sheetnames == ["正文", "t3", "t4", "各月答复情况", "数字来源"]


def test_the_text_stands_line_by_line() -> None:
    lines = [cell.value for cell in read()["正文"]["A"]]
    assert lines[:3] == ["某市2012年报告", "公布问题457条，回复率81%。", "一、总体情况"]
    assert {HOSTILE, FORMULA} <= set(lines)


def test_numbers_are_numbers_and_cells_are_merged() -> None:
    book = read()
    sheet = book["t3"]
    assert [sheet.cell(5, column).value for column in (3, 4, 5)] == [184281, 0, 184281]
    assert {"A2:B3", "C2:E2", "A4:A5"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    values = [cell.value for row in book["t4"].iter_rows(min_col=4, min_row=5) for cell in row]
    assert sum(isinstance(value, int) for value in values) == 175
    assert sheet.print_title_rows == "$2:$3"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("-3", -3), ("12.5", 12.5), ("316441", 316441)),
        *(("²", "²"), ("１２", "１２"), ("007", "007"), ("1.", "1."), ("/", "/"), ("81%", "81%")),
        ("1234567890123456", "1234567890123456"),
    ],
)
def test_only_what_excel_keeps_exactly_is_a_number(text: str, value: object) -> None:
    cells = Table("t9", "格", [[Cell((text,)), Cell((text,), is_head=True)]])
    told = replace(document(), sections=[Section("一", [cells])])
    assert [cell.value for cell in read(told)["t9"][2]] == [value, text]


def test_nothing_is_a_formula_or_a_link() -> None:
    for sheet in read():
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" and cell.hyperlink is None for cell in row)


def test_a_chart_is_drawn_by_the_program_and_gaps_stay_empty() -> None:
    sheet = read()["各月答复情况"]
    assert len(sheet._charts) == 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=3)]
    assert rows == [[None, "收件", "答复"], ["2012-01", 4, 3], ["2012-02", None, 0]]


def test_rows_are_as_high_as_their_text() -> None:
    """Of the cells in one row: what spans several has room in them."""
    label = "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
    rows = [[Cell((label,), True), Cell(("1",))], [Cell(("短",), True), Cell(("2",))]]
    told = replace(document(), sections=[Section("一", [Table("t9", "格", rows)])])
    heights = read(told)["t9"].row_dimensions
    assert heights[2].height == 2 * heights[3].height


def test_bars_begin_at_nothing() -> None:
    [drawn] = read()["各月答复情况"]._charts
    assert drawn.y_axis.scaling.min == 0


def test_a_chart_of_nothing_is_not_drawn() -> None:
    assert read(document(charts=[chart([])]))["各月答复情况"]._charts == []


def test_names_of_sheets_are_those_that_excel_allows() -> None:
    one = [Series("收件", [1, 2])]
    captions = ["收件/答复：[2012]?", "长" * 40, "长" * 40, "T3", "'"]
    book = read(document(charts=[chart(one, caption) for caption in captions]))
    assert book.sheetnames[3:-1] == [
        *("收件 答复： 2012", "长" * 31, "长" * 29 + " 2", "T3 2", "-"),
    ]


def test_notes_have_numerators_and_denominators_to_work_with() -> None:
    head, *rows = read()["数字来源"].iter_rows(values_only=True)
    assert head[3:6] == ("分子", "分母", "计量单位")
    assert rows[1][2:6] == ("81%", 370, 457, "件")
    assert rows[1][-2:] == (370, "SELECT 2")
    assert rows[3][2:5] == ("〔2013〕3号", None, None)
    assert [row[6] for row in rows] == ["收件", "公布", "登记册", "报告自身"]


def test_a_draft_says_so_on_every_sheet() -> None:
    book = read(document(is_draft=True))
    assert str(book["正文"]["A1"].value) == "（草稿）某市2012年报告"
    assert {sheet.oddHeader.center.text for sheet in book} == {"（草稿）"}


@pytest.mark.skipif(not has_calc(), reason="needs LibreOffice Calc")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "report.xlsx"
    file.write_bytes(as_xlsx(document()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    pages = PdfReader(tmp_path / "report.pdf").pages
    text = "".join(page.extract_text() for page in pages).replace("\n", "")
    for words in ("公布问题457条，回复率81%。", "184281", "各月答复情况", "登记册"):
        assert words in text
