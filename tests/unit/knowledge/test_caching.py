"""A snapshot of the knowledge goes when it is swapped, without waiting for a garbage collection."""

import gc
from collections.abc import Iterator
from datetime import date
from weakref import WeakMethod, ref

import pytest

from benchmarks.pairs import sample_town
from knowledge.caching import cached
from knowledge.finding import Finder


class Once:
    def __init__(self) -> None:
        self.calls: list[str] = []
        self.double = cached(self._double, 2)

    def _double(self, key: str) -> str:
        self.calls.append(key)
        return key * 2


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_the_last_results_are_kept() -> None:
    once = Once()
    assert [once.double(key) for key in "aababcb"] == ["aa", "aa", "bb", "aa", "bb", "cc", "bb"]
    assert once.calls == ["a", "b", "c"]


@pytest.mark.usefixtures("no_collection")
def test_a_finder_is_freed_when_nobody_holds_it() -> None:
    finder = Finder(sample_town())
    for question in ("取暖费多少钱", "shebao zenme ban", "国庆节放几天假", "报告有几部分"):
        finder.answer(question, date(2026, 1, 5))
    held = [
        ref(finder.ranking._candidates),
        ref(finder.ranking.rarity),
        ref(finder.ranking._reader),
    ]
    held.append(WeakMethod(finder.ranking.rank))
    del finder
    assert [at() for at in held] == [None] * 4
