"""A question that goes on with the one answered before, by wording. The town is Linhe (临河), which does not exist."""

from datetime import date

import pytest

from knowledge.entry import Answer, Entry, EntryKind, Source, Status
from knowledge.finding import Finder
from knowledge.following import Before, answer_after, may_follow, names_no_matter
from knowledge.holidays import holiday_entries

TODAY = date(2026, 11, 22)
GUIDES = Source("临河镇办事指南", "镇政府", "", date(2026, 1, 5))
ANSWERS = Source("临河镇常见问题", "镇政府", "", date(2026, 1, 5))
LICENCE = Entry(
    "g1",
    "v1",
    EntryKind.GUIDE,
    "食品经营许可",
    "受理条件：已取得营业执照\n申请材料：申请书；营业执照\n办理流程：申请；核查；领取\n承诺办结时限：7个工作日\n"
    "收费：不收费\n办理窗口：6号窗口\n办理时间：周一至周五8:30—17:00\n咨询电话：0453-5550110（示例）",
    GUIDES,
    variants=("食品经营许可证",),
)
IDENTITY = Entry(
    "g2",
    "v1",
    EntryKind.GUIDE,
    "居民身份证申领",
    "申请材料：户口簿\n收费：首次免费，补领40元\n办理窗口：3号窗口",
    GUIDES,
    variants=("身份证办理",),
)
IDENTITY_ASKED = Entry(
    "q1", "v1", EntryKind.FAQ, "身份证怎么办理？", "带户口簿到派出所采集照片和指纹。", ANSWERS
)
HEATING = Entry(
    "q2",
    "v1",
    EntryKind.FAQ,
    "供热费多少钱一平方米？",
    "居民每平方米30元。",
    ANSWERS,
    variants=("暖气费多少钱",),
)
HEATING_PAID = Entry(
    "q3", "v1", EntryKind.FAQ, "供热费在哪里交？", "到镇东街5号供热营业厅交。", ANSWERS
)
WATER = Entry("q4", "v1", EntryKind.FAQ, "水费多少钱一吨？", "居民每吨2.60元。", ANSWERS)
FINDER = Finder(
    [LICENCE, IDENTITY, IDENTITY_ASKED, HEATING, HEATING_PAID, WATER], wrong_answers=0.05
)
"""Among so few entries no word is rare, and the ranking less sure than in a town."""
LICENCE_ASKED = Before("食品经营许可证怎么办", LICENCE)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("那费用呢？", "收费：不收费"),
        ("费用", "收费：不收费"),
        ("那么收费标准是什么", "收费：不收费"),
        ("要交钱吗", "收费：不收费"),
        ("好的，那费用呢", "收费：不收费"),
        ("谢谢，那费用呢", "收费：不收费"),
        ("在哪办", "办理窗口：6号窗口"),
        ("去哪里办理呢？", "办理窗口：6号窗口"),
        ("地址呢", "办理窗口：6号窗口"),
        ("要多久", "承诺办结时限：7个工作日"),
        ("多长时间能拿到", "承诺办结时限：7个工作日"),
        ("需要什么材料", "申请材料：申请书；营业执照"),
        ("材料呢", "申请材料：申请书；营业执照"),
        ("有什么条件", "受理条件：已取得营业执照"),
        ("电话多少", "咨询电话：0453-5550110（示例）"),
        ("周末上班吗", "办理时间：周一至周五8:30—17:00"),
        ("几点下班？", "办理时间：周一至周五8:30—17:00"),
        ("and the fee?", "收费：不收费"),
        ("how much is it?", "收费：不收费"),
        ("what about the phone?", "咨询电话：0453-5550110（示例）"),
        ("where?", "办理窗口：6号窗口"),
        ("how long does it take?", "承诺办结时限：7个工作日"),
        ("а сколько стоит?", "收费：不收费"),
        ("а где?", "办理窗口：6号窗口"),
        ("какие документы нужны?", "申请材料：申请书；营业执照"),
        ("а телефон?", "咨询电话：0453-5550110（示例）"),
    ],
)
def test_a_slot_is_answered_from_the_guide_before(text: str, quoted: str) -> None:
    answer, understood_as = _followed(LICENCE_ASKED, text)
    assert answer.status is Status.ANSWERED
    assert answer.quotes[0].quote == quoted
    assert answer.quotes[0].heading == LICENCE.title
    assert understood_as.startswith(LICENCE.title)


@pytest.mark.parametrize(
    ("before", "text", "entry"),
    [
        (Before("身份证怎么办", IDENTITY_ASKED), "那费用呢", IDENTITY),
        (Before("身份证怎么办", IDENTITY_ASKED), "哪个窗口", IDENTITY),
        (Before("暖气费多少钱", HEATING), "在哪交？", HEATING_PAID),
    ],
)
def test_another_text_that_names_the_matter_may_answer(
    before: Before, text: str, entry: Entry
) -> None:
    answer, _ = _followed(before, text)
    assert [quote.entry_id for quote in answer.quotes] == [entry.id]
    assert answer.quotes[0].heading == entry.title


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (Before("暖气费多少钱", HEATING), "电话多少"),
        (Before("暖气费多少钱", HEATING), "为什么"),
        (Before("身份证怎么办", IDENTITY), "要多久"),
        (Before("身份证怎么办", IDENTITY), "周末上班吗"),
        (LICENCE_ASKED, "网上能办吗"),
        (LICENCE_ASKED, "有几个"),
    ],
)
def test_what_the_matters_texts_do_not_hold_is_not_answered(before: Before, text: str) -> None:
    answer, understood_as = _followed(before, text)
    assert answer.status in (Status.NOT_KNOWN, Status.CLARIFICATION)
    assert understood_as == ""


