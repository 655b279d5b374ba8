"""The forms of the annual report: their cells, and where they hold."""

import json
from pathlib import Path

import pytest

from bot.messages import LANGUAGES, say
from reports.errors import NotValid
from reports.form_model import FormTable
from reports.forms import FORMATS, OTHERS, form, form_of, read_form
from reports.registers import office_registers

CELLS = json.loads((Path(__file__).parents[2] / "fixtures" / "report_2021_cells.json").read_text())
SHARED = Path(__file__).parents[4] / "shared" / "formats" / "annual-report-2021.json"


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_names_the_year_the_years_and_the_format(language: str) -> None:
    with pytest.raises(NotValid) as refused:
        form("2019", 2021)
    told = say(refused.value.key, language, refused.value.values)
    assert all(word in told for word in ("2019", "2020", "2021"))


def test_before_the_act_there_was_no_form() -> None:
    with pytest.raises(NotValid, match=r"report\.format_too_early"):
        form("2008", 2007)


@pytest.mark.parametrize("id", FORMATS)
def test_every_cell_is_bound(id: str) -> None:
    told = read_form(id)
    assert set(told.bindings(office_registers())) == set(told.cells())


@pytest.mark.parametrize("id", [*FORMATS, *OTHERS])
def test_every_table_is_a_full_rectangle(id: str) -> None:
    for table in read_form(id).tables:
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


def test_topics_of_the_overview_are_those_of_the_notice() -> None:
    topics = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
    assert tuple(read_form("2021").sections[0].topics) == topics


def test_the_example_is_the_published_one() -> None:
    if not SHARED.exists():
        pytest.skip("without the machine-readable form that lies beside the project")
    told = json.loads(SHARED.read_text("utf-8"))["example"]
    published = [
        v for name in ("t2", "t3", "t4") for row in told[name].values() for v in row.values()
    ]
    assert [CELLS[key] for key in read_form("2021").cells()] == published


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
