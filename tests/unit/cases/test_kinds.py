"""Limits come from the table in force on the day of receipt."""

from datetime import date

import pytest

from bot.messages import LANGUAGES, say
from cases.errors import BadTable, UnknownKind
from cases.kinds import Kinds, load_kinds, read_kinds

KINDS = load_kinds()


@pytest.mark.parametrize(
    ("kind", "received", "days"),
    [
        ("咨询", "2012-01-04", 3),
        ("求助", "2012-01-04", 3),
        ("建议", "2026-01-04", 15),
        ("投诉", "2026-01-04", 7),
        ("举报", "2026-01-04", 7),
        ("表扬", "2026-01-04", 3),
        ("其他", "2026-01-04", 5),
        ("依申请公开", "2012-03-01", 15),
        ("依申请公开", "2019-05-14", 15),
        ("依申请公开", "2019-05-15", 20),
        ("即办件", "2026-01-04", 0),
        ("承诺件", "2026-01-04", 20),
        ("联办件", "2026-01-04", 45),
    ],
)
def test_limit_is_the_one_in_force(kind: str, received: str, days: int) -> None:
    limit = KINDS.limit(kind, date.fromisoformat(received))
    assert (limit.days, limit.unit) == (days, "wd")
    assert limit.source


@pytest.mark.parametrize(
    ("kind", "received", "days", "extension", "source"),
    [
        ("依申请公开", "2019-05-14", 15, 15, "第492号"),
        ("依申请公开", "2019-05-15", 20, 20, "第711号"),
        ("申诉求决类", "2012-03-01", 60, 30, "第431号"),
        ("申诉求决类", "2022-05-01", 60, 30, "信访工作条例"),
        ("信访复核", "2026-01-04", 30, 0, "第三十六条"),
    ],
)
def test_extension_and_source_are_those_of_the_act_in_force(
    kind: str, received: str, days: int, extension: int, source: str
) -> None:
    limit = KINDS.limit(kind, date.fromisoformat(received))
    assert (limit.days, limit.extension) == (days, extension)
    assert source in limit.source


def test_petitions_count_calendar_days() -> None:
    assert KINDS.limit("信访", date(2026, 1, 4)).unit == "day"


GOOD = """[[kind]]
name = "咨询"
limit = 3
unit = "wd"
source = "default"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "field"),
    [
        ('name = "咨询"', "", "name"),
        ("limit = 3", "limit = true", "limit"),
        ("limit = 3", "limit = -1", "limit"),
        ('unit = "wd"', 'unit = "week"', "unit"),
        ('source = "default"', 'source = ""', "source"),
        ('unit = "wd"', 'unit = "wd"\nfrom = "2019"', "from"),
        ('unit = "wd"', 'unit = "wd"\nfor_unit = ""', "for_unit"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(right: str, wrong: str, field: str) -> None:
    with pytest.raises(BadTable) as error:
        list(read_kinds("kinds/own.toml", GOOD.replace(right, wrong)))
    place = {"file": "kinds/own.toml", "table": "kind", "row": "1", "field": field}
    assert (error.value.key, error.value.values) == ("table.bad_row", place)


def test_a_misspelt_column_is_named_with_those_that_there_are() -> None:
    with pytest.raises(BadTable) as error:
        list(read_kinds("kinds.toml", GOOD + "limits = 4\n"))
    assert error.value.key == "table.unknown_column"
    assert error.value.values["field"] == "limits"
    for language in LANGUAGES:
        assert "limit" in say(error.value.key, language, error.value.values)


def test_a_table_that_is_no_toml_is_named() -> None:
    with pytest.raises(BadTable) as error:
        list(read_kinds("kinds/own.toml", "[[kind"))
    assert error.value.key == "table.unreadable"


def test_two_rows_for_one_day_contradict() -> None:
    with pytest.raises(BadTable) as error:
        Kinds(read_kinds("kinds/own.toml", GOOD + GOOD))
    assert (error.value.key, error.value.values) == ("table.two_rows", {"kind": "咨询"})


OWN = GOOD.replace("limit = 3", "limit = 2") + GOOD.replace("limit = 3", "limit = 5").replace(
    'unit = "wd"', 'unit = "wd"\nurgent = 2\nfor_unit = "供热公司"'
)


@pytest.mark.parametrize(
    ("unit", "urgent", "days"),
    [("", False, 2), ("住建局", False, 2), ("供热公司", False, 5), ("供热公司", True, 2)],
)
def test_a_town_s_own_rows_go_before_ours_and_a_unit_s_before_all(
    unit: str, urgent: bool, days: int
) -> None:
    kinds = load_kinds(OWN)
    limit = kinds.limit("咨询", date(2026, 1, 4), urgent=urgent, handled_by=unit)
    assert limit.days == days
    assert kinds.limit("投诉", date(2026, 1, 4), handled_by=unit).days == 7
    assert kinds.names(date(2026, 1, 4)) == KINDS.names(date(2026, 1, 4))


def test_two_own_rows_for_one_unit_contradict() -> None:
    with pytest.raises(BadTable):
        load_kinds(OWN + OWN)


def test_urgent_case_has_a_day() -> None:
    assert KINDS.limit("求助", date(2026, 1, 5), urgent=True).days == 1


@pytest.mark.parametrize(
    ("kind", "received"), [("诗歌", "2026-01-04"), ("依申请公开", "2008-04-30")]
)
def test_kind_without_a_row_is_named_in_the_error(kind: str, received: str) -> None:
    with pytest.raises(UnknownKind) as error:
        KINDS.limit(kind, date.fromisoformat(received))
    assert error.value.values == {"kind": kind}


def test_citizens_choose_from_the_hotline_kinds() -> None:
    names = KINDS.names(date(2026, 1, 4))
    assert names == ("咨询", "求助", "投诉", "举报", "建议", "表扬", "其他")


def test_register_wordings_find_their_kind() -> None:
    assert KINDS.name_of("意见建议") == "建议"
    assert KINDS.name_of("感谢") == "表扬"
