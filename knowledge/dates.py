"""Days as Chinese offices write them."""

import re
from datetime import date

_NUMERAL = "〇零○一二三四五六七八九"
DAY = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
"""A day inside running text: 2013-03-22, 2013/3/22, 2013.3.22, 2013年3月22日, 二〇一三年三月二十二日."""

_PARTS = re.compile(r"[^\d〇零○一二三四五六七八九十]+")
_TIME = re.compile(r"[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")


def read_day(text: str) -> date | None:
    """The day that the whole text is, or None. Also takes 20130322, and a clock time after the day."""
    text = _TIME.sub("", text.strip())
    if re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if not re.fullmatch(DAY, text):
        return None
    parts = [numeral(part) for part in _PARTS.split(text) if part]
    try:
        return date(*parts)
    except ValueError:
        return None


def find_day(text: str) -> date | None:
    """The first day named in the text."""
    found = re.search(DAY, text)
    return read_day(found.group()) if found else None


def numeral(text: str) -> int:
    """13, 一三 or 十三 → 13; below 100 when written with 十."""
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, units = text.partition("十")
        return 10 * (_digit(tens) if tens else 1) + (_digit(units) if units else 0)
    return int("".join(str(_digit(c)) for c in text))


def _digit(character: str) -> int:
    return max(0, _NUMERAL.index(character) - 2)


def years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
