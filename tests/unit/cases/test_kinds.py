"""Limits come from the table in force on the day of receipt."""

from datetime import date

import pytest

from cases.errors import UnknownKind
from cases.kinds import load_kinds

KINDS = load_kinds()


@pytest.mark.parametrize(
    ("kind", "received", "days"),
    [
        ("咨询", "2012-01-04", 3),
        ("求助", "2012-01-04", 5),
        ("建议", "2026-01-04", 7),
        ("投诉", "2026-01-04", 7),
        ("举报", "2026-01-04", 15),
        ("表扬", "2026-01-04", 3),
        ("其他", "2026-01-04", 5),
        ("依申请公开", "2012-03-01", 15),
        ("依申请公开", "2019-05-14", 15),
        ("依申请公开", "2019-05-15", 20),
    ],
)
def test_limit_is_the_one_in_force(kind: str, received: str, days: int) -> None:
    limit = KINDS.limit(kind, date.fromisoformat(received))
    assert (limit.days, limit.unit) == (days, "wd")
    assert limit.source


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
