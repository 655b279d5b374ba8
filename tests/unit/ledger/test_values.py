"""Values survive their row."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from handlers.notice import Button, Notice
from ledger.values import moment, moment_text, notice, notice_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.dictionaries(TEXT, TEXT | st.integers(), max_size=4)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001
BUTTONS = st.builds(Button, TEXT, TEXT, TEXT, VALUES)
NOTICES = st.builds(Notice, TEXT, VALUES, st.lists(BUTTONS, max_size=3).map(tuple))


@given(MOMENTS)
def test_a_moment_comes_back_the_same(at: datetime) -> None:
    assert moment(moment_text(at)) == at
    assert moment(moment_text(at)).tzinfo == UTC


@given(MOMENTS, MOMENTS)
def test_text_order_is_time_order(a: datetime, b: datetime) -> None:
    assert (moment_text(a) < moment_text(b)) == (a < b)


@given(NOTICES)
def test_a_notice_comes_back_the_same(said: Notice) -> None:
    assert notice(notice_text(said)) == said
