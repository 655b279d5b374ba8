"""Places lie in cells."""

import pytest

from cases.errors import BadTable
from cases.grid import Cell, Grid, Holder, Net


def a_cell(name: str, *places: str) -> Cell:
    return Cell(name, places, {net: Holder(f"{name}{net}", "城管局") for net in Net})


GRID = Grid(
    [a_cell("一", "青云路", "ＡＢ小区"), a_cell("二", "青云路5号"), a_cell("三", "向阳社区")]
)


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        (("青云路3号",), "一"),
        (("青云路5号旁",), "二"),
        (("在青云路5号和向阳社区之间",), "二"),
        (("ab小区门口",), "一"),
        (("向阳社区", "青云路"), "三"),
        (("家门口", "向阳社区路灯坏了"), "三"),
        (("家门口", "路灯坏了"), None),
        ((), None),
    ],
)
def test_the_longest_place_of_the_first_text_decides(
    texts: tuple[str, ...], cell: str | None
) -> None:
    located = GRID.located(*texts)
    assert (located and located.cell.name) == cell


@pytest.mark.parametrize(
    ("cells", "key"),
    [
        ([a_cell("一", "甲"), a_cell("一", "乙")], "grid.cell_twice"),
        ([a_cell("一", "AB"), a_cell("二", "ａｂ")], "grid.place_twice"),
    ],
)
def test_a_wrong_grid_is_refused(cells: list[Cell], key: str) -> None:
    with pytest.raises(BadTable) as raised:
        Grid(cells)
    assert raised.value.key == key


def test_a_place_may_stand_twice_in_one_cell() -> None:
    assert Grid([a_cell("一", "甲", "甲")]).located("甲") is not None
