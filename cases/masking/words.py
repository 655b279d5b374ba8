"""The words that personal names are known by: words.toml."""

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(_table()[name].split())


@cache
def signs(name: str) -> frozenset[str]:
    """One character each."""
    return frozenset("".join(_table()[name].split()))


def one_of(words: Iterable[str]) -> str:
    """As a pattern, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(files("cases").joinpath("masking/words.toml").read_text("utf-8"))
