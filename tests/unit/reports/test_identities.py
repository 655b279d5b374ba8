"""Identities of the forms: what holds, what is broken and by which cells, what may differ for a reason."""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from bot.messages import LANGUAGES, say
from reports.errors import Broken, NotValid
from reports.forms import read_form
from reports.identities import Value, check, require_identities

CELLS: Mapping[str, int] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "report_2021_cells.json").read_text("utf-8")
)
FORM = read_form("2021")
STOCK = {
    f"t2.{row}.{cell}"
    for row in ("rules", "normative")
    for cell in ("made", "repealed", "in_force")
}
"""Cells of which only the warning on what is in force speaks."""
FREE = {"t2.licence.decisions", "t2.penalty.decisions", "t2.compulsion.decisions", "t2.fees.amount"}
"""Cells of which no identity can speak: only what is counted again finds an error there (test_freezing)."""
LAST_YEAR = {
    "t2.rules.in_force": 74 + 5 - 3,
    "t2.normative.in_force": 4185 + 984 - 564,
    **{
        key.replace("carried_in", "carried_out"): value
        for key, value in CELLS.items()
        if key.startswith("t3.carried_in.")
    },
}


def changed(key: str, by: int = 1) -> dict[str, Value]:
    return {**CELLS, key: CELLS[key] + by}


def test_every_identity_holds_on_the_example() -> None:
    assert check(FORM, CELLS, LAST_YEAR) == []
    require_identities(FORM, CELLS, LAST_YEAR)


def test_the_cells_of_tables_three_and_four_are_all_covered() -> None:
    covered = {key for i in FORM.identities for key in (*i.left, *i.right)}
    assert set(CELLS) - covered == STOCK | FREE


@pytest.mark.parametrize("key", sorted(set(CELLS) - STOCK - FREE))
def test_a_planted_error_in_any_covered_cell_is_found_by_name(key: str) -> None:
    found = check(FORM, changed(key))
    assert found
    for broken in found:
        assert not broken.found.is_warning
        assert (key, FORM.cells()[key].place, CELLS[key] + 1) in broken.found.cells
        assert abs(broken.found.left - broken.found.right) == 1
        assert FORM.cells()[key].place in broken.values["cells"]
    with pytest.raises(Broken):
        require_identities(FORM, changed(key))


@pytest.mark.parametrize("key", sorted(STOCK))
def test_an_error_in_what_is_in_force_is_a_warning_only(key: str) -> None:
    [warning] = check(FORM, changed(key), LAST_YEAR)
    assert warning.found.is_warning
    assert key in {name for name, _, _ in warning.found.cells}
    assert check(FORM, changed(key)) == []
    require_identities(FORM, changed(key), LAST_YEAR)


@pytest.mark.parametrize("key", sorted(FREE))
def test_an_error_in_a_free_cell_is_found_by_no_identity(key: str) -> None:
    assert check(FORM, changed(key), LAST_YEAR) == []


@pytest.mark.parametrize("key", sorted(CELLS))
def test_no_cell_is_negative(key: str) -> None:
    negative = [b for b in check(FORM, {**CELLS, key: -1}) if b.key == "report.negative"]
    assert [b.found.cells[0][0] for b in negative] == [key]


def test_fees_alone_may_have_decimals() -> None:
    assert check(FORM, {**CELLS, "t2.fees.amount": Decimal("12.5")}) == []
    [broken] = check(FORM, {**CELLS, "t2.licence.decisions": Decimal("12.5")})
    assert broken.key == "report.not_whole"


@pytest.mark.parametrize("text", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(text: str) -> None:
    [broken] = check(FORM, {**CELLS, "t2.fees.amount": Decimal(text)})
    assert broken.key == "report.not_whole"


def test_what_grew_less_may_be_negative_in_the_form_of_2019() -> None:
    form = read_form("2019")
    nothing: dict[str, Value] = dict.fromkeys(form.cells(), 0)
    assert check(form, {**nothing, "t2.licence.change": -3}) == []


def test_what_was_carried_over_is_what_last_year_left() -> None:
    [broken] = check(FORM, CELLS, LAST_YEAR | {"t3.carried_out.natural": 1})
    assert (broken.key, broken.found.identity) == ("report.not_carried", "t3-carry.自然人")
    assert (broken.found.left, broken.found.right) == (535, 1)
    assert "上年结转" in broken.values["place"]
    assert "上年报告" in broken.found.cells[1][1]


def test_cells_that_last_year_lacks_are_not_compared() -> None:
    assert check(FORM, CELLS, {"t3.carried_out.natural": 535}) == []


@pytest.mark.parametrize("name", ["t3-carry.自然人", "t3-carry"])
def test_what_was_carried_over_may_differ_for_a_reason(name: str) -> None:
    last_year = LAST_YEAR | {"t3.carried_out.natural": 1}
    assert check(FORM, CELLS, last_year, {name: "2024年机构合并"}) == []
    require_identities(FORM, CELLS, last_year, {name: "2024年机构合并"})


def test_a_reason_for_one_column_lets_no_other_pass() -> None:
    last_year = LAST_YEAR | {"t3.carried_out.natural": 1, "t3.carried_out.commercial": 1}
    [broken] = check(FORM, CELLS, last_year, {"t3-carry.自然人": "2024年机构合并"})
    assert broken.found.identity == "t3-carry.商业企业"


@pytest.mark.parametrize(
    ("accepted", "key"),
    [
        ({"t3-carry": " "}, "report.no_reason"),
        ({"t3-balance.自然人": "误差"}, "report.not_acceptable"),
        ({"t2-stock": "清理"}, "report.not_acceptable"),
        ({"t9": "x"}, "report.not_acceptable"),
    ],
)
def test_nothing_else_may_differ(accepted: Mapping[str, str], key: str) -> None:
    with pytest.raises(NotValid) as refused:
        check(FORM, CELLS, LAST_YEAR, accepted)
    assert refused.value.key == key


def test_an_unknown_cell_is_refused() -> None:
    with pytest.raises(NotValid) as refused:
        check(FORM, {**CELLS, "t3.granted.nobody": 1})
    assert refused.value.values["value"] == "t3.granted.nobody"


def test_a_missing_row_is_named() -> None:
    lacking = {key: value for key, value in CELLS.items() if not key.startswith("t3.secret.")}
    with pytest.raises(NotValid) as refused:
        check(FORM, lacking)
    assert refused.value.key == "report.no_value"
    assert "（三）不予公开1.属于国家秘密" in refused.value.values["place"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_names_the_cells_as_printed_and_both_sums(language: str) -> None:
    broken = check(FORM, changed("t3.secret.natural"))[0]
    told = say(broken.key, language, broken.values)
    assert "（三）不予公开1.属于国家秘密 × 自然人 = 14" in told
    assert str(broken.found.left) in told
    assert str(broken.found.right) in told
