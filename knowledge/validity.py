"""Which published text is in force on a day, and what replaced one that is not.

A text may say so itself (days, 征求意见稿, 废止), and another may say it of it (同时废止《…》). Names are compared
without the brackets and blanks in which offices differ.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge.asked_time import Period
from knowledge.entry import Entry, EntryKind, Source, Standing, State
from knowledge.text import fold

_ONE_DAY = timedelta(days=1)
_BRACKETS = re.compile(r"[\s《》〈〉()\[\]〔〕【】「」]")
_VERSION = re.compile(
    r"征求意见稿|送审稿|讨论稿|草案|试行|暂行|修订版?|修正版?|修改稿?|(?:19|20)\d\d年?(?:版|修订|修正)?"
)
_ISSUED = re.compile(
    r"^.*关于(?:重新)?(?:印发|发布|公布|修订|公开征求|征求)(.+?)(?:意见)?的(?:通知|公告|决定)$"
)
_GRADES = {State.NOW: 0, State.UNSTATED: 0, State.NOT_YET: 1, State.ENDED: 2, State.DRAFT: 3}
_NOT_FAR = 0.3
"""A version at least so probable, as a share, takes over from one that is not wanted."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A source whose succession is wrong: `circle` names the texts that replace each other, or `unknown` is a name that
    no published text has."""

    source: Source
    unknown: str = ""
    circle: tuple[str, ...] = ()


class Validity:
    """Of a fixed set of entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._of_entry = {entry.id: entry.source for entry in entries}
        self._all = tuple(dict.fromkeys(self._of_entry.values()))
        self._named: dict[str, list[Source]] = {}
        for source in self._all:
            for name in _names(source):
                self._named.setdefault(name, []).append(source)
        self._replacing: dict[Source, list[Source]] = {source: [] for source in self._all}
        for source in self._all:
            self._replacing[source] += self._with_name(source.successor, source)
            for name in source.replaces:
                for old in self._with_name(name, source):
                    self._replacing[old].append(source)

    def standing(self, source: Source, day: date) -> Standing:
        until = self._last_day(source)
        chain = tuple(self._successors(source))
        return Standing(
            self._state(source, until, day),
            source.in_force_from,
            until,
            chain,
            "" if chain else source.successor,
        )

    def broken(self) -> Iterator[Broken]:
        for source in self._all:
            if source.successor and not self._with_name(source.successor, source):
                if _plain(source.successor) in _names(source):
                    yield Broken(source, circle=(name_of(source), name_of(source)))
                else:
                    yield Broken(source, unknown=source.successor)
            elif circle := self._circle(source):
                yield Broken(source, circle=circle)

    def _with_name(self, name: str, by: Source) -> list[Source]:
        """Sources of this number, title or entry, other than the one that names it. A title that both have names the
        earlier text where something is repealed, and the later one where it is succeeded."""
        if not name:
            return []
        found = list(self._named.get(_plain(name), ()))
        if name in self._of_entry:
            found.append(self._of_entry[name])
        titles = {_plain(source.title) for source in found}
        found += [s for title in titles for s in self._named.get(title, ()) if not s.number]
        is_successor = name == by.successor
        return [
            source
            for source in dict.fromkeys(found)
            if not _same(source, by)
            and not (
                same_matter(source, by)
                and _is_later(*((by, source) if is_successor else (source, by)))
            )
        ]

    def _state(self, source: Source, until: date | None, day: date) -> State:
        if source.state is State.DRAFT:
            return State.DRAFT
        is_replaced = any(not _starts(new) for new in self._replaced_by(source))
        if (until and until < day) or (not until and (source.state or is_replaced)):
            return State.ENDED
        if source.in_force_from and source.in_force_from > day:
            return State.NOT_YET
        return State.NOW if source.in_force_from or until else State.UNSTATED

    def _last_day(self, source: Source) -> date | None:
        """As the text says, or the day before what replaced it began; the earlier of both."""
        days = [_starts(new) for new in self._replaced_by(source)]
        ends = [started - _ONE_DAY for started in days if started]
        if source.in_force_to:
            ends.append(source.in_force_to)
        return min(ends, default=None)

    def _replaced_by(self, source: Source) -> Sequence[Source]:
        found = (new for new in self._replacing[source] if new.state is not State.DRAFT)
        return sorted(found, key=lambda new: (_starts(new) or date.max, new.title))

    def _successors(self, source: Source) -> Iterator[Source]:
        """Nearest first, up to one that is not replaced itself; a circle is walked once."""
        seen = [source]
        while following := [
            new for new in self._replaced_by(seen[-1]) if not any(_same(new, old) for old in seen)
        ]:
            seen.append(following[0])
            yield following[0]

    def related(self, one: Source, other: Source) -> bool:
        """Versions of one text, or one replaced by the other."""
        return (
            same_matter(one, other)
            or other in self._successors(one)
            or one in self._successors(other)
        )

    def _circle(self, source: Source) -> tuple[str, ...]:
        """From this source back to itself; () where no way leads back."""
        ways: list[tuple[Source, ...]] = [(source,)]
        seen: set[Source] = set()
        while ways:
            way = ways.pop()
            for new in self._replacing[way[-1]]:
                if _same(new, source):
                    return tuple(map(name_of, (*way, new)))
                if new not in seen:
                    seen.add(new)
                    ways.append((*way, new))
        return ()


