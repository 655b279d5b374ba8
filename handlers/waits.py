"""How long to wait before the next try."""

import random


def growing_s(tries: int, first_s: float, longest_s: float) -> float:
    """Seconds after `tries` >= 1 failures: doubles each time up to `longest_s`, with jitter in [0.5, 1]."""
    span: float = min(longest_s, first_s * 2.0 ** min(tries - 1, 30))
    return random.uniform(0.5, 1.0) * span
