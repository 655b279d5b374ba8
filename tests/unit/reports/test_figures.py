"""Figures over known cases, and the laws every figure obeys."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.calendar import WorkingCalendar
from cases.case import Case, Origin
from reports.figures import (
    CASE_FIGURES,
    COUNTS,
    FIGURES,
    GROUPS,
    LENGTHS,
    Figure,
    case_figures,
    inquiry_figures,
)
from tests.support.records import a_case

CALENDAR = WorkingCalendar()
AS_OF = date(2012, 12, 31)
RECEIVED = datetime(2012, 3, 5, 2, tzinfo=UTC)


def by_name(cases: list[Case], as_of: date = AS_OF) -> dict[str, Figure]:
    return {figure.figure: figure for figure in case_figures(cases, "", as_of, CALENDAR)}


def parts(figure: Figure) -> tuple[int, int, str]:
    return figure.numerator, figure.denominator, figure.base


def case_with(days: int | None, **changes: object) -> Case:
    """Replied so many days after its receipt on Monday 2012-03-05 and due on the 12th; None is not replied."""
    replied = None if days is None else RECEIVED + timedelta(days)
    return a_case(received_at=RECEIVED, due_on=date(2012, 3, 12), replied_at=replied, **changes)


def test_reply_rate_of_the_report_has_both_bases() -> None:
    shown = [case_with(1, published_at=RECEIVED)] * 370 + [
        case_with(None, published_at=RECEIVED)
    ] * 87
    figures = by_name([*shown, case_with(1)])
    assert parts(figures["published_reply_rate"]) == (370, 457, "published")
    assert parts(figures["reply_rate"]) == (371, 458, "received")
    assert figures["published_reply_rate"].value == 370 / 457


def test_acknowledgement_and_transfer_are_no_replies() -> None:
    passed_on = case_with(None, transferred_at=RECEIVED, acknowledged_at=RECEIVED)
    assert by_name([passed_on])["replied"].value == 0


def test_on_time_counts_the_cases_whose_due_day_has_come() -> None:
    cases = [case_with(7), case_with(8), case_with(None)]
    assert parts(by_name(cases)["on_time_reply_rate"]) == (1, 3, "due")
    assert parts(by_name(cases, date(2012, 3, 11))["on_time_reply_rate"]) == (0, 0, "due")
    assert by_name(cases, date(2012, 3, 11))["on_time_reply_rate"].value is None


def test_on_time_closing_looks_at_the_closing() -> None:
    late = case_with(1, closed_at=RECEIVED + timedelta(8))
    in_time = case_with(1, closed_at=RECEIVED + timedelta(7))
    assert parts(by_name([late, in_time])["on_time_rate"]) == (1, 2, "due")


def test_what_happened_after_the_day_is_not_counted() -> None:
    case = case_with(3, closed_at=RECEIVED + timedelta(4))
    before, after = by_name([case], date(2012, 3, 7)), by_name([case], date(2012, 3, 8))
    assert (before["replied"].value, after["replied"].value) == (0, 1)
    assert (before["closed"].value, after["closed"].value) == (0, 0)


def test_lengths_are_working_days_from_receipt_to_reply() -> None:
    """From Monday: the same day 0, Friday 4, Saturday 4, next Monday 5, …"""
    figures = by_name([case_with(days) for days in (0, 4, 5, 7, 8, None)])
    assert (figures["median_wd"].value, figures["p90_wd"].value) == (4, 6)
    assert parts(figures["median_wd"]) == (5, 5, "replied")


def test_median_of_an_even_number_lies_between() -> None:
    assert by_name([case_with(0), case_with(1)])["median_wd"].value == 0.5


@pytest.mark.parametrize(("number", "rank"), [(1, 1), (9, 9), (10, 9), (11, 10), (20, 18)])
def test_ninetieth_percentile_is_by_nearest_rank(number: int, rank: int) -> None:
    start = RECEIVED.date()
    days = [(CALENDAR.due(start, wd).day - start).days for wd in range(1, number + 1)]
    assert by_name([case_with(day) for day in days])["p90_wd"].value == rank


def test_nothing_received_gives_zeros_and_no_rates() -> None:
    figures = by_name([])
    assert set(figures) == set(CASE_FIGURES)
    assert {name: f.value for name, f in figures.items()} == {
        name: 0 if name in COUNTS else None for name in CASE_FIGURES
    }
    assert case_figures([], "unit", AS_OF, CALENDAR) == []


def test_inquiries_have_channels_and_months_only() -> None:
    counts = [
        ("webchat", "2012-03", "answered", 3),
        ("webchat", "2012-04", "not_known", 1),
        ("cli", "2012-03", "answered", 1),
    ]
    rates = {
        (f.by, f.group): parts(f)[:2]
        for by in ("", "channel", "month", "unit")
        for f in inquiry_figures(counts, by, AS_OF)
        if f.figure == "answered_at_once"
    }
    assert rates == {
        ("", ""): (4, 5),
        ("channel", "webchat"): (3, 4),
        ("channel", "cli"): (1, 1),
        ("month", "2012-03"): (4, 4),
        ("month", "2012-04"): (0, 1),
    }
    assert [f.value for f in inquiry_figures([], "", AS_OF)] == [0, None]


def test_every_figure_is_named_and_defined_in_every_language() -> None:
    bases = {figure.base for figure in by_name([]).values()} | {"inquiries"}
    keys = [f"figure.{name}.{part}" for name in FIGURES for part in ("label", "definition")]
    keys += [f"by.{by}" for by in GROUPS] + [f"base.{base}" for base in bases]
    assert all(say(key, language) for key in keys for language in LANGUAGES)


MOMENTS = st.datetimes(datetime(2011, 12, 1), datetime(2013, 2, 1), timezones=st.just(UTC))  # noqa: DTZ001
MAYBE = st.none() | MOMENTS
CASES = st.lists(
    st.builds(
        a_case,
        received_at=MOMENTS,
        origin=st.sampled_from([Origin("民心网", "1"), Origin("市长热线", "1")]),
        kind=st.sampled_from(["咨询", "求助"]),
        unit=st.sampled_from(["", "环保局", "公安局"]),
        area=st.sampled_from(["", "财政"]),
        due_on=st.dates(date(2012, 1, 1), date(2013, 2, 1)),
        accepted_at=MAYBE,
        replied_at=MAYBE,
        closed_at=MAYBE,
        published_at=MAYBE,
    ),
    max_size=12,
)
SUMMED = frozenset(CASE_FIGURES) - LENGTHS


@given(CASES, st.sampled_from(list(GROUPS)))
def test_parts_sum_to_the_total(cases: list[Case], by: str) -> None:
    summed: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for figure in case_figures(cases, by, AS_OF, CALENDAR):
        summed[figure.figure][0] += figure.numerator
        summed[figure.figure][1] += figure.denominator
    total = by_name(cases)
    assert {name: [total[name].numerator, total[name].denominator] for name in SUMMED} == {
        name: summed[name] for name in SUMMED
    }


@given(CASES)
def test_rates_lie_between_none_and_all(cases: list[Case]) -> None:
    for figure in by_name(cases).values():
        assert 0 <= figure.numerator <= figure.denominator
        if figure.figure not in COUNTS | LENGTHS and figure.value is not None:
            assert 0 <= figure.value <= 1


@given(CASES, st.sampled_from(["", *GROUPS]), st.randoms())
def test_order_of_cases_is_irrelevant(cases: list[Case], by: str, random: object) -> None:
    shuffled = sorted(cases, key=lambda _: random.random())  # type: ignore[attr-defined]
    counted = case_figures(cases, by, AS_OF, CALENDAR)
    assert case_figures(shuffled, by, AS_OF, CALENDAR) == counted
