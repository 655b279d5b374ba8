"""Holidays and working days, from the published notices."""

from datetime import date, timedelta

import pytest
from chinese_calendar.constants import holidays, workdays

from cases.calendar import WorkingCalendar
from knowledge.entry import Answer, Entry, EntryKind, Source, Status
from knowledge.finding import Finder
from knowledge.holidays import Holidays, holiday_entries

SUNDAY = date(2026, 9, 27)
HALL = Entry(
    "hall",
    "v1",
    EntryKind.DIRECTORY,
    "政务服务大厅",
    "电话:0453-5550100\n办公时间:周一至周五8:30—17:00",
    Source("单位名录"),
    "row 1",
    variants=("办事大厅",),
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder([*holiday_entries(), HALL])


@pytest.mark.parametrize("year", [2012, 2024, 2025, 2026])
def test_the_notices_say_what_the_calendar_of_working_days_counts(year: int) -> None:
    lines = [line for line in Holidays.of(holiday_entries()).lines if line.year == year]
    off = {day for line in lines for day in line.off}
    working = {day for line in lines for day in line.working}
    calendar = WorkingCalendar()
    for n in range(366):
        day = date(year, 1, 1) + timedelta(days=n)
        if day.year == year:
            is_working = day in working or (day not in off and day.weekday() < 5)
            assert calendar.is_working(day) == is_working, day
    assert {day for day in workdays if day.year == year} <= working
    assert {day for day in holidays if day.year == year} <= off


@pytest.mark.parametrize(
    ("question", "quoted", "heading"),
    [
        ("国庆放假几天", "10月1日（周四）至7日（周三）放假调休，共7天", "2026年国庆节"),
        ("国庆节怎么放假", "七、国庆节", "2026年国庆节"),
        ("十一放假安排", "七、国庆节", "2026年国庆节"),
        ("今年春节哪天放假", "2月15日（农历腊月二十八、周日）至23日", "2026年春节"),
        ("五一放几天假", "四、劳动节", "2026年劳动节"),
        ("2025年国庆放假几天", "10月1日（周三）至8日（周三）", "2025年国庆节、中秋节"),
        ("2012年元旦怎么放假", "2011年12月31日（星期六）上班", "2012年元旦"),
        ("10月8号上班吗", "七、国庆节", "2026年10月8日（星期四，工作日）"),
        ("10月3日上班吗", "七、国庆节", "2026年10月3日（星期六，放假）"),
        ("10月10号要上班吗", "10月10日（周六）上班", "2026年10月10日（星期六，调休上班）"),
        ("11月18日上班吗", "星期六和星期日为周休息日", "2026年11月18日（星期三，工作日）"),
        (
            "明天办事大厅上班吗",
            "办公时间:周一至周五",
            "政务服务大厅·2026年9月28日（星期一，工作日）",
        ),
        ("国庆节办事大厅上班吗", "七、国庆节", "2026年国庆节"),
        ("10月2号办事大厅开门吗", "七、国庆节", "2026年10月2日（星期五，放假）"),
    ],
)
def test_the_notice_is_quoted(finder: Finder, question: str, quoted: str, heading: str) -> None:
    answer = finder.answer(question, SUNDAY)
    assert answer.status is Status.ANSWERED
    assert quoted in answer.quotes[0].quote
    assert answer.quotes[0].heading == heading


@pytest.mark.parametrize(
    ("question", "today", "heading"),
    [
        ("这周六上班吗", date(2026, 11, 18), "2026年11月21日（星期六，休息日）"),
        ("下周一上班吗", date(2026, 11, 18), "2026年11月23日（星期一，工作日）"),
        ("本周日上班吗", date(2026, 9, 16), "2026年9月20日（星期日，调休上班）"),
        ("后天放假吗", date(2026, 9, 29), "2026年10月1日（星期四，放假）"),
        ("8号上班吗", date(2026, 11, 18), "2026年12月8日（星期二，工作日）"),
    ],
)
def test_days_are_counted_from_today(
    finder: Finder, question: str, today: date, heading: str
) -> None:
    assert finder.answer(question, today).quotes[0].heading == heading


@pytest.mark.parametrize(
    ("question", "today"),
    [
        ("2027年国庆放假几天", SUNDAY),
        ("明年春节哪天放假", SUNDAY),
        ("2027年3月10日上班吗", SUNDAY),
        ("明天上班吗", date(2026, 12, 31)),
        ("2013年国庆放假几天", SUNDAY),
    ],
)
def test_years_without_a_notice_are_not_known(finder: Finder, question: str, today: date) -> None:
    answer = finder.answer(question, today)
    assert (answer.status, answer.quotes) == (Status.NOT_KNOWN, ())


@pytest.mark.parametrize(
    "question",
    [
        "明天天气怎么样",
        "10月8日有什么活动",
        "51号公告是什么",
        "2026年13月40日上班吗",
        "端午节有几种粽子",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    def never(text: str) -> Answer:
        raise AssertionError(text)

    assert Holidays.of(holiday_entries()).answer(question, SUNDAY, never) is None


def test_a_notice_that_was_imported_is_read_too() -> None:
    source = Source("国务院办公厅关于2031年部分节假日安排的通知", number="国办发明电〔2030〕1号")
    text = "一、元旦：2030年12月31日至2031年1月2日放假调休，共3天。2030年12月28日（星期六）上班。"
    [line] = Holidays.of([Entry("n", "v", EntryKind.DOCUMENT, source.title, text, source)]).lines
    assert (min(line.off), max(line.off)) == (date(2030, 12, 31), date(2031, 1, 2))
    assert line.working == {date(2030, 12, 28)}


def test_every_entry_has_its_source_and_number() -> None:
    for entry in holiday_entries():
        assert all((entry.source.number, entry.source.published, entry.id, entry.version))
