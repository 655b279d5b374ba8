"""信息处理费: the vectors of 国办函〔2020〕109号, and that more never costs less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.processing_fee import by_application, by_applications, by_pages

NUMBERS = st.integers(0, 2_000)


@pytest.mark.parametrize(
    ("number", "yuan"),
    [(0, 0), (10, 0), (11, 100), (30, 2_000), (31, 2_200), (40, 4_000), (41, 4_300)],
)
def test_by_applications(number: int, yuan: int) -> None:
    assert by_applications(number) == yuan


@pytest.mark.parametrize(
    ("nth", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (50, 300), (51, 400)],
)
def test_each_further_band_of_ten_costs_a_hundred_more(nth: int, yuan: int) -> None:
    assert by_application(nth) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2_700), (201, 2_740)],
)
def test_by_pages(pages: int, yuan: int) -> None:
    assert by_pages(pages) == yuan


@given(NUMBERS, NUMBERS)
def test_more_never_costs_less(one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert by_applications(less) <= by_applications(more)
    assert by_pages(less) <= by_pages(more)


@given(st.integers(0, 300))
def test_the_last_application_is_what_the_sum_grows_by(number: int) -> None:
    assert by_applications(number + 1) - by_applications(number) == by_application(number + 1)


@pytest.mark.parametrize("scale", [by_application, by_applications, by_pages])
def test_a_negative_number_is_none(scale: object) -> None:
    assert callable(scale)
    with pytest.raises(ValueError, match="negative"):
        scale(-1)
