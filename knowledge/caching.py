"""Caches that do not keep alive what they belong to."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar
from weakref import WeakMethod

Result = TypeVar("Result")


def cached(method: Callable[[str], Result], most: int) -> Callable[[str], Result]:
    """The last results of a method, kept in its own object. Without a circle of references a snapshot of the knowledge
    is freed when it is swapped, not at some later full garbage collection, which stops every answer."""
    bound = WeakMethod(method)

    @lru_cache(maxsize=most)
    def result(key: str) -> Result:
        call = bound()
        assert call
        return call(key)

    return result
