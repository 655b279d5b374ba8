"""What is compared of a published text: the title said again at its beginning does not count twice."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.passages import passage

TITLE = "临河镇清洁取暖通告"


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("临河镇清洁取暖通告\n每户补助700元。", "每户补助700元。"),
        ("臨河鎮清潔取暖通告:每户补助700元。", "每户补助700元。"),
        ("每户补助700元。临河镇清洁取暖通告", "每户补助700元。临河镇清洁取暖通告"),
        ("临河镇清洁取暖通告", ""),
        ("", ""),
    ],
)
def test_a_title_said_again_is_left_out(text: str, compared: str) -> None:
    made = passage(Entry("a", "", EntryKind.DOCUMENT, TITLE, text, Source("")))
    assert made.text == compared


def test_a_text_without_a_title_is_whole() -> None:
    made = passage(Entry("a", "", EntryKind.FAQ, "", "每户补助700元。", Source("")))
    assert (made.titles, made.text) == ((), "每户补助700元。")
