"""A table of register rows, as an office keeps it, → rows, and a finding for everything that is wrong in it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from cases.moments import read_moment
from cases.register import Finding
from cases.text import clean
from reports.errors import BadRegister
from reports.period import office_day
from reports.registers import Precise, Register, RegisterRow, checked, overlap

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "register": ("登记册", "册", "类别"),
    "first": ("起", "起始日期", "日期"),
    "last": ("止", "截止日期", "截至"),
    "unit": ("单位", "部门", "地点"),
    "subject": ("事项", "主题", "名称", "内容"),
    "quantity": ("数量", "件数", "次数"),
    "precise": ("约数",),
    "evidence": ("依据", "附件", "证明材料"),
}
REQUIRED = ("register", "first")
PRECISE: Mapping[str, Precise] = {
    **dict.fromkeys(("", "准确"), Precise.EXACT),
    **dict.fromkeys(("约", "大约", "左右"), Precise.ABOUT),
    **dict.fromkeys(("多", "余", "以上", "至少"), Precise.LEAST),
}
_QUANTITY = re.compile(r"(约?)([0-9]{1,12})(?:\.([0-9]{1,4}))?(万?)(多|余|以上|)")


def read_rows(
    head: Sequence[str],
    rows: Iterable[tuple[int, Sequence[object]]],
    registers: Mapping[str, Register],
    held: Iterable[RegisterRow],
    today: date,
) -> tuple[list[RegisterRow], list[Finding]]:
    """The sound rows, and what is wrong with the others. `held` are the rows that are there: one with the same days,
    unit and subject has to say the same."""
    plain = {"".join(unicodedata.normalize("NFKC", name).split()): n for n, name in enumerate(head)}
    names = {
        field: next(((known, plain[known]) for known in names if known in plain), None)
        for field, names in COLUMNS.items()
    }
    if absent := [COLUMNS[field][0] for field in REQUIRED if names[field] is None]:
        return [], [Finding(0, name, "", "register.column_missing") for name in absent]
    known = _Known(held)
    sound: list[RegisterRow] = []
    findings: list[Finding] = []
    for number, cells in rows:
        texts = {field: _text(cells[at[1]]) if at else "" for field, at in names.items()}
        try:
            row = checked(_row(texts, registers), registers, today)
            known.compare(row, registers)
        except BadRegister as error:
            findings.append(Finding(number, "", error.values.get("value", ""), error.key))
            continue
        known.add(row)
        sound.append(row)
    return sound, findings


def quantity(written: str) -> tuple[int, Precise]:
    """70, 6万, 70多, 约400. Raises BadRegister."""
    found = _QUANTITY.fullmatch(unicodedata.normalize("NFKC", written).replace(",", "").strip())
    if not found or (found[3] and not found[4]):
        raise BadRegister("register_row.no_number", value=written)
    about, whole, decimals, ten_thousand, more = found.groups()
    number = int(whole) * (10_000 if ten_thousand else 1)
    number += int((decimals or "0").ljust(4, "0"))
    return number, Precise.LEAST if more else Precise.ABOUT if about else Precise.EXACT


def _row(texts: Mapping[str, str], registers: Mapping[str, Register]) -> RegisterRow:
    first = _day(texts["first"])
    number, precise = quantity(texts["quantity"] or "1")
    if texts["precise"] not in PRECISE:
        raise BadRegister("register_row.precise", value=texts["precise"])
    return RegisterRow(
        register=texts["register"],
        first=first,
        last=_day(texts["last"]) if texts["last"] else first,
        unit=texts["unit"],
        subject=texts["subject"],
        quantity=number,
        precise=PRECISE[texts["precise"]] if texts["precise"] else precise,
        evidence=texts["evidence"],
    )


def _day(written: str) -> date:
    try:
        return office_day(read_moment(written).at) if written else _missing(written)
    except (ValueError, OverflowError):
        raise BadRegister("register_row.no_day", value=written) from None


def _missing(written: str) -> date:
    raise ValueError(written)


class _Known:
    """Rows by what they are about."""

    def __init__(self, rows: Iterable[RegisterRow]) -> None:
        self._rows: dict[tuple[str, str, str], list[RegisterRow]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: RegisterRow) -> None:
        self._rows.setdefault(_about(row), []).append(row)

    def compare(self, row: RegisterRow, registers: Mapping[str, Register]) -> None:
        """Raises BadRegister for a row that says something else of the same days, or counts some of them again."""
        alike = self._rows.get(_about(row), ())
        for same in alike:
            said = (same.quantity, same.precise)
            if same.place == row.place and said != (row.quantity, row.precise):
                held = str(same.quantity)
                raise BadRegister("register_row.differs", value=str(row.quantity), held=held)
        if other := overlap(row, alike, registers):
            raise BadRegister("register_row.overlap", value=f"{other.first} – {other.last}")


def _about(row: RegisterRow) -> tuple[str, str, str]:
    return row.register, row.unit, row.subject


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    whole = isinstance(cell, float) and cell.is_integer()
    return clean(f"{cell:.0f}" if whole else str(cell))
