"""Figures over known cases, and the laws every figure obeys."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.case import CallBack, Case, Origin
from reports.counting import Figure, Standing, figure_of, inquiry_figures, listed, size
from reports.figure_rules import FigureRules
from reports.figures import CASE_FIGURES, COUNTS, FIGURES, GROUPS, LENGTHS
from tests.support.counting import CALENDAR, EVER, Facts
from tests.support.records import a_case

AS_OF = date(2012, 12, 31)
RECEIVED = datetime(2012, 3, 5, 2, tzinfo=UTC)


def by_name(cases: list[Case], as_of: date = AS_OF) -> dict[str, Figure]:
    return {figure.figure: figure for figure in Facts(cases).figures(as_of)}


def parts(figure: Figure) -> tuple[int, int, str]:
    return figure.numerator, figure.denominator, figure.base


def case_with(days: int | None, **changes: object) -> Case:
    """Replied so many days after its receipt on Monday 2012-03-05 and due on the 12th; None is not replied."""
    replied = None if days is None else RECEIVED + timedelta(days)
    return a_case(received_at=RECEIVED, due_on=date(2012, 3, 12), replied_at=replied, **changes)


def called(**said: Any) -> Case:
    """Closed and called back."""
    return case_with(
        1,
        accepted_at=RECEIVED,
        closed_at=RECEIVED + timedelta(2),
        call_back=CallBack(RECEIVED, "op", **said),
    )


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


def test_closed_is_not_solved() -> None:
    closed = {"closed_at": RECEIVED + timedelta(2)}
    told_solved, told_unsolved, silent = (
        case_with(1, **closed, solved=solved) for solved in (True, False, None)
    )
    figures = by_name([told_solved, told_unsolved, silent, case_with(1)], date(2012, 3, 8))
    assert parts(figures["solved_rate"]) == (1, 3, "closed")
    assert parts(figures["closing_rate"]) == (3, 4, "received")


def test_silence_within_the_time_for_objections_counts_as_solved_afterwards() -> None:
    silent = case_with(1, closed_at=RECEIVED)
    days = FigureRules().objection_days
    before, after = date(2012, 3, 5) + timedelta(days - 1), date(2012, 3, 5) + timedelta(days)
    assert parts(by_name([silent], before)["solved_rate"]) == (0, 1, "closed")
    assert parts(by_name([silent], after)["solved_rate"]) == (1, 1, "closed")


def test_rates_of_the_call_backs_are_over_those_who_were_reached() -> None:
    """江阴 2023-09: 300 called, 246 reached, 240 of them satisfied (domain facts 5.6)."""
    content = called(reached=True, contacted=True, solved=True, satisfied="满意")
    angry = called(reached=True, contacted=False, solved=False, satisfied="不满意")
    figures = by_name([content] * 240 + [angry] * 6 + [called(reached=False)] * 54)
    assert parts(figures["call_back_rate"]) == (300, 300, "closed")
    assert parts(figures["reached_rate"]) == (246, 300, "called_back")
    assert figures["satisfied_rate"].value == pytest.approx(240 / 246)
    assert figures["satisfied_rate"].scale == 10


def test_the_three_rates_weigh_response_solving_and_satisfaction() -> None:
    """0.1·响应 + 0.5·解决 + 0.4·满意, where 基本满意 counts nine tenths."""
    half = called(reached=True, contacted=True, solved=False, satisfied="基本满意")
    whole = called(reached=True, contacted=True, solved=True, satisfied="满意")
    figures = by_name([half, whole])
    assert figures["satisfied_rate"].value == pytest.approx(0.95)
    assert figures["three_rates"].value == pytest.approx(0.1 * 1 + 0.5 * 0.5 + 0.4 * 0.95)


def test_desk_units_returns_and_rework_have_their_own_bases() -> None:
    at_desk = case_with(1, accepted_at=RECEIVED, closed_at=RECEIVED + timedelta(1))
    passed_on = case_with(
        2, accepted_at=RECEIVED, transferred_at=RECEIVED, transfers=2, returns=1, reworks=1
    )
    figures = by_name([at_desk, passed_on, case_with(None, accepted_at=RECEIVED)])
    assert parts(figures["direct_rate"]) == (1, 3, "accepted")
    assert parts(figures["transfer_rate"]) == (1, 3, "accepted")
    assert parts(figures["send_back_rate"]) == (1, 1, "transferred")
    assert parts(figures["rework_rate"]) == (1, 2, "replied")


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
    assert set(figures) == {*CASE_FIGURES, *LENGTHS}
    assert {name: f.value for name, f in figures.items()} == {
        name: 0 if name in COUNTS else None for name in figures
    }
    assert Facts([]).figures(AS_OF, "unit") == []


def test_merged_cases_and_parts_are_no_cases_of_their_own() -> None:
    duplicate = case_with(1, merged_into="1")
    part = case_with(1, part_of="1")
    assert by_name([case_with(1), duplicate, part])["received"].value == 1


def test_a_guarded_case_names_no_unit() -> None:
    told = Facts([case_with(1, unit="环保局", kind="举报")]).figures(AS_OF, "unit")
    assert {figure.group for figure in told} == {""}


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
CALLS = st.none() | st.builds(
    CallBack,
    MOMENTS,
    st.just("op"),
    st.booleans(),
    contacted=st.booleans(),
    solved=st.booleans(),
    satisfied=st.sampled_from(["满意", "基本满意", "不满意"]),
)
CASES = st.lists(
    st.builds(
        a_case,
        received_at=MOMENTS,
        origin=st.sampled_from([Origin("民心网", "1"), Origin("市长热线", "1")]),
        kind=st.sampled_from(["咨询", "求助", "举报"]),
        unit=st.sampled_from(["", "环保局", "公安局"]),
        area=st.sampled_from(["", "财政"]),
        due_on=st.dates(date(2012, 1, 1), date(2013, 2, 1)),
        accepted_at=MAYBE,
        transferred_at=MAYBE,
        replied_at=MAYBE,
        closed_at=MAYBE,
        published_at=MAYBE,
        ended_at=MAYBE,
        call_back=CALLS,
        solved=st.none() | st.booleans(),
        returns=st.integers(0, 1),
        reworks=st.integers(0, 1),
        merged_into=st.sampled_from(["", "", "9"]),
    ),
    max_size=12,
)
SUMMED = frozenset(CASE_FIGURES)


@given(CASES, st.sampled_from(GROUPS))
def test_parts_sum_to_the_total(cases: list[Case], by: str) -> None:
    kept = Facts(cases)
    summed: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for figure in kept.figures(AS_OF, by):
        summed[figure.figure][0] += figure.numerator
        summed[figure.figure][1] += figure.denominator
    total = {figure.figure: figure for figure in kept.figures(AS_OF)}
    assert {name: [total[name].numerator, total[name].denominator] for name in SUMMED} == {
        name: summed[name] for name in SUMMED
    }


@given(CASES)
def test_rates_lie_between_none_and_all(cases: list[Case]) -> None:
    for figure in by_name(cases).values():
        assert 0 <= figure.numerator <= figure.denominator
        if figure.figure not in COUNTS and figure.figure not in LENGTHS and figure.value:
            assert 0 <= figure.value <= 1


@given(CASES, st.sampled_from(["", *GROUPS]), st.randoms())
def test_order_of_cases_is_irrelevant(cases: list[Case], by: str, random: Any) -> None:
    shuffled = sorted(cases, key=lambda _: random.random())
    assert Facts(shuffled).figures(AS_OF, by) == Facts(cases).figures(AS_OF, by)


@given(CASES)
def test_every_figure_is_as_long_as_its_list(cases: list[Case]) -> None:
    kept, at = Facts(cases), Standing(EVER, AS_OF)
    figures = {figure.figure: figure for figure in kept.figures(AS_OF)}
    for name, figure in CASE_FIGURES.items():
        for whole in (False, True):
            [[number]] = kept.tally(size(figure, at, whole=whole))
            assert len(kept.tally(listed(figure, at, whole=whole, most=1000))) == number
            told = figures[name].denominator if whole else figures[name].numerator
            if whole or not figure.weight:
                assert told == number * (figure.scale if whole else 1)


def test_a_page_of_a_list_goes_on_after_the_last_number() -> None:
    kept, at = Facts([case_with(1)] * 5), Standing(EVER, AS_OF)
    replied = CASE_FIGURES["replied"]
    first = kept.tally(listed(replied, at, most=3))
    rest = kept.tally(listed(replied, at, after=str(first[-1][0]), most=3))
    assert [row[0] for row in (*first, *rest)] == [f"{n:06d}" for n in range(5)]


def test_no_other_column_reaches_the_text_of_a_query() -> None:
    with pytest.raises(ValueError, match="1=1"):
        size(CASE_FIGURES["replied"], Standing(EVER, AS_OF, where={"unit OR 1=1": ""}))


def test_a_weighted_figure_keeps_its_scale() -> None:
    figure = figure_of(CASE_FIGURES["satisfied_rate"], "", "", (19, 2), Standing(EVER, AS_OF))
    assert (figure.numerator, figure.denominator, figure.value) == (19, 20, 0.95)
