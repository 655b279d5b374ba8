"""Where a case may go, and why: the office's own rules in their order. A proposal decides nothing; a person confirms.

A report of wrongdoing (举报) goes by the rules that name that kind alone, and never to the unit complained of, nor to
one below it. Source: 信访工作条例 (2022) arts 30, 46.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.case import Case
from cases.deadline import Reason
from cases.grid import Grid, Holder, Located, Net, folded
from cases.kinds import WRONGDOING
from cases.units import Units

REDIRECTS = (
    "诉讼",
    "仲裁",
    "纪检监察",
    "行政复议",
    "信息公开申请",
    "信访",
    "110",
    "119",
    "120",
    "122",
)
"""Whose a matter is when it is not ours, where the catalogues have the words for the citizen.
Source: 国办发〔2020〕53号 (what the hotline does not take; 110, 119, 120, 122 stay outside)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Every condition given must hold: one of its values, but all of `all_words` and none of `not_words`. Words and
    places are found anywhere in what was told and stand here folded.

    One of three says where to: `unit`, `net` (the unit of that net's duty holder in the case's cell), or `redirect`
    with `told`, the office's own words to the citizen about it.
    """

    name: str
    kind: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    all_words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    unit: str = ""
    net: Net | None = None
    redirect: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`unit`, or `redirect` for what is not ours (`told`: the office's words about it). `score` in [0, 1] of what was
    learnt, None of a rule; `words` decided."""

    unit: str
    redirect: str = ""
    score: float | None = None
    why: tuple[Reason, ...] = ()
    words: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Routing:
    """`names`: every known name of a unit, folded → the one in use."""

    units: Units = field(default_factory=Units)
    grid: Grid = field(default_factory=Grid)
    rules: Sequence[Rule] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def propose(routing: Routing, case: Case) -> Proposal | None:
    """By the first rule that matches; None when none does."""
    told = _Told.of(routing, case)
    proposals = (_by_rule(rule, told) for rule in routing.rules)
    return next(filter(None, proposals), None)


@dataclass(frozen=True, slots=True)
class _Told:
    """A case read once for all rules. `barred`: units named in a report of wrongdoing, and those below them."""

    case: Case
    text: str
    everything: str
    located: Located | None
    barred: frozenset[str]

    @classmethod
    def of(cls, routing: Routing, case: Case) -> "_Told":
        text = folded(f"{case.title}\n{case.content}")
        everything = f"{folded(case.place)}\n{text}"
        located = routing.grid.located(case.place, text)
        barred = _barred(routing, everything) if case.kind == WRONGDOING else frozenset()
        return cls(case, text, everything, located, barred)


def _barred(routing: Routing, text: str) -> frozenset[str]:
    named = {unit for name, unit in routing.names.items() if name in text}
    below = {u for u in routing.names.values() if named.intersection(routing.units.above(u))}
    return frozenset(named | below)


def _by_rule(rule: Rule, told: _Told) -> Proposal | None:
    if not _matches(rule, told):
        return None
    holder = _holder(rule, told)
    unit = holder.unit if holder else rule.unit
    if unit in told.barred or (rule.net and not holder):
        return None
    words = tuple(w for w in (*rule.words, *rule.all_words) if w in told.text)
    why = _why(rule, told, words, holder)
    return Proposal(unit, rule.redirect, None, why, words, rule.told)


def _holder(rule: Rule, told: _Told) -> Holder | None:
    return told.located.cell.holders[rule.net] if rule.net and told.located else None


def _matches(rule: Rule, told: _Told) -> bool:
    cell = told.located.cell.name if told.located else ""
    return (
        _kind_matches(rule, told.case.kind)
        and (not rule.area or told.case.area in rule.area)
        and (not rule.cell or cell in rule.cell)
        and (not rule.place or any(place in told.everything for place in rule.place))
        and (not rule.words or any(word in told.text for word in rule.words))
        and all(word in told.text for word in rule.all_words)
        and not any(word in told.text for word in rule.not_words)
    )


def _kind_matches(rule: Rule, kind: str) -> bool:
    return kind in rule.kind or (not rule.kind and kind != WRONGDOING)


def _why(
    rule: Rule, told: _Told, words: tuple[str, ...], holder: Holder | None
) -> tuple[Reason, ...]:
    why = [Reason("routing.why.rule", {"rule": rule.name})]
    if rule.kind:
        why.append(Reason("routing.why.kind", {"kind": told.case.kind}))
    if rule.area:
        why.append(Reason("routing.why.area", {"area": told.case.area}))
    if words:
        why.append(Reason("routing.why.words", {"words": "、".join(words)}))
    if rule.place:
        place = next(place for place in rule.place if place in told.everything)
        why.append(Reason("routing.why.place", {"place": place}))
    if told.located and (rule.cell or holder):
        values = {"place": told.located.place, "cell": told.located.cell.name}
        why.append(Reason("routing.why.cell", values))
    if holder:
        why.append(Reason(f"routing.why.holder.{rule.net}", {"holder": holder.name}))
    return tuple(why)
