"""The forms of the annual report: their cells, where they hold, and the identities between cells."""

import json
from pathlib import Path

import pytest

from reports.errors import Broken, NotValid
from reports.forms import FORMATS, FormTable, form, form_of, read_form
from reports.identities import (
    carried_over,
    differences,
    require_carried_over,
    require_identities,
)
from reports.registers import office_registers

CELLS = json.loads((Path(__file__).parents[2] / "fixtures" / "report_2021_cells.json").read_text())
SHARED = Path(__file__).parents[4] / "shared" / "formats" / "annual-report-2021.json"
FREE = {key for key in CELLS if key.startswith("t2.")}
"""No identity speaks of table 二: only what is counted again finds an error there (test_freezing)."""


@pytest.mark.parametrize(
    ("year", "id"),
    [
        *((2007, ""), (2008, "2008"), (2018, "2008")),
        *((2019, "2019"), (2020, "2019"), (2021, "2021"), (2026, "2021")),
    ],
)
def test_the_year_chooses_the_form(year: int, id: str) -> None:
    assert form_of(year) == id
    if id:
        assert form(id, year).id == id


@pytest.mark.parametrize(("id", "year"), [("2021", 2012), ("2008", 2019), ("2019", 2021)])
def test_a_form_outside_its_years_names_the_right_one(id: str, year: int) -> None:
    with pytest.raises(NotValid) as refused:
        form(id, year)
    assert refused.value.key == "report.format_years"
    assert refused.value.values["right"] == form_of(year)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(NotValid, match=r"report\.format_unknown"):
        form("1999", 2012)


@pytest.mark.parametrize("id", FORMATS)
def test_every_cell_is_bound_and_every_table_a_full_rectangle(id: str) -> None:
    told = read_form(id)
    assert set(told.bindings(office_registers())) == set(told.cells())
    for table in told.tables:
        covered = _covered(table)
        width = max(column for _, column in covered) + 1
        assert covered == {
            (row, column) for row in range(len(table.rows)) for column in range(width)
        }


def _covered(table: FormTable) -> set[tuple[int, int]]:
    """Raises AssertionError where two cells lie over each other."""
    covered: set[tuple[int, int]] = set()
    for at, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (at, column) in covered:
                column += 1
            own = {(at + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
            assert not own & covered
            covered |= own
    return covered


def test_the_form_of_2021_has_two_hundred_cells() -> None:
    cells = read_form("2021").cells()
    assert [sum(key.startswith(table) for key in cells) for table in ("t2.", "t3.", "t4.")] == [
        10,
        175,
        15,
    ]
    assert set(cells) == set(CELLS)


def test_labels_are_those_of_the_notice() -> None:
    if not SHARED.exists():
        pytest.skip("without the machine-readable form that lies beside the project")
    told = json.loads(SHARED.read_text("utf-8"))
    printed = {
        cell.text for table in read_form("2021").tables for row in table.rows for cell in row
    }
    rows = {row["label_printed"] for row in told["tables"][1]["rows"]}
    columns = {column["label"] for column in told["tables"][1]["columns"]}
    blocks = {
        text
        for block in told["tables"][0]["blocks"]
        for text in (block["block_heading"], *block["header"])
    }
    assert rows | columns | blocks <= printed
    assert [s.heading for s in read_form("2021").sections] == [
        s["number"] + s["heading"] for s in told["sections"]
    ]


def test_every_identity_holds_on_the_example() -> None:
    assert differences(read_form("2021"), CELLS) == []
    require_identities(read_form("2021"), CELLS)


@pytest.mark.parametrize("key", sorted(set(CELLS) - FREE))
def test_a_planted_error_in_any_cell_is_found_by_name(key: str) -> None:
    told = read_form("2021")
    found = differences(told, {**CELLS, key: CELLS[key] + 1})
    assert found
    assert all(key in {name for name, _, _ in difference.cells} for difference in found)
    with pytest.raises(Broken) as refused:
        require_identities(told, {**CELLS, key: CELLS[key] + 1})
    assert told.cells()[key].place in refused.value.values["cells"]


def test_what_was_carried_over_is_what_last_year_left() -> None:
    left = {
        f"t3.carried_out.{c}": CELLS[f"t3.carried_in.{c}"]
        for c in ("natural", "commercial", "total")
    }
    assert carried_over(CELLS, left) == []
    assert carried_over(CELLS, left | {"t3.carried_out.natural": 1}) == ["t3.carried_in.natural"]
    with pytest.raises(Broken) as refused:
        require_carried_over(read_form("2021"), CELLS, left | {"t3.carried_out.natural": 1})
    assert refused.value.values["right"] == "1"
    assert "上年结转" in refused.value.values["place"]
