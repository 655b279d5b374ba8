"""So many in a span of time, per key, in memory."""

from datetime import datetime, timedelta

LARGEST = 20_000
"""Keys remembered at once; past it, lapsed spans are dropped, and then the oldest half."""


class Throttle:
    """At most `limit` in each span of `span_s` seconds, counted from the first of them."""

    def __init__(self, limit: int, span_s: float) -> None:
        self.limit = limit
        self.span = timedelta(seconds=span_s)
        self._spans: dict[str, tuple[datetime, int]] = {}

    def allows(self, key: str, now: datetime) -> bool:
        """Whether one more is within the limit; counts nothing."""
        return self._count(key, now) < self.limit

    def take(self, key: str, now: datetime) -> bool:
        """Counts one; False when it is past the limit."""
        used = self._count(key, now)
        if used >= self.limit:
            return False
        started = self._spans[key][0] if used else now
        self._spans.pop(key, None)
        self._spans[key] = (started, used + 1)
        if len(self._spans) > LARGEST:
            self._drop(now)
        return True

    def _count(self, key: str, now: datetime) -> int:
        started, used = self._spans.get(key, (now, 0))
        return used if now - started < self.span else 0

    def _drop(self, now: datetime) -> None:
        live = [(k, v) for k, v in self._spans.items() if now - v[0] < self.span]
        self._spans = dict(live[-LARGEST // 2 :] if len(live) > LARGEST // 2 else live)
