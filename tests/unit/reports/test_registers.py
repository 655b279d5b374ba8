"""Rows of the registers: what can be kept, and what is refused by name."""

from dataclasses import replace
from datetime import date

import pytest

from cases.errors import BadTable
from reports.errors import BadRegister
from reports.register_files import quantity, read_rows
from reports.registers import (
    Precise,
    RegisterRow,
    checked,
    missing_months,
    office_registers,
    overlap,
    read_registers,
)

REGISTERS = office_registers()
TODAY = date(2013, 3, 1)
HEAD = ("登记册", "起", "止", "单位", "事项", "数量", "约数", "依据")
VISITS = RegisterRow("查阅", date(2012, 1, 1), date(2012, 6, 30), "图书馆", "到馆", 30_000)


def read(
    *rows: tuple[object, ...], held: tuple[RegisterRow, ...] = ()
) -> tuple[list[RegisterRow], list[tuple[int, str, str]]]:
    found, wrong = read_rows(HEAD, list(enumerate(rows, 2)), REGISTERS, held, TODAY)
    return found, [(finding.row, finding.key, finding.value) for finding in wrong]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (replace(VISITS, register="没有的"), "register_row.unknown"),
        (replace(VISITS, last=date(2011, 12, 31)), "register_row.reversed"),
        (replace(VISITS, last=date(2013, 3, 2)), "register_row.ahead"),
        (replace(VISITS, first=date(2011, 12, 1)), "register_row.two_years"),
        (replace(VISITS, register="会议"), "register_row.one_day"),
        (replace(VISITS, quantity=-1), "register_row.negative"),
        (RegisterRow("来文", TODAY, TODAY, "", "", 1), "register_row.no_subject"),
    ],
)
def test_a_row_that_cannot_be_counted_is_refused(row: RegisterRow, key: str) -> None:
    with pytest.raises(BadRegister) as refused:
        checked(row, REGISTERS, TODAY)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("70多", (70, Precise.LEAST)),
        ("6万", (60_000, Precise.EXACT)),
        ("约400", (400, Precise.ABOUT)),
        ("1.5万", (15_000, Precise.EXACT)),
        ("184,281", (184_281, Precise.EXACT)),
        ("１２", (12, Precise.EXACT)),
        ("230以上", (230, Precise.LEAST)),
    ],
)
def test_quantities_as_offices_write_them(written: str, found: tuple[int, Precise]) -> None:
    assert quantity(written) == found


@pytest.mark.parametrize("written", ["", "很多", "-3", "1.5", "=1+1", "9" * 13])
def test_what_is_no_quantity_is_refused(written: str) -> None:
    with pytest.raises(BadRegister):
        quantity(written)


def test_rows_that_count_some_days_again_are_named() -> None:
    again = ("查阅", "2012-06-01", "2012-12-31", "图书馆", "到馆", 1, "", "")
    elsewhere = ("查阅", "2012-06-01", "2012-12-31", "档案局", "到馆", 1, "", "")
    found, wrong = read(again, elsewhere, held=(VISITS,))
    assert wrong == [(2, "register_row.overlap", "2012-01-01 – 2012-06-30")]
    assert [row.unit for row in found] == ["档案局"]


def test_the_same_days_with_another_quantity_are_named() -> None:
    row = ("查阅", "2012-01-01", "2012-06-30", "图书馆", "到馆", "3万", "", "")
    assert read(row, held=(VISITS,))[1] == []
    other = (*row[:5], "4万", "", "")
    assert read(other, held=(VISITS,))[1] == [(2, "register_row.differs", "40000")]


def test_each_wrong_cell_is_told_with_its_row() -> None:
    rows = (
        ("会议", "2012-02-30", "", "", "", 1, "", ""),
        ("会议", "", "", "", "", 1, "", ""),
        ("会议", "2012-02-03", "", "", "", "两", "", ""),
        ("会议", "2012-02-03", "", "", "", 1, "大概", ""),
        ("会议", date(2012, 2, 3), "", "办", "", 2.0, "", ""),
    )
    found, wrong = read(*rows)
    assert [(row, key) for row, key, _ in wrong] == [
        (2, "register_row.no_day"),
        (3, "register_row.no_day"),
        (4, "register_row.no_number"),
        (5, "register_row.precise"),
    ]
    assert [(row.quantity, row.first) for row in found] == [(2, date(2012, 2, 3))]


def test_a_missing_column_is_named() -> None:
    _, wrong = read_rows(("册", "数量"), [], REGISTERS, (), TODAY)
    assert [finding.column for finding in wrong] == ["起"]


def test_spans_of_other_kinds_do_not_overlap() -> None:
    stock = RegisterRow("大屏幕", TODAY, TODAY, "广场", "", 4)
    assert overlap(stock, [replace(stock, first=date(2012, 1, 1))], REGISTERS) is None


def month(n: int) -> RegisterRow:
    last = 29 if n == 2 else 30 if n in (4, 6, 9, 11) else 31
    return replace(VISITS, first=date(2012, n, 1), last=date(2012, n, last))


def test_a_month_that_is_missing_is_named() -> None:
    assert missing_months([month(1), month(2), month(5)]) == ["2012-03", "2012-04"]
    assert missing_months([month(n) for n in range(1, 13)]) == []
    assert missing_months([VISITS]) == []
    assert missing_months([month(2), VISITS]) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[[register]]\nname = '新册'\nmeasure = '次'\ntakes = 'often'", "table.bad_row"),
        ("[[register]]\nname = '新册'\ntakes = 'event'", "table.bad_row"),
        (
            "[[register]]\nname = '新册'\nmeasure = '次'\ntakes = 'event'\nkind = 1",
            "table.unknown_column",
        ),
        ("[[register", "table.unreadable"),
    ],
)
def test_a_wrong_table_of_registers_is_named(text: str, key: str) -> None:
    with pytest.raises(BadTable) as refused:
        read_registers(text)
    assert refused.value.key == key
