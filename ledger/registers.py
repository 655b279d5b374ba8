"""Rows of the registers, and the words of reports with who wrote, reviewed and signed them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment, moment_text, optional_moment
from reports.registers import Precise, RegisterRow
from reports.report_words import SectionWords, Signature

SQL = load("registers")
TEXTS = load("report_texts")
SAMPLE = "sample"
"""Who entered the rows of the sample town."""


def rows(db: Connection, register: str) -> list[RegisterRow]:
    """'' is every register."""
    return [_row_of(row) for row in db.execute(SQL["rows"], {"register": register})]


def add(db: Connection, new: Iterable[RegisterRow], by: str, at: datetime) -> int:
    """How many were not there. A row that was struck comes back."""
    return sum(db.execute(SQL["add"], _values(row, by, at)).rowcount for row in new)


def sample_is_set(db: Connection, sample: Sequence[RegisterRow]) -> bool:
    """Each of them was entered once, whatever became of it; without any, none is there."""
    entered = {row["id"] for row in db.execute(SQL["entered_by_sample"])}
    return entered.issuperset(row.id for row in sample) if sample else not entered


def set_sample(db: Connection, sample: Sequence[RegisterRow], at: datetime) -> None:
    """One that was struck stays so; without any, those of before go."""
    if not sample:
        db.execute(SQL["remove_sample"])
    db.executemany(SQL["add_sample"], [_values(row, SAMPLE, at) for row in sample])


def strike(db: Connection, id: str, by: str, at: datetime) -> bool:
    """Whether it was there. The row stays, struck out."""
    where = {"id": id, "by": by, "at": moment_text(at)}
    return bool(db.execute(SQL["strike"], where).rowcount)


def words(db: Connection, year: int, format: str) -> list[SectionWords]:
    return [
        SectionWords(
            section=row["section"],
            words=row["words"],
            written=Signature(row["written_by"], moment(row["written_at"])),
            reviewed=_signature(row["reviewed_by"], row["reviewed_at"]),
            signed=_signature(row["signed_by"], row["signed_at"]),
        )
        for row in db.execute(TEXTS["texts"], {"year": year, "format": format})
    ]


def write(
    db: Connection, year: int, format: str, section: str, words: str, by: str, at: datetime
) -> None:
    """New words have neither been reviewed nor signed."""
    where = {"year": year, "format": format, "section": section}
    db.execute(TEXTS["write"], {**where, "words": words, "by": by, "at": moment_text(at)})


def confirm(
    db: Connection, act: str, year: int, format: str, text: SectionWords, by: str, at: datetime
) -> bool:
    """`act` is review or sign. False when the words are others by now, or it was done already."""
    where = {"year": year, "format": format, "section": text.section, "words": text.words}
    done = db.execute(TEXTS[act], {**where, "by": by, "at": moment_text(at)})
    return bool(done.rowcount)


def _values(row: RegisterRow, by: str, at: datetime) -> dict[str, object]:
    return {
        "id": row.id,
        "register": row.register,
        "first_on": row.first.isoformat(),
        "last_on": row.last.isoformat(),
        "unit": row.unit,
        "subject": row.subject,
        "quantity": row.quantity,
        "precise": row.precise.value,
        "evidence": row.evidence,
        "entered_by": by,
        "entered_at": moment_text(at),
    }


def _row_of(row: Any) -> RegisterRow:
    return RegisterRow(
        register=row["register"],
        first=date.fromisoformat(row["first_on"]),
        last=date.fromisoformat(row["last_on"]),
        unit=row["unit"],
        subject=row["subject"],
        quantity=row["quantity"],
        precise=Precise(row["precise"]),
        evidence=row["evidence"],
    )


def _signature(by: str, at: str | None) -> Signature | None:
    when = optional_moment(at)
    return Signature(by, when) if when else None
