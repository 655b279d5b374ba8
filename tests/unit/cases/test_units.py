"""The tree of units: the way up, and the trees that cannot be."""

import pytest

from cases.errors import BadTable
from cases.units import UnitRow, Units

TREE = Units(
    [
        UnitRow("供热公司", "供热办"),
        UnitRow("供热办", "住建局", ("供热管理办公室",)),
        UnitRow("住建局", "市政府"),
        UnitRow("市政府"),
    ]
)


@pytest.mark.parametrize(
    ("unit", "above"),
    [
        ("供热公司", ("供热办", "住建局", "市政府")),
        ("市政府", ()),
        ("没有这个局", ()),
    ],
)
def test_the_way_up_is_nearest_first(unit: str, above: tuple[str, ...]) -> None:
    assert TREE.above(unit) == above


def test_every_name_means_its_unit() -> None:
    assert TREE.names["供热管理办公室"] == TREE.names["供热办"] == "供热办"


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([UnitRow("甲"), UnitRow("甲")], "units.twice"),
        ([UnitRow("甲"), UnitRow("乙", also=("甲",))], "units.twice"),
        ([UnitRow("甲", "乙")], "units.no_parent"),
        ([UnitRow("甲", "甲")], "units.cycle"),
        ([UnitRow("甲", "乙"), UnitRow("乙", "丙"), UnitRow("丙", "乙")], "units.cycle"),
    ],
)
def test_a_wrong_tree_is_refused(rows: list[UnitRow], key: str) -> None:
    with pytest.raises(BadTable) as raised:
        Units(rows)
    assert raised.value.key == key
