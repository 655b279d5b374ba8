"""Numbers and query codes as people read them out and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.number import ALPHABET, as_written, case_number, code_matches, query_code

SECRET = bytes(range(32))
NUMBER = "2026-00123"
CODE = query_code(SECRET, NUMBER)


def test_number_is_year_and_serial() -> None:
    assert case_number(2026, 123) == NUMBER
    assert case_number(2026, 1234567) == "2026-1234567"


@pytest.mark.parametrize(
    "typed", ["2026-00123", " 2026 00123 ", "202600123", "２０２６－００１２３", "2026—00123"]
)
def test_number_is_found_as_people_type_it(typed: str) -> None:
    assert as_written(typed) == NUMBER


@pytest.mark.parametrize("number", ["MX201200001", "SQ2012-1", "热线 7"])
def test_number_of_an_office_stays_its_own(number: str) -> None:
    assert as_written(number) == number.replace(" ", "")


def test_code_is_eight_unmistakable_characters() -> None:
    assert len(CODE) == 8
    assert set(CODE) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0O1I")
    assert query_code(SECRET, "2026-00124") != CODE


@pytest.mark.parametrize(
    "typed", [CODE, CODE.lower(), f" {CODE[:4]}-{CODE[4:]} ", f"{CODE[:4]} {CODE[4:]}"]
)
def test_code_is_taken_as_people_type_it(typed: str) -> None:
    assert code_matches(SECRET, NUMBER, typed)


@pytest.mark.parametrize("typed", ["", CODE[:7], CODE + "2", "密码", "\ud800"])
def test_wrong_code_is_refused(typed: str) -> None:
    assert not code_matches(SECRET, NUMBER, typed)


@given(st.integers(2000, 2100), st.integers(1, 10**7))
def test_writing_a_number_again_changes_nothing(year: int, serial: int) -> None:
    number = case_number(year, serial)
    assert as_written(number) == number
