"""What is compared of a published text: the title said again at its beginning does not count twice."""

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.passages import passage, passages

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


def paragraphs(*texts: str) -> list[Entry]:
    source = Source(TITLE)
    return [
        Entry(f"p{at}", "", EntryKind.DOCUMENT, TITLE, text, source, f"p{at}")
        for at, text in enumerate(texts, 1)
    ]


def test_a_heading_at_the_end_goes_with_the_paragraph_after_it() -> None:
    first, second = passages(paragraphs("每户补助700元。二、申请时间。", "每年9月申请。"))
    assert (first.text, first.announces) == ("每户补助700元。", "二、申请时间。")
    assert (second.text, second.announced_by) == ("2、申请时间。每年9月申请。", "二、申请时间。")
    assert first.document == second.document > 0


def test_a_paragraph_that_only_asks_is_none() -> None:
    found = passages(paragraphs("问：几月申请？", "答：9月。", "问：补助多少？", "答：700元。"))
    assert [p.text for p in found] == ["问:几月申请?答:9月。", "问:补助多少?答:700元。"]


def test_the_order_of_entries_changes_nothing() -> None:
    entries = paragraphs("补助700元。二、申请时间。", "9月申请。三、怎么申请？", "到窗口申请。")
    assert passages(entries) == passages(reversed(entries))


def test_other_entries_announce_nothing() -> None:
    asked = [Entry(f"q{n}", "", EntryKind.FAQ, "", "几月？", Source(""), f"p{n}") for n in (1, 2)]
    assert [(p.text, p.document) for p in passages(asked)] == [("几月?", 0)] * 2
