"""The time that a question asks about: '2015年时的标准是多少', '2018年以前怎么规定', 'as of 2015', '以前收多少钱'."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?![\d件条个项人次元])")


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included, open where 以前 or 以后 was said. `years`: those named. `rules`: asked is
    what was laid down then, not what happened. `past`: an earlier time that is not named."""

    first: date
    last: date
    years: frozenset[str] = frozenset()
    rules: bool = False
    past: bool = False

    @property
    def is_open(self) -> bool:
        return self.first == date.min or self.last == date.max

    @property
    def is_month(self) -> bool:
        """A month or a day of it, and no longer time."""
        return (self.first.year, self.first.month) == (self.last.year, self.last.month)


_MARK = r"(?P<year>(?<!\d)(?:19|20)\d\d(?!\d))年?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
_BEFORE = re.compile(
    rf"{_MARK}(?:以前|之前|前(?![后面期往来提景]))|\b(?:before|until|prior to|до) (?P<foreign>(?:19|20)\d\d)\b"
)
_AFTER = re.compile(
    rf"{_MARK}(?:以后|之后|后(?![来期续])|以来|(?<=[年月日])起)|\b(?:after|since|после|с) (?P<foreign>(?:19|20)\d\d)\b"
)
_DAY = re.compile(_MARK)
_RULES = re.compile(
    r"年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:时(?![间限长])|的?时候|那时|那会)|当时|那时|那年|当年|标准|规定|办法|政策|条例|细则|执行|适用|有效"
    r"|as of|as at|back in|in force|at that time|at the time|по состоянию на|на тот момент|действовал"
)
_PAST_WORD = re.compile(
    r"以前的?|过去的?|从前的?|原来的?|原先的?|早先的?|之前的|[旧老]的?(?=[^,。?]{0,4}(?:规定|标准|办法|政策|条例))"
)
_PAST = re.compile(
    r"(?<![日天月年号周点时个\d])(?:以前|过去|从前|原来|原先|早先)(?=的?(?:规定|标准|办法|政策|怎么|怎样|如何|是|多少|收|要|交|叫))"
    r"|^(?:以前|过去|从前)(?![办领的])|之前的(?:规定|标准|办法|政策)|(?:旧|老)的?[^,。?]{0,4}(?:规定|标准|办法|政策|条例)"
    r"|\b(?:previous|former) (?:rule|standard|fee|regulation)|прежн|раньше было"
)


_SAID = re.compile(
    rf"{_MARK}(?:时(?![间限长])|的?时候|那时|那会|底|初|期间|以前|之前|前(?![后面期往来提景])|以后|之后|后(?![来期续])|以来)的?"
    r"|当时的?|那时候?的?"
)


def without_time(wording: str) -> str:
    """A question's wording without the words that say which time it asks about."""
    return _PAST_WORD.sub(" ", _SAID.sub(" ", wording)) if time_asked(wording) else wording


def time_asked(text: str) -> Period | None:
    """Of a folded question; None where it asks about now, or about no time."""
    rules = bool(_RULES.search(text))
    years = frozenset(YEAR.findall(text))
    if before := _BEFORE.search(text):
        return Period(date.min, _first_day(before) - timedelta(days=1), years, rules)
    if after := _AFTER.search(text):
        return Period(_first_day(after), date.max, years, rules)
    if years:
        days = [_span(named) for named in _DAY.finditer(text)]
        return Period(min(first for first, _ in days), max(last for _, last in days), years, rules)
    return Period(date.min, date.max, rules=True, past=True) if _PAST.search(text) else None


def _first_day(named: re.Match[str]) -> date:
    if foreign := named["foreign"]:
        return date(int(foreign), 1, 1)
    return _span(named)[0]


def _span(named: re.Match[str]) -> tuple[date, date]:
    """Of a year, a month or a day; a month or day that is none is left aside."""
    year, month, day = (int(named[part] or 0) for part in ("year", "month", "day"))
    if not 1 <= month <= 12:
        return date(year, 1, 1), date(year, 12, 31)
    length = monthrange(year, month)[1]
    if 1 <= day <= length:
        return date(year, month, day), date(year, month, day)
    return date(year, month, 1), date(year, month, length)
