"""So many in a span, per key."""

from datetime import UTC, datetime, timedelta

from bot.web import throttle
from bot.web.throttle import Throttle

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_the_limit_is_per_key_and_renewed_after_the_span() -> None:
    three = Throttle(3, 60)
    assert [three.take("a", NOW) for _ in range(4)] == [True, True, True, False]
    assert three.take("b", NOW)
    assert not three.allows("a", NOW + timedelta(seconds=59))
    assert three.take("a", NOW + timedelta(seconds=60))


def test_what_is_refused_does_not_lengthen_the_wait() -> None:
    one = Throttle(1, 60)
    one.take("a", NOW)
    assert not one.take("a", NOW + timedelta(seconds=59))
    assert one.take("a", NOW + timedelta(seconds=60))


def test_many_keys_do_not_fill_the_memory() -> None:
    one = Throttle(1, 60)
    for n in range(throttle.LARGEST + 10):
        one.take(str(n), NOW)
    assert len(one._spans) <= throttle.LARGEST
    assert not one.allows(str(throttle.LARGEST), NOW)
