"""A register's rows: what lands, and which finding each wrong cell gives."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.calendar import WorkingCalendar
from cases.case import Change, Contact, Move, Origin, State
from cases.kinds import load_kinds
from cases.moments import LOCAL, read_moment
from cases.register import Finding, Rules, read_register
from cases.register_head import columns

RULES = Rules(load_kinds(), WorkingCalendar(), datetime(2013, 1, 1, tzinfo=UTC))
ROW: dict[str, object] = {
    "编号": "MX1", "渠道": "民心网", "类型": "咨询", "标题": "路灯", "内容": "路灯不亮", "姓名": "王某",
    "电话": "13000000000", "承办单位": "城管局", "重点领域": "环境保护", "收件时间": "2012-01-20 08:30",
    "转办时间": "2012-01-20 09:00", "答复时间": "2012-01-31 16:00", "办结时间": "2012-01-31 17:00",
    "是否公开": "是", "满意度": "满意",
}  # fmt: skip


def read(*changed: dict[str, object]) -> tuple[list[Change], list[Finding]]:
    rows = [{**ROW, **cells} for cells in changed]
    return read_register(tuple(ROW), enumerate(rows, 2), RULES)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LOCAL)  # type: ignore[misc,arg-type]


def test_row_becomes_a_case_with_its_history() -> None:
    [change], findings = read({})
    case = change.case
    assert findings == []
    assert (case.number, case.origin, case.kind) == ("MX1", Origin("民心网", "MX1"), "咨询")
    assert (case.state, case.unit, case.area, case.rating) == (
        State.CLOSED, "城管局", "环境保护", "满意",
    )  # fmt: skip
    assert case.contact == Contact("王某", "13000000000")
    assert case.received_at == local(2012, 1, 20, 8, 30)
    assert case.due_on == date(2012, 1, 30)
    assert case.published_at == case.replied_at == local(2012, 1, 31, 16)
    moves = [Move.OPEN, Move.ACCEPT, Move.TRANSFER, Move.REPLY, Move.PUBLISH, Move.CLOSE]
    assert [event.move for event in change.events] == moves
    assert {event.actor for event in change.events} == {"import"}


def test_published_case_without_reply_is_published_on_receipt() -> None:
    [change], _ = read({"答复时间": "", "办结时间": ""})
    assert change.case.published_at == change.case.received_at
    assert (change.case.state, change.case.replied_at) == (State.TRANSFERRED, None)


def test_application_for_disclosure_has_its_own_limit() -> None:
    [change], _ = read({"渠道": "依申请公开"})
    assert change.case.due_on == date(2012, 2, 15)


@pytest.mark.parametrize(
    ("changed", "column", "key"),
    [
        ({"编号": ""}, "编号", "register.empty"),
        ({"渠道": ""}, "渠道", "register.empty"),
        ({"收件时间": ""}, "收件时间", "register.empty"),
        ({"收件时间": "不详"}, "收件时间", "register.date_unknown"),
        ({"收件时间": "2012-02-30 08:00"}, "收件时间", "register.date_unknown"),
        ({"收件时间": "0012-02-03"}, "收件时间", "register.date_unknown"),
        ({"收件时间": 40928.5}, "收件时间", "register.date_unknown"),
        ({"答复时间": "2013-06-01"}, "答复时间", "register.ahead"),
        ({"答复时间": "2012-01-19"}, "答复时间", "register.before_receipt"),
        ({"转办时间": "2012-01-20 08:29"}, "转办时间", "register.before_receipt"),
        ({"答复时间": "", "办结时间": "2012-01-01"}, "办结时间", "register.before_receipt"),
        ({"办结时间": "2012-01-31 15:59"}, "办结时间", "register.before_reply"),
        ({"类型": "诗歌"}, "类型", "register.kind_unknown"),
        ({"是否公开": "也许"}, "是否公开", "register.flag_unknown"),
        ({"渠道": "依申请公开", "收件时间": "2008-04-30"}, "收件时间", "register.no_limit"),
    ],
)  # fmt: skip
def test_wrong_cell_is_one_finding(changed: dict[str, object], column: str, key: str) -> None:
    changes, findings = read(changed)
    assert changes == []
    value = str(changed.get(column, ""))
    assert findings == [Finding(2, column, value, key)]
    assert all(say(key, language) for language in LANGUAGES)


def test_number_that_stands_twice_is_found_in_the_second_row() -> None:
    changes, findings = read({}, {}, {"编号": "MX2"})
    assert [change.case.number for change in changes] == ["MX1", "MX2"]
    assert findings == [Finding(3, "编号", "MX1", "register.number_twice")]


def test_missing_columns_are_findings_of_the_file() -> None:
    changes, findings = read_register(("编号", "标题"), [(2, {"编号": "1", "标题": ""})], RULES)
    assert changes == []
    assert findings == [
        Finding(0, "渠道", "", "register.column_missing"),
        Finding(0, "收件时间", "", "register.column_missing"),
    ]


def test_optional_columns_may_lack_and_names_may_differ() -> None:
    cells: dict[str, object] = {"登记时间": "2012-01-04", " 工单编号": 17.0, "来源": "市长热线"}
    [change], findings = read_register(tuple(cells), [(2, cells)], RULES)
    assert findings == []
    case = change.case
    assert (case.number, case.kind, case.state) == ("17", "其他", State.ACCEPTED)


def test_columns_are_known_by_meaning() -> None:
    assert columns(("回复时间", "編号", "编 号")) == {"replied": "回复时间", "number": "编 号"}


@pytest.mark.parametrize(
    "cell",
    [
        "2012-03-04 10:20",
        "2012/3/4 10:20:00",
        "2012.03.04 10:20",
        "2012年3月4日 10时20分",
        "２０１２年３月４日１０：２０",
        "2012-03-04T10:20:00",
        datetime(2012, 3, 4, 10, 20),  # noqa: DTZ001 as a workbook gives it
    ],
)
def test_moment_is_read_as_offices_write_it(cell: object) -> None:
    moment = read_moment(cell)
    assert (moment.at, moment.whole_day) == (local(2012, 3, 4, 10, 20), False)


@pytest.mark.parametrize("cell", ["2012-3-4", "2012年3月4日", date(2012, 3, 4)])
def test_day_without_time_is_a_whole_day(cell: object) -> None:
    moment = read_moment(cell)
    assert (moment.at, moment.whole_day) == (local(2012, 3, 4), True)


def test_reply_dated_the_day_of_receipt_is_not_before_it() -> None:
    [change], findings = read({"答复时间": "2012-01-20", "转办时间": "", "办结时间": "2012/1/20"})
    assert findings == []
    assert change.case.replied_at == change.case.closed_at == change.case.received_at


@given(st.dictionaries(st.sampled_from(list(ROW)), st.text()))
def test_no_text_in_a_cell_stops_the_reading(cells: dict[str, object]) -> None:
    changes, findings = read(cells)
    assert bool(changes) != bool(findings)
