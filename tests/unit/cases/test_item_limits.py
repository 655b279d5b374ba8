"""办件提速: the three figures of the 2012 report from a history of limits, and the rates."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import BadTable
from cases.item_limits import ItemLimit, ItemLimits, SpeedUp, average, rate

BEFORE, CHANGED = date(2010, 1, 1), date(2012, 6, 1)
YEAR = (date(2012, 1, 1), date(2012, 12, 31))


def history() -> list[ItemLimit]:
    """60 items of an invented service centre; 26 sped up, 11 of them to 即办件, by 260 working days in all."""
    old = [ItemLimit(f"事项{n:02}", BEFORE, 10 if n < 11 else 20) for n in range(60)]
    at_once = [ItemLimit(f"事项{n:02}", CHANGED, 0) for n in range(11)]
    faster = [ItemLimit(f"事项{n:02}", CHANGED, 10) for n in range(11, 26)]
    return [*old, *at_once, *faster]


def test_the_figures_of_the_report_come_out() -> None:
    found = ItemLimits(history()).speed_up(*YEAR)
    assert (found.items, found.turned_at_once, found.cut_wd) == (26, 11, 260)
    assert found.rate == Decimal(260) / (11 * 10 + 49 * 20)


def test_an_item_counts_once_however_often_it_changed() -> None:
    twice = ItemLimits(
        [
            ItemLimit("甲", BEFORE, 20),
            ItemLimit("甲", date(2012, 3, 1), 15),
            ItemLimit("甲", date(2012, 9, 1), 12),
            ItemLimit("乙", BEFORE, 10),
            ItemLimit("乙", date(2012, 3, 1), 5),
            ItemLimit("乙", date(2012, 9, 1), 10),
            ItemLimit("丙", date(2012, 3, 1), 3),
        ]
    )
    assert twice.speed_up(*YEAR) == SpeedUp(1, 0, 8, Decimal(8) / 30)


def test_a_change_on_the_first_day_belongs_to_the_period() -> None:
    limits = ItemLimits([ItemLimit("甲", BEFORE, 20), ItemLimit("甲", YEAR[0], 10)])
    assert limits.speed_up(*YEAR).cut_wd == 10
    assert limits.speed_up(date(2012, 1, 2), YEAR[1]).cut_wd == 0


def test_without_items_there_is_no_rate() -> None:
    assert ItemLimits([]).speed_up(*YEAR) == SpeedUp(0, 0, 0, None)


def test_the_limit_on_a_day() -> None:
    limits = ItemLimits(history())
    assert limits.on("事项00", date(2009, 12, 31)) is None
    assert limits.on("事项00", date(2012, 5, 31)) == 10
    assert limits.on("事项00", CHANGED) == 0
    assert limits.on("没有的事项", CHANGED) is None


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [("8.3", "6.6", "20.48"), ("24.7", "1.78", "92.79"), ("20", "0", "100.00")],
)
def test_rate(old: str, new: str, percent: str) -> None:
    assert round(rate(Decimal(old), Decimal(new)) * 100, 2) == Decimal(percent)


def test_nothing_is_faster_than_no_time() -> None:
    with pytest.raises(ValueError, match="no time"):
        rate(Decimal(0), Decimal(0))
    assert average([8, 9]) == Decimal("8.5")


@pytest.mark.parametrize(
    "versions",
    [
        [ItemLimit("甲", BEFORE, -1)],
        [ItemLimit("甲", BEFORE, 3), ItemLimit("甲", BEFORE, 4)],
    ],
)
def test_limits_that_contradict_are_refused(versions: list[ItemLimit]) -> None:
    with pytest.raises(BadTable):
        ItemLimits(versions)


@given(
    st.lists(
        st.builds(
            ItemLimit,
            st.sampled_from("甲乙丙"),
            st.dates(date(2011, 1, 1), date(2013, 1, 1)),
            st.integers(0, 30),
        ),
        unique_by=lambda v: (v.item, v.first),
    )
)
def test_what_is_cut_is_the_sum_over_the_items_sped_up(versions: list[ItemLimit]) -> None:
    found = ItemLimits(versions).speed_up(*YEAR)
    assert 0 <= found.turned_at_once <= found.items <= 3
    assert (found.cut_wd > 0) == (found.items > 0)
    again = ItemLimits(reversed(versions)).speed_up(*YEAR)
    assert again == found
