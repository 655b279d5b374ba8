"""办件提速: what service items were promised before and are now, and the figures of the speed-up.

The report of 2012: 26 items sped up, 11 turned from 承诺件 into 即办件, 260 working days cut in all. Whether the 11 are
among the 26 it does not say; here they are, since a limit of 0 is shorter than any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from cases.errors import BadTable

AT_ONCE = 0


@dataclass(frozen=True, slots=True)
class ItemLimit:
    """From `first` on the item is promised within `limit` working days; 0 is 即办件."""

    item: str
    first: date
    limit: int


@dataclass(frozen=True, slots=True)
class SpeedUp:
    """`cut_wd`: working days cut over all items, each item once (压缩工作日)."""

    items: int
    turned_at_once: int
    cut_wd: int
    rate: Decimal | None
    """提速率: days cut ÷ days of all items before; None without items."""


class ItemLimits:
    """Dated versions of every item's limit. Raises BadTable: a negative limit, two on one day."""

    def __init__(self, versions: Iterable[ItemLimit]) -> None:
        ordered = sorted(versions, key=lambda v: (v.item, v.first))
        for one in ordered:
            if one.limit < 0:
                raise BadTable("table.bad_limit", item=one.item, limit=str(one.limit))
        for one, other in pairwise(ordered):
            if (one.item, one.first) == (other.item, other.first):
                raise BadTable("table.two_limits", item=one.item, day=str(one.first))
        self._versions = {
            item: tuple(of_item) for item, of_item in groupby(ordered, key=lambda v: v.item)
        }

    def on(self, item: str, day: date) -> int | None:
        """The limit in force; None before the first, or of an item that nobody knows."""
        past = [v.limit for v in self._versions.get(item, ()) if v.first <= day]
        return past[-1] if past else None

    def speed_up(self, first: date, last: date) -> SpeedUp:
        """What changed within the period, both days included: each item by its limit before and at the end, so that
        an item changed twice counts once and one that went back does not count. Items that are new have no before."""
        before = {item: self._before(item, first) for item in self._versions}
        known = {item: limit for item, limit in before.items() if limit is not None}
        now = {item: self.on(item, last) for item in known}
        cuts = {item: limit - (now[item] or 0) for item, limit in known.items()}
        faster = [item for item, cut in cuts.items() if cut > 0]
        whole = sum(known.values())
        cut = sum(cuts[item] for item in faster)
        return SpeedUp(
            items=len(faster),
            turned_at_once=sum(1 for item in faster if now[item] == AT_ONCE),
            cut_wd=cut,
            rate=Decimal(cut) / whole if whole else None,
        )

    def _before(self, item: str, day: date) -> int | None:
        past = [v.limit for v in self._versions[item] if v.first < day]
        return past[-1] if past else None


def rate(old: Decimal, new: Decimal) -> Decimal:
    """提速率 = (old − new) ÷ old; `old` > 0.

    Of averages (Tianjin 2011: 8.3 → 6.6), of the limit by law against the promised one, or against the days really
    taken.
    """
    if old <= 0:
        raise ValueError(f"{old}: nothing can be faster than no time")
    return (old - new) / old


def average(limits: Sequence[int]) -> Decimal:
    """Of promised limits; at least one."""
    return Decimal(sum(limits)) / len(limits)
