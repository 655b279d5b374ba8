"""Tables of the forms with their values: all cells, merged as printed, nothing as 0."""

import json
from pathlib import Path

import pytest

from reports.document import Printed, Table, Words
from reports.errors import NotValid
from reports.form_tables import form_table
from reports.forms import read_form
from reports.wording import joined

CELLS = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "report_2021_cells.json").read_text("utf-8")
)
WORDS: dict[str, Words] = {key: [Printed(str(value), key)] for key, value in CELLS.items()}
TABLES = {table.name: table for table in read_form("2021").tables}


def table(name: str) -> Table:
    return form_table(TABLES[name], WORDS)


def heads(table: Table, row: int) -> list[tuple[str, int, int]]:
    return [(joined(c.words), c.columns, c.rows) for c in table.rows[row] if c.is_head]


@pytest.mark.parametrize(("name", "cells"), [("t2", 10), ("t3", 175), ("t4", 15)])
def test_the_example_fills_every_cell(name: str, cells: int) -> None:
    values = [cell for row in table(name).rows for cell in row if not cell.is_head]
    assert len(values) == cells
    printed = [int(joined(cell.words)) for cell in values]
    assert printed == [CELLS[cell.key] for cell in TABLES[name].keyed()]


def test_the_head_of_table_three_is_merged_as_printed() -> None:
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert heads(table("t3"), 0) == [(corner, 3, 3), ("申请人情况", 7, 1)]
    assert heads(table("t3"), 1) == [("自然人", 1, 2), ("法人或其他组织", 5, 1), ("总计", 1, 2)]
    assert [text for text, _, _ in heads(table("t3"), 2)] == [
        *("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    ]


def test_results_span_their_rows() -> None:
    spans = {
        text: (columns, rows) for n in range(28) for text, columns, rows in heads(table("t3"), n)
    }
    assert spans["一、本年新收政府信息公开申请数量"] == (3, 1)
    assert spans["三、本年度办理结果"] == (1, 22)
    assert spans["（三）不予公开"] == (1, 8)
    assert spans["（四）无法提供"] == (1, 3)
    assert spans["（五）不予处理"] == (1, 5)
    assert spans["（六）其他处理"] == (1, 3)
    assert spans["（七）总计"] == (2, 1)


def test_table_four_has_three_groups() -> None:
    assert heads(table("t4"), 0) == [("行政复议", 5, 1), ("行政诉讼", 10, 1)]
    assert heads(table("t4"), 1)[-2:] == [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)]
    assert len(table("t4").rows[-1]) == 15


@pytest.mark.parametrize("words", [(), ("",), (" ",), ("/",), ("0",), (Printed("0", "x"),)])
def test_nothing_is_printed_as_zero(words: Words) -> None:
    key = "t2.rules.made"
    done = form_table(TABLES["t2"], {**WORDS, key: words})
    [first, *_] = [cell for row in done.rows for cell in row if not cell.is_head]
    assert joined(first.words) == "0"


def test_an_unknown_cell_is_refused() -> None:
    with pytest.raises(NotValid) as refused:
        form_table(TABLES["t3"], {**WORDS, "t3.granted.nobody": ("1",)})
    assert refused.value.values["value"] == "t3.granted.nobody"


def test_a_missing_row_is_named() -> None:
    lacking = {key: words for key, words in WORDS.items() if not key.startswith("t3.granted.")}
    with pytest.raises(NotValid) as refused:
        form_table(TABLES["t3"], lacking)
    assert "（一）予以公开" in refused.value.values["place"]
