"""Numbers and query codes as people read them out and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.number import (
    ALPHABET,
    as_written,
    case_number,
    code_matches,
    names_case,
    number_and_code,
    query_code,
    without_code,
)

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


@pytest.mark.parametrize(
    "said",
    [
        "2026-00123 ABCD2345",
        "２０２６－００１２３　ＡＢＣＤ２３４５",
        "我2026-00123的件办得怎么样了 查询码 ABCD2345",
        "帮我查下件号2026-00123,码是abcd-2345",
        "查询码ABCD2345 编号2026-00123",
        "查询码：ABCD2345，编号：2026—00123",
        "编号是202600123，密码是ABCD2345",
        "ABCD2345 2026-00123",
        "2026 00123 ABCD 2345",
        "202600123ABCD2345",
        "2026年第00123号 查询码 ABCD2345",
        "2026-00123-ABCD2345",
        "2026-00123#abcd2345",
        "我的码是 A B C D 2 3 4 5 件号 2026-00123",
        "2026-00123\nab cd 23 45",
        "电话0453-5551234 编号2026-00123 ABCD2345 到哪一步了",
        "please look at number 2026-00123 with code ABCD2345, thanks",
        "номер 2026-00123 код ABCD2345",
        "2026-00123这个件，ABCD-2345，办完没有",
        "查询码abcd2345，2026-00123",
    ],
)
def test_number_and_code_are_found_in_free_text(said: str) -> None:
    found = number_and_code(said)
    assert found is not None
    number, code = found
    assert number == NUMBER
    assert "".join(c for c in code.upper() if c.isalnum()) == "ABCD2345"
    assert code not in without_code(said)
    assert NUMBER[5:] in without_code(said)


@pytest.mark.parametrize(
    "said",
    [
        "我的件2026-00123怎么样了",
        "2026-00123 为什么还没有办完，电话82223333",
        "number 2026-00123 says the calendar",
        "2026-11-23 ABCD2345",
        "0453-5550101 ABCD2345",
        "邮编157300 查询2012年报告",
        "ABCD2345",
        "",
    ],
)
def test_no_number_or_no_code_is_neither(said: str) -> None:
    assert number_and_code(said) is None
    assert without_code(said) == said


def test_what_is_called_a_code_is_one_also_when_mistyped() -> None:
    assert number_and_code("编号2026-00123 查询码ABCD2340") == (NUMBER, "ABCD2340")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("我的件2026-00123怎么样了", True),
        ("２０２６－００１２３", True),
        ("件号202600123到哪了", True),
        ("0453-5550101", False),
        ("2026年有多少件", False),
        ("202600123", False),
        ("2012-2013年采暖期", False),
    ],
)
def test_a_case_number_is_noticed(said: str, named: bool) -> None:
    assert names_case(said) is named


@given(st.text())
def test_any_text_is_kept_without_harm(text: str) -> None:
    number_and_code(text)
    assert names_case(without_code(text)) == names_case(text)