@dataclass(frozen=True, slots=True)
class Timing:
    """What a question wants of the validity of texts. `period` None: what is in force today."""

    validity: Validity
    period: Period | None
    today: date

    def standing(self, source: Source) -> Standing:
        return self.validity.standing(source, self.today)

    def was_in_force(self, source: Source) -> bool | None:
        """In the period asked about; None where the source does not say. What lies ahead is sure only for a text that
        says how long it stays."""
        period, standing = self.period, self.standing(source)
        if period is None or period.past or standing.state is State.DRAFT:
            return None
        if not standing.until and (not standing.since or standing.state is State.ENDED):
            return None
        if not standing.covers(period.first, period.last):
            return False
        is_told = standing.until or (standing.since and standing.since > self.today)
        return bool(is_told or period.first <= self.today)

    def grade(self, source: Source) -> int:
        """0 for the text that is wanted, more for one that is worse. Of several that were in force in a time, the one
        at its end is wanted."""
        state = self.standing(source).state
        if state is State.DRAFT or self.period is None:
            return _GRADES[state]
        if self.period.past:
            return 0 if state is State.ENDED else 1
        if not self.was_in_force(source):
            return 2
        day = min(self.period.last, max(self.today, self.period.first))
        return 0 if self.standing(source).covers(day, day) else 1


def concentrated(texts: Sequence[tuple[Entry, float]], timing: Timing) -> list[float]:
    """Probabilities of entries. What a text that is not wanted (repealed, a draft) has goes to the version of it that
    is, so that versions of one text do not stand in each other's way."""
    chances = [probability for _, probability in texts]
    grades = [timing.grade(entry.source) for entry, _ in texts]
    for at, (entry, probability) in enumerate(texts):
        for place, (other, chance) in enumerate(texts):
            is_better = grades[place] < grades[at] and chance >= _NOT_FAR * probability
            if is_better and _versions(entry, other, timing.validity):
                chances[place] += (1 - chances[place]) * chances[at]
                chances[at] = 0.0
                break
    return chances


def _versions(one: Entry, other: Entry, validity: Validity) -> bool:
    """Of a document any paragraph may answer; of a table of questions or guides only the one of the same title."""
    if one.kind is other.kind is EntryKind.DOCUMENT:
        return validity.related(one.source, other.source)
    return fold(one.title) == fold(other.title)


def name_of(source: Source) -> str:
    """《title》 and number, for a reader."""
    return f"《{source.title}》" + (f"（{source.number}）" if source.number else "")


def same_matter(one: Source, other: Source) -> bool:
    """Versions of one text: titles equal but for 征求意见稿, 试行, a year, 关于印发…的通知."""
    return _matter(one.title) == _matter(other.title)


def _same(one: Source, other: Source) -> bool:
    """The same publication, cited with more or less."""
    if one.number and other.number:
        return _plain(one.number) == _plain(other.number)
    return _plain(one.title) == _plain(other.title) and _starts(one) == _starts(other)


def _starts(source: Source) -> date | None:
    return source.in_force_from or source.published


def _is_later(one: Source, other: Source) -> bool:
    return (_starts(one) or date.min) > (_starts(other) or date.min)


def _names(source: Source) -> set[str]:
    return {_plain(source.number), _plain(source.title), _matter(source.title)} - {""}


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    return _BRACKETS.sub("", fold(name))


@lru_cache(maxsize=10_000)
def _matter(title: str) -> str:
    title = _plain(title)
    issued = _ISSUED.match(title)
    return _VERSION.sub("", issued.group(1) if issued else title)
