"""A unit is named once, in whichever of its names it is called."""

from dataclasses import replace
from pathlib import Path

import pytest

from cases.errors import CaseError
from handlers.units import unit_named, units
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from tests.support.desk import a_person, open_test_desk

DIRECTORY = [
    Entry(
        "d1",
        "v",
        EntryKind.DIRECTORY,
        "市环境保护局（环保局）",
        "电话：1",
        Source("名录"),
        variants=("环保局", "环保"),
    ),
    Entry(
        "d2",
        "v",
        EntryKind.DIRECTORY,
        "图书馆（示例）",
        "电话：2",
        Source("名录"),
        variants=("市图书馆",),
    ),
]


async def test_every_name_of_a_unit_means_the_one_in_use(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as bare:
        desk = replace(bare, shelf=Shelf(Finder(DIRECTORY)))
        for name in ("环保局", "市环境保护局（环保局）", " 环保 "):
            assert await unit_named(desk, name, {}) == "环保局"
        assert await unit_named(desk, "市图书馆", {}) == "图书馆（示例）"


async def test_a_unit_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as bare:
        desk = replace(bare, shelf=Shelf(Finder(DIRECTORY)))
        with pytest.raises(CaseError) as raised:
            await unit_named(desk, "没有这个局", {})
        assert raised.value.values == {"unit": "没有这个局"}


async def test_units_of_staff_are_known(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        assert await unit_named(desk, "第一个单位", {}) == "第一个单位"
        await desk.ledger.save_staff(a_person("officer", "水务局"))
        assert await units(desk, {}) == ["水务局"]
        assert await unit_named(desk, "水务局", {}) == "水务局"
        with pytest.raises(CaseError):
            await unit_named(desk, "第一个单位", {})


async def test_units_of_the_office_s_tree_are_known_too(tmp_path: Path) -> None:
    tree = {"供热公司": "供热公司", "热力公司": "供热公司"}
    async with open_test_desk(tmp_path) as desk:
        assert await units(desk, tree) == ["供热公司"]
        assert await unit_named(desk, "热力公司", tree) == "供热公司"