def test_another_matter_takes_over_what_was_asked() -> None:
    answer, understood_as = _followed(Before("供热费多少钱一平方米", HEATING), "那水费呢？")
    assert answer.quotes[0].entry_id == WATER.id
    assert understood_as == "水费多少钱"


@pytest.mark.parametrize(
    "text",
    [
        "食品经营许可证在哪办",
        "那低保怎么申请",
        "那月球基地呢",
        "你好",
        "谢谢",
        "那我不想活了呢",
        "在吗？",
        "",
        "？",
        "那" * 200,
        "电话多少" * 30,
    ],
)
def test_a_question_by_itself_is_no_follow_up(text: str) -> None:
    assert answer_after(LICENCE_ASKED, text, FINDER, TODAY) is None


def test_an_answer_no_longer_in_force_says_so() -> None:
    ended = Source("旧指南", in_force_to=date(2015, 12, 31))
    old = Entry("g9", "v1", EntryKind.GUIDE, "养犬登记", "收费：200元", ended)
    followed = answer_after(Before("养犬登记怎么办", old), "费用呢", Finder([old]), TODAY)
    assert followed is not None
    assert followed[0].status is Status.OUT_OF_FORCE


@pytest.mark.parametrize(
    "text", ["那费用呢", "在哪办", "嗯", "好的，知道了", "and the fee?", "что нужно из документов?"]
)
def test_words_that_name_no_matter(text: str) -> None:
    assert names_no_matter(text)


@pytest.mark.parametrize(
    "text", ["低保怎么办", "护照", "what about passports", "паспорт", "2011年呢"]
)
def test_words_that_name_one(text: str) -> None:
    assert not names_no_matter(text)


def test_only_what_opens_or_lacks_a_matter_may_follow() -> None:
    assert may_follow("那身份证呢")
    assert may_follow("多少钱")
    assert not may_follow("身份证怎么办")


def _followed(before: Before, text: str) -> tuple[Answer, str]:
    followed = answer_after(before, text, FINDER, TODAY)
    assert followed is not None
    return followed


HOLIDAYS = Finder([*holiday_entries(), LICENCE], wrong_answers=0.05)


def _holiday_before(asked: str, today: date) -> Before:
    entry = HOLIDAYS.entry(HOLIDAYS.answer(asked, today).quotes[0].entry_id)
    assert entry is not None
    return Before(asked, entry)


@pytest.mark.parametrize(
    ("asked", "text", "today", "heading"),
    [
        ("国庆放假怎么放", "那春节呢", date(2026, 1, 5), "2026年春节"),
        ("国庆放假怎么放", "五一呢", date(2026, 1, 5), "2026年劳动节"),
        ("国庆放假怎么放", "那中秋节放假吗", date(2026, 9, 20), "2026年中秋节"),
        ("2025年国庆放假几天", "那春节呢", date(2026, 9, 20), "2025年春节"),
        ("2025年国庆放假几天", "那元旦放几天假", date(2026, 9, 20), "2025年元旦"),
        ("2025年国庆放假几天", "那2012年春节呢", date(2026, 9, 20), "2012年春节"),
        ("去年国庆怎么放假", "那清明节呢？", date(2026, 9, 20), "2025年清明节"),
        ("2025年春节放假", "那今年春节呢", date(2026, 9, 20), "2026年春节"),
        ("国庆放假怎么放", "那2025年呢", date(2026, 9, 20), "2025年国庆节、中秋节"),
        ("国庆放假怎么放", "那去年呢", date(2026, 9, 20), "2025年国庆节、中秋节"),
    ],
)
def test_another_holiday_is_of_the_year_asked_or_the_coming_one(
    asked: str, text: str, today: date, heading: str
) -> None:
    assert may_follow(text)
    followed = answer_after(_holiday_before(asked, today), text, HOLIDAYS, today)
    assert followed is not None
    assert followed[0].quotes[0].heading == heading


@pytest.mark.parametrize(
    ("text", "whole"), [("那春节呢", "2027年春节放假"), ("元旦呢", "2027年元旦放假")]
)
def test_a_holiday_past_this_year_means_the_next(text: str, whole: str) -> None:
    today = date(2026, 9, 20)
    followed = answer_after(_holiday_before("国庆放假怎么放", today), text, HOLIDAYS, today)
    assert followed == (Answer(Status.NOT_KNOWN), whole)


@pytest.mark.parametrize("text", ["那食品经营许可证呢", "那电话呢", "那要调休呢", "那呢"])
def test_what_is_no_holiday_does_not_go_on_with_one(text: str) -> None:
    before = _holiday_before("2025年国庆放假怎么放", TODAY)
    followed = answer_after(before, text, HOLIDAYS, TODAY)
    quoted = [quote.entry_id for quote in followed[0].quotes] if followed else []
    assert set(quoted) <= {LICENCE.id, before.entry.id}
