"""What the directory publishes may stand in a published case."""

from dataclasses import replace
from pathlib import Path

from cases.masking import mask
from handlers.official_numbers import official_numbers
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from tests.support.desk import open_test_desk

ENTRIES = [
    Entry(
        "d1",
        "v",
        EntryKind.DIRECTORY,
        "城管局",
        "电话：0453-5550114（示例）",
        Source("名录"),
        slots={"值班手机": "154 0000 1234", "邮箱": "cg@example.cn"},
    ),
    Entry("f1", "v", EntryKind.FAQ, "谁修？", "打李师傅的电话0453-5550777。", Source("问答")),
]


async def test_numbers_of_the_directory_stay_and_others_do_not(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as bare:
        allowed = official_numbers(replace(bare, shelf=Shelf(Finder(ENTRIES))))
    official = "城管局（0453）5550114，电话5550114，手机15400001234，cg@example.cn"
    assert mask(official, allowed).text == official
    assert mask("电话0453-5550777", allowed).text == "电话0453****"


async def test_without_a_directory_nothing_is_official(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        assert official_numbers(desk) == frozenset()
