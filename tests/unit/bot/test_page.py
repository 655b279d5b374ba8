"""What a page may show."""

import pytest

from bot.web.language import preferred
from bot.web.page import harmless


@pytest.mark.parametrize("trick", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\x85", "\u200f"])
def test_what_plays_tricks_is_replaced(trick: str) -> None:
    assert harmless(f"a{trick}b") == "a\ufffdb"


def test_lines_and_tabs_stay() -> None:
    assert harmless("a\r\nb\tc") == "a\nb\tc"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-TW,zh;q=0.9", "zh"),
        ("en-US,en;q=0.5", "en"),
        ("de,ru;q=0.3", "ru"),
        ("en;q=0,ru;q=0.1", "ru"),
        ("*", "zh"),
        ("en;q=nan", "zh"),
        ("en;q=-1", "zh"),
    ],
)
def test_the_readers_language(header: str, language: str) -> None:
    assert preferred(header) == language
