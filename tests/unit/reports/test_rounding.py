"""Half up, exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.rounding import percent, quotient


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "printed"),
    [
        (370, 457, 0, "81%"),
        (368, 457, 0, "81%"),
        (367, 457, 0, "80%"),
        (372, 457, 0, "81%"),
        (373, 457, 0, "82%"),
        (668, 668, 0, "100%"),
        (184281 - 170947, 170947, 1, "7.8%"),
        (18851, 19668, 2, "95.85%"),
        (7884, 8633, 1, "91.3%"),
        (2167, 2332, 2, "92.92%"),
        (27929, 46653, 2, "59.87%"),
        (18724, 46653, 2, "40.13%"),
        (1, 8, 0, "13%"),
        (1, 2000, 1, "0.1%"),
        (0, 5, 1, "0.0%"),
    ],
)
def test_rate_prints_as_it_should(
    numerator: int, denominator: int, decimals: int, printed: str
) -> None:
    assert percent(numerator, denominator, decimals) == printed


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_rounding_is_never_off_by_more_than_half(n: int, d: int, decimals: int) -> None:
    printed = int(quotient(n, d, decimals).replace(".", ""))
    assert -d < 2 * (printed * d - n * 10**decimals) <= d
