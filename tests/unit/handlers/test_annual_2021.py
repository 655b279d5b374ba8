"""The form of 2021 from a record that holds the figures of a published report: every one of its 200 cells."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.annual import ReportAsked, annual_report, words_for
from handlers.desk import Desk
from handlers.freezing import freeze_report
from handlers.office_registers import import_rows
from handlers.registers import import_register
from knowledge.tables import Table
from reports import verify
from reports.errors import Broken
from reports.forms import read_form
from tests.support.desk import open_test_desk

CELLS = json.loads((Path(__file__).parents[2] / "fixtures" / "report_2021_cells.json").read_text())
FORM = read_form("2021")
ASKED = ReportAsked(2025, "2021", draft=True)
APPLICANTS = ("natural", "commercial", "research", "public_benefit", "legal_service", "other_org")
COUNTED = ("new", "carried_in", "result_total", "carried_out")
HEAD = ("编号", "渠道", "类型", "收件时间", "答复时间", "申请人类型", "答复类型")
ROWS = ("登记册", "起", "止", "事项", "数量")


def applications() -> Iterator[tuple[str, ...]]:
    """As many as the table says, those carried in first."""
    results = [
        key.split(".")[1] for key in CELLS if key.startswith("t3.") and key.endswith(".natural")
    ]
    for applicant in APPLICANTS:
        done = [r for r in results if r not in COUNTED for _ in range(CELLS[f"t3.{r}.{applicant}"])]
        open_ones = [""] * CELLS[f"t3.carried_out.{applicant}"]
        for n, result in enumerate([*done, *open_ones]):
            received = "2024-12-20" if n < CELLS[f"t3.carried_in.{applicant}"] else "2025-06-10"
            replied = "2025-07-01" if result else ""
            yield f"{applicant}-{n}", "网站", "依申请公开", received, replied, applicant, result


def register_rows() -> Iterator[tuple[str | int, ...]]:
    """Whatever the cells of tables 二 and 四 are bound to; the fees in yuan."""
    registers: set[tuple[str, str]] = set()
    for key, cell in FORM.cells().items():
        told = dict(cell.told or {})
        name, subject = told.get("register", ""), told.get("subject", "")
        if not name or key.endswith(".total") or (name, subject) in registers:
            continue
        registers.add((name, subject))
        first = "2025-12-31" if name.endswith("有效") else "2025-01-01"
        times = 10_000 if cell.style else 1
        yield name, first, "2025-12-31", subject, CELLS[key] * times


async def fill(desk: Desk) -> None:
    cases = list(enumerate(applications(), 2))
    assert not (await import_register(desk, Table(HEAD, cases), keep_good=False)).findings
    rows = list(enumerate(register_rows(), 2))
    assert not (await import_rows(desk, Table(ROWS, rows), "import")).findings


async def test_all_two_hundred_cells_and_their_recount(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path, datetime(2026, 1, 20, tzinfo=UTC)) as desk:
        await fill(desk)
        words = await words_for(desk, 2025, "2021")
        document = await annual_report(desk, ASKED, words)
        printed = {
            key.partition(":")[0]: int(note.printed)
            for key, note in document.notes.items()
            if key.startswith("t")
        }
        assert printed == CELLS
        frozen = tmp_path / "report.db"
        await freeze_report(desk, ASKED, words, frozen, {}, lambda table, rows: None)
        again = {key.partition(":")[0]: value for key, value in verify.cells(frozen).items()}
        told = {
            key: value * (10_000 if key.startswith("t2.fees") else 1)
            for key, value in CELLS.items()
        }
        assert {key: again[key] for key in CELLS} == told

        extra = ("x-1", "网站", "依申请公开", "2025-06-10", "2025-07-01", "", "granted")
        assert (await import_register(desk, Table(HEAD, [(2, extra)]), keep_good=False)).landed == 1
        with pytest.raises(Broken) as refused:
            await annual_report(desk, ASKED, words)
        assert "总计 = 14070" in refused.value.values["cells"]
        in_2026 = replace(ASKED, year=2026)
        assert (await annual_report(desk, in_2026, words)).notes[
            "t3.carried_in.total"
        ].printed == str(CELLS["t3.carried_out.total"])
