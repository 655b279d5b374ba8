"""From a question to the published sentence, or to 'not known'. The town is Linhe (临河), which does not exist."""

from datetime import date

import pytest

from knowledge.entry import Entry, EntryKind, Source, Status
from knowledge.finding import Finder

TODAY = date(2026, 11, 22)
REPORT = Source("临河镇2012年工作情况", "镇政府办", "临政发[2013]5号", date(2013, 3, 1))
PARAGRAPHS = {
    "p1": "设立了镇长热线和信箱。2012年信箱公布来信312条,答复率77%。镇长热线全年接听来电540个,全部办结。",
    "p2": "便民大厅现有12个部门窗口,45项许可事项,33名工作人员进驻。全年压缩140个工作日。",
    "p3": "在文化广场和东门公园设置3块大屏幕,公布有关信息。",
    "p4": "2012年召开了水价调整听证会。",
    "p5": "镇里在两个村设有5个阅览室,到图书室查阅的群众达2万人次。",
}


def entry(
    id: str, kind: EntryKind, title: str, text: str, source: Source = REPORT, *variants: str
) -> Entry:
    return Entry(id, "v1", kind, title, text, source, id, variants=tuple(variants))


ENTRIES = [
    *(entry(id, EntryKind.DOCUMENT, REPORT.title, text) for id, text in PARAGRAPHS.items()),
    entry(
        "q1",
        EntryKind.FAQ,
        "取暖费什么时候交？",
        "供热费每年9月1日至10月31日交纳。",
        REPORT,
        "暖气费几月交",
    ),
    entry(
        "old",
        EntryKind.FAQ,
        "养犬登记收多少钱？",
        "养犬登记每只收费200元。",
        Source("临河镇养犬规定", in_force_from=date(2005, 1, 1), in_force_to=date(2015, 12, 31)),
    ),
    entry(
        "g1",
        EntryKind.GUIDE,
        "居民身份证办理",
        "申请材料:户口簿。\n办理流程:窗口申请、照相、领取。\n收费:首次免费。\n办理窗口:3号窗口",
    ),
    entry(
        "d1",
        EntryKind.DIRECTORY,
        "镇自来水站",
        "电话:0453-5550199（示例）\n地址:东街2号",
        REPORT,
        "自来水站",
        "水站",
    ),
]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(ENTRIES)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("2012年信箱公布了多少条来信?", "312条"),
        ("信箱的答复率", "77%"),
        ("镇长热线接了多少电话", "540个"),
        ("便民大厅几个窗口", "12个"),
        ("压缩了多少工作日", "140个"),
        ("大屏幕设在哪里", "东门公园"),
        ("2012年开过什么听证会", "水价"),
        ("請問鎮長熱線接聽了多少個來電", "540"),
        ("信箱答付率是多少", "77%"),
        ("暖气费几月交", "9月1日"),
        ("身份证在哪个窗口办", "3号窗口"),
        ("自来水站电话", "0453-5550199"),
    ],
)
def test_the_published_sentence_is_quoted(finder: Finder, question: str, quoted: str) -> None:
    answer = finder.answer(question, TODAY)
    assert answer.status is Status.ANSWERED
    assert quoted in answer.quotes[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "2011年信箱答复率是多少",
        "哈尔滨的镇长热线接了多少电话",
        "镇长热线的接通率是多少",
        "信箱的满意率",
        "便民大厅的电话是多少",
        "水价调整听证会有多少人参加",
        "怎么换驾照",
        "明天天气怎么样",
    ],
)
def test_what_is_not_published_is_not_known(finder: Finder, question: str) -> None:
    assert finder.answer(question, TODAY).status in (Status.NOT_KNOWN, Status.CLARIFICATION)
    assert finder.answer(question, TODAY).quotes == ()


@pytest.mark.parametrize(
    "question", ["2011年信箱答复率是多少", "哈尔滨的镇长热线接了多少电话", "信箱的接通率"]
)
def test_another_year_city_or_rate_is_never_near(finder: Finder, question: str) -> None:
    assert finder.answer(question, TODAY).status is Status.NOT_KNOWN


@pytest.mark.parametrize(
    ("message", "status", "reason"),
    [
        ("", Status.REFUSED, "empty"),
        (" \u202e\u200b\ud800", Status.REFUSED, "empty"),
        ("?!。", Status.REFUSED, "symbols"),
        ("😀😀", Status.REFUSED, "symbols"),
        ("水" * 100_000, Status.REFUSED, "too_long"),
        ("你好", Status.SMALLTALK, "greeting"),
        ("Hello!", Status.SMALLTALK, "greeting"),
        ("谢谢", Status.SMALLTALK, "thanks"),
        ("我家着火了", Status.EMERGENCY, "119"),
        ("有人晕倒了", Status.EMERGENCY, "120"),
    ],
)
def test_what_needs_no_search(finder: Finder, message: str, status: Status, reason: str) -> None:
    answer = finder.answer(message, TODAY)
    assert (answer.status, answer.reason) == (status, reason)


@pytest.mark.parametrize(
    "question",
    ["消防验收怎么办", "火灾保险去哪里买", "<script>alert(1)</script>", "'; drop table cases; --"],
)
def test_ordinary_and_hostile_text_is_no_emergency(finder: Finder, question: str) -> None:
    assert finder.answer(question, TODAY).status in (Status.NOT_KNOWN, Status.CLARIFICATION)


def test_a_text_no_longer_in_force_says_so(finder: Finder) -> None:
    answer = finder.answer("养犬登记收多少钱", TODAY)
    assert answer.status is Status.OUT_OF_FORCE
    assert finder.answer("养犬登记收多少钱", date(2010, 1, 1)).status is Status.ANSWERED


def test_a_quote_is_a_stretch_of_the_published_text(finder: Finder) -> None:
    quote = finder.answer("镇长热线接了多少电话", TODAY).quotes[0]
    published = finder.entry(quote.entry_id)
    assert published is not None
    assert quote.quote in published.text
    assert quote.source is REPORT


def test_a_bare_word_offers_near_questions() -> None:
    finder = Finder(
        [
            entry("a", EntryKind.FAQ, "供热费怎么交？", "到营业厅交。"),
            entry("b", EntryKind.FAQ, "供热费能退吗？", "停供可退。"),
        ]
    )
    answer = finder.answer("供热费", TODAY)
    assert answer.status is Status.CLARIFICATION
    assert {near.entry_id for near in answer.near} == {"a", "b"}


def test_a_near_question_that_is_pressed_is_answered(finder: Finder) -> None:
    assert finder.answer("取暖费什么时候交？", TODAY).quotes[0].entry_id == "q1"


def test_nothing_published_means_not_known() -> None:
    assert Finder([]).answer("镇长热线电话", TODAY).status is Status.NOT_KNOWN


def test_a_case_number_is_told_where_to_look(finder: Finder) -> None:
    answer = finder.answer("2026-00123 ABCD2345", TODAY)
    assert (answer.status, answer.reason) == (Status.SMALLTALK, "case_number")


@pytest.mark.parametrize(
    ("message", "number"), [("老公打我", "110"), ("家里煤气泄漏", "119"), ("谢谢你啊", "thanks")]
)
def test_everyday_wording_is_understood(finder: Finder, message: str, number: str) -> None:
    assert finder.answer(message, TODAY).reason == number
