"""Working days by the vectors of the official notices, and by the laws of arithmetic they obey."""

from datetime import date, timedelta
from importlib.resources import files

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import DayKind, Due, ToldDay, WorkingCalendar
from cases.errors import BadTable
from cases.notices import read_notices

CALENDAR = WorkingCalendar()
PACKAGED = files("cases").joinpath("calendar.toml").read_text("utf-8")
KNOWN = st.dates(date(2004, 1, 1), date(2026, 6, 30))
ANY_DAY = st.dates(date(1900, 1, 1), date(2200, 1, 1))
LIMITS = st.integers(1, 60)


@pytest.mark.parametrize(
    ("received", "limit_wd", "due"),
    [
        ("2005-12-30", 1, "2005-12-31"),
        ("2011-12-30", 1, "2011-12-31"),
        ("2012-01-19", 5, "2012-01-31"),
        ("2012-01-20", 15, "2012-02-15"),
        ("2012-01-21", 1, "2012-01-29"),
        ("2012-03-30", 1, "2012-03-31"),
        ("2012-04-27", 2, "2012-05-02"),
        ("2012-09-28", 5, "2012-10-11"),
        ("2025-12-31", 1, "2026-01-04"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-04-30", 3, "2026-05-08"),
        ("2026-07-04", 1, "2026-07-06"),
        ("2026-09-18", 7, "2026-09-29"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-12-01", 20, "2026-12-29"),
    ],
)
def test_due_day_is_the_one_by_the_notice(received: str, limit_wd: int, due: str) -> None:
    day = date.fromisoformat
    assert CALENDAR.due(day(received), limit_wd) == Due(day(due))
    assert CALENDAR.working_days_between(day(received), day(due)) == limit_wd


@pytest.mark.parametrize(("year", "count"), [(2012, 249), (2026, 248)])
def test_year_has_its_number_of_working_days(year: int, count: int) -> None:
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_limit_of_zero_is_the_day_of_receipt_even_at_rest() -> None:
    assert CALENDAR.due(date(2012, 1, 22), 0) == Due(date(2012, 1, 22))


def test_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.due(date(2012, 1, 4), -1)


def test_deadline_past_the_known_years_is_provisional() -> None:
    assert CALENDAR.due(date(2026, 12, 10), 20) == Due(date(2027, 1, 8), provisional=True)
    assert CALENDAR.due(date(1999, 12, 31), 1) == Due(date(2000, 1, 3), provisional=True)


def test_unknown_year_rests_on_fixed_holidays() -> None:
    assert not CALENDAR.is_working(date(2030, 5, 2))
    assert CALENDAR.is_working(date(2003, 5, 2))
    assert not CALENDAR.is_working(date(2030, 10, 1))
    assert CALENDAR.is_working(date(2030, 10, 4))


def test_days_are_those_of_the_library_but_for_the_corrected_one() -> None:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    differ = [d for d in days if chinese_calendar.is_workday(d) != CALENDAR.is_working(d)]
    assert differ == [date(2005, 12, 31)]


def test_second_source_agrees_on_every_known_day() -> None:
    holidays = pytest.importorskip("holidays", reason="a development dependency: make setup")
    official = holidays.country_holidays("CN", years=range(2004, 2027))
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    assert [d for d in days if official.is_working_day(d) != CALENDAR.is_working(d)] == []


@pytest.mark.parametrize(
    ("day", "kind", "name", "notice"),
    [
        ("2005-12-31", DayKind.MAKE_UP, "元旦", "国办发明电〔2005〕35号"),
        ("2011-12-31", DayKind.MAKE_UP, "元旦", "国办发明电〔2011〕45号"),
        ("2012-01-23", DayKind.HOLIDAY, "春节", "国办发明电〔2011〕45号"),
        ("2012-02-04", DayKind.WEEKEND, "", ""),
        ("2012-02-06", DayKind.WORKING, "", ""),
        ("2015-09-04", DayKind.HOLIDAY, "抗战胜利纪念日", "国发明电〔2015〕1号"),
        ("2019-05-02", DayKind.HOLIDAY, "劳动节", "国办发明电〔2019〕3号"),
        ("2020-01-31", DayKind.HOLIDAY, "春节", "国办发明电〔2020〕1号"),
        ("2026-10-10", DayKind.MAKE_UP, "国庆节", "国办发明电〔2025〕7号"),
        ("2030-10-01", DayKind.HOLIDAY, "国庆节", "全国年节及纪念日放假办法"),
    ],
)
def test_a_day_tells_its_holiday_and_notice(
    day: str, kind: DayKind, name: str, notice: str
) -> None:
    assert CALENDAR.told(date.fromisoformat(day)) == ToldDay(kind, name, notice)


def test_every_known_day_off_has_a_notice() -> None:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    told = [CALENDAR.told(first + timedelta(n)) for n in range((last - first).days + 1)]
    special = [t for t in told if t.kind in (DayKind.HOLIDAY, DayKind.MAKE_UP)]
    assert special
    assert all(t.name and t.notice for t in special)


OWN_YEAR = """
[[year]]
year = 2027
notice = "国办发明电〔2026〕9号"
off = { "元旦" = [2027-01-01], "春节" = [2027-02-05, 2027-02-08] }
working = { "元旦" = [2026-12-27] }
"""


def calendar_with(addition: str) -> WorkingCalendar:
    return WorkingCalendar(read_notices(PACKAGED + addition))


def test_a_year_of_our_own_makes_its_dates_final() -> None:
    calendar = calendar_with(OWN_YEAR)
    assert calendar.due(date(2026, 12, 10), 20) == Due(date(2027, 1, 7))
    assert calendar.told(date(2026, 12, 27)).kind is DayKind.MAKE_UP
    assert calendar.told(date(2027, 2, 8)).notice == "国办发明电〔2026〕9号"


def test_a_town_s_own_table_goes_before_the_packaged_one() -> None:
    """2020: some places went on resting by a notice of their own."""
    own = """
    [[day]]
    date = 2020-02-10
    working = false
    name = "春节"
    notice = "本市防指〔2020〕5号"
    [[year]]
    year = 2026
    notice = "本市〔2026〕1号"
    off = { "元旦" = [2026-01-01] }
    working = {}
    """
    calendar = WorkingCalendar(read_notices(own=own))
    assert calendar.told(date(2020, 2, 10)).notice == "本市防指〔2020〕5号"
    assert calendar.due(date(2020, 2, 7), 1).day == date(2020, 2, 11)
    assert calendar.told(date(2026, 2, 16)).kind is DayKind.WORKING
    assert calendar.told(date(2012, 1, 23)) == CALENDAR.told(date(2012, 1, 23))


@pytest.mark.parametrize(
    ("right", "wrong", "key"),
    [
        ("202", "203", "table.no_year"),
        ('notice = "国办发明电〔2026〕9号"', "", "table.bad_row"),
        ("[2027-01-01]", '["2027-01-01"]', "table.bad_row"),
        ("2026-12-27", "2025-12-27", "table.bad_row"),
        ("[[year]]", "[[year", "table.unreadable"),
    ],
)
def test_a_wrong_or_missing_year_is_refused(right: str, wrong: str, key: str) -> None:
    with pytest.raises(BadTable) as error:
        calendar_with(OWN_YEAR.replace(right, wrong))
    assert error.value.key == key


def test_a_row_without_its_notice_is_refused() -> None:
    with pytest.raises(BadTable) as error:
        read_notices('[[day]]\ndate = 2026-01-05\nworking = false\nname = "元旦"\n')
    assert error.value.values["field"] == "notice"


@given(ANY_DAY, LIMITS)
def test_due_day_is_a_working_day_after_receipt(received: date, limit_wd: int) -> None:
    due = CALENDAR.due(received, limit_wd)
    assert CALENDAR.is_working(due.day)
    assert due.day > received


@given(ANY_DAY, LIMITS, LIMITS)
def test_limits_add_up(received: date, one: int, other: int) -> None:
    halfway = CALENDAR.due(received, one).day
    assert CALENDAR.due(halfway, other).day == CALENDAR.due(received, one + other).day


@given(ANY_DAY, st.integers(0, 400), LIMITS)
def test_later_arrival_is_never_due_earlier(received: date, days: int, limit_wd: int) -> None:
    later = received + timedelta(days)
    assert CALENDAR.due(later, limit_wd).day >= CALENDAR.due(received, limit_wd).day


@given(ANY_DAY, LIMITS)
def test_counting_back_gives_the_limit(received: date, limit_wd: int) -> None:
    due = CALENDAR.due(received, limit_wd)
    assert CALENDAR.working_days_between(received, due.day) == limit_wd


@given(KNOWN, st.integers(0, 60))
def test_known_years_are_final(received: date, limit_wd: int) -> None:
    assert not CALENDAR.due(received, limit_wd).provisional
