"""What is wrong with rules taken together: one that can never match, and two that contradict each other.

A rule is compared with each earlier one alone; that several earlier ones together take all that it takes is not seen.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from cases.grid import Grid, folded
from cases.kinds import WRONGDOING
from cases.routing import Rule

Fault = tuple[Rule, str, Mapping[str, str]]
"""The rule, the key of the sentence, its values."""


def rule_faults(rules: Sequence[Rule], grid: Grid) -> Iterator[Fault]:
    for rule in rules:
        if word := _excluded(rule):
            yield rule, "routing.never", {"word": word}
    told = set()
    for earlier, later in combinations(rules, 2):
        if later.name not in told and _takes_all(earlier, later, grid):
            told.add(later.name)
            contradicts = _conditions(earlier) == _conditions(later)
            differs = _outcome(earlier) != _outcome(later)
            key = "routing.contradiction" if contradicts and differs else "routing.shadowed"
            yield later, key, {"earlier": earlier.name}


def _excluded(rule: Rule) -> str:
    """A word that the rule both needs and excludes; '' when there is none."""
    if rule.words and all(_has_any(w, rule.not_words) for w in rule.words):
        return rule.words[0]
    return next((w for w in rule.all_words if _has_any(w, rule.not_words)), "")


def _takes_all(earlier: Rule, later: Rule, grid: Grid) -> bool:
    """Whether every case that `later` matches is matched by `earlier`."""
    if WRONGDOING in later.kind and not earlier.redirect and _outcome(earlier) != _outcome(later):
        return False  # `later` may be meant for reports about the unit of `earlier`
    return (
        _kinds_within(earlier, later)
        and _within(earlier.area, later.area)
        and _within(earlier.cell, later.cell)
        and (earlier.net is None or bool(later.net or later.cell))
        and _places_within(earlier, later, grid)
        and (not earlier.words or _needs_one_of(later, earlier.words))
        and all(_needs_one_of(later, (word,)) for word in earlier.all_words)
        and all(_has_any(word, later.not_words) for word in earlier.not_words)
    )


def _kinds_within(earlier: Rule, later: Rule) -> bool:
    """A rule without a kind takes every kind but reports of wrongdoing."""
    if earlier.kind:
        return _within(earlier.kind, later.kind)
    return WRONGDOING not in later.kind


def _within(wide: Sequence[str], narrow: Sequence[str]) -> bool:
    return not wide or (bool(narrow) and set(narrow) <= set(wide))


def _places_within(earlier: Rule, later: Rule, grid: Grid) -> bool:
    of_cells = [folded(p) for name in later.cell for p in grid.cells[name].places]
    named = [places for places in (later.place, of_cells) if places]
    return not earlier.place or any(
        all(_has_any(place, earlier.place) for place in places) for places in named
    )


def _needs_one_of(rule: Rule, words: Sequence[str]) -> bool:
    """Whether a text that the rule matches surely holds one of `words`."""
    if any(_has_any(word, words) for word in rule.all_words):
        return True
    return bool(rule.words) and all(_has_any(word, words) for word in rule.words)


def _has_any(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _conditions(rule: Rule) -> tuple[frozenset[str], ...]:
    lists = (rule.kind, rule.area, rule.words, rule.all_words, rule.not_words, rule.place)
    return tuple(map(frozenset, (*lists, rule.cell)))


def _outcome(rule: Rule) -> tuple[object, ...]:
    return rule.unit, rule.net, rule.redirect
