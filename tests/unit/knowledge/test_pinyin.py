"""Chinese typed in Latin letters, read with what is published."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder

TITLES = (
    "最低生活保障怎么申请？",
    "低保多少天批下来？",
    "社保卡丢了怎么办？",
    "户口迁移需要什么材料？",
    "公积金怎么提取？",
    "办事大厅有wifi吗？",
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(
        [
            Entry(str(at), "", EntryKind.FAQ, title, "见公告。", Source("示例"))
            for at, title in enumerate(TITLES)
        ]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("低bao怎么申请", "低保怎么申请"),
        ("户口qian移", "户口迁移"),
        ("公ji金怎么ti取", "公积金怎么提取"),
        ("shebaoka diule zenmeban", "社保卡丢了怎么办"),
        ("she bao ka", "社保卡"),
        ("大厅wifi", "大厅wifi"),
        ("wo妈社保卡丢了", "我妈社保卡丢了"),
        ("qq群", "qq群"),
        ("a4纸", "a4纸"),
        ("xyzzy", "xyzzy"),
    ],
)
def test_letters_are_read_as_the_published_characters(
    finder: Finder, typed: str, meant: str
) -> None:
    assert finder.ranking.pinyin.read(typed) == meant


def test_an_english_question_is_not_taken_for_pinyin(finder: Finder) -> None:
    assert finder.read("how to apply for an identity card").language == "en"


def test_the_entry_typed_in_letters_is_found(finder: Finder) -> None:
    assert finder.rank("hukou qianyi")[0].passage.entry.title == "户口迁移需要什么材料？"
