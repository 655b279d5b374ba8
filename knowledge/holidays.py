"""'国庆放假几天', '10月8号上班吗', '这周六办事大厅上班吗': answered from the State Council's yearly notices.

The notices are ordinary entries. A day that none of them tells is answered by the rule for ordinary weeks, and only
in a year whose notice is published; of other years nothing is known.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from knowledge.entry import Answer, Entry, EntryKind, Quote, Source, Status
from knowledge.objects import identified
from knowledge.text import fold

_NOTICE = re.compile(r"关于(\d{4})年(?:部分)?(?:法定)?节假日(?:放假)?安排的通知")
_WEEKLY = re.compile(r"星期六和星期日为周休息日")
_LINE = re.compile(r"^(?:\d+、)?(?P<name>[\u4e00-\u9fff、]{2,12}):(?P<rest>.+)$")
_DATE = r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日"
_OFF = re.compile(
    rf"{_DATE}(?:\([^()]*\))?(?:[至—-](?:(\d{{4}})年)?(?:(\d{{1,2}})月)?(\d{{1,2}})日(?:\([^()]*\))?)?(?:起)?放假"
)
_WORKING = re.compile(r"[^。]*上班")
_WEEKDAYS = "一二三四五六日"

_NAMES = {
    "元旦": "元旦",
    "春节": "春节|过年|除夕|大年",
    "清明": "清明",
    "劳动": "(?<!\\d)51(?![\\d年月日号个])|劳动节",
    "端午": "端午",
    "中秋": "中秋",
    "国庆": "国庆|(?<!\\d)11(?=放|长假|假期|期间|黄金周|怎么放|上班|休)",
}
"""Name in a notice → how people say it; 五一 is folded to 51."""
_RESTS = re.compile(
    r"放(?:几天|多少天)?假|放几天|放多少天|几天假|假期|长假|休息|休不休|休几天|调休|补班|上班|工作日|放不放|休假"
)
_WORKS = re.compile(rf"{_RESTS.pattern}|开门|办公|营业|开放")
_DAYS_AWAY = {
    "今天": 0,
    "今日": 0,
    "大后天": 3,
    "后天": 2,
    "明天": 1,
    "明日": 1,
    "昨天": -1,
    "前天": -2,
}
_NEAR = re.compile("大后天|今天|今日|明天|明日|后天|昨天|前天")
_DAY = re.compile(_DATE)
_OF_MONTH = re.compile(r"(?<![\d月年])(\d{1,2})[日号](?!窗|楼|院|厅|线|门|柜|文|公告|令)")
_OF_WEEK = re.compile(r"(上|下+|这|本)?个?(?:周|星期|礼拜)([1-6日天末])")
_YEAR = re.compile(r"(?<!\d)(\d{4})年|(今|明|去|后)年")
_YEARS_AWAY = {"今": 0, "明": 1, "去": -1, "后": 2}
_NO_MATTER = re.compile(
    r"政府|机关|单位|部门|公务员|你们|咱们?|我们|他们|大家|全市|全国|正常|照常|国家|法定|节假日|节日|假日|是不是|是否|有没有|什么时候|什么时间|怎么|如何"
    r"|几天|多少天|哪几天|哪天|几号|几月|多久|时间|安排|通知|期间|请问|一共|总共|今年|明年|去年|开始|结束|到底|具体|要不要|不上班|上不上"
    r"|[吗呢么啊呀吧的了是要会还都也在有放假节号日到从过不几天年月?!。,、\s\d]"
)
_OFFICES = re.compile(r"大厅|窗口|中心|局|政务|办事|委|办公室|社区|街道|派出所")


@dataclass(frozen=True, slots=True)
class Holiday:
    """One line of a notice: the days off, and the days worked in their stead."""

    name: str
    year: int
    off: frozenset[date]
    working: frozenset[date]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Holidays:
    """What notices among the entries say. `weekly` is the rule for ordinary weeks."""

    lines: tuple[Holiday, ...]
    weekly: Entry | None

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Holidays":
        lines: list[Holiday] = []
        weekly = None
        for entry in entries:
            if notice := _NOTICE.search(entry.source.title):
                if line := _read(entry, int(notice[1])):
                    lines.append(line)
            elif entry.kind is EntryKind.DOCUMENT and _WEEKLY.search(entry.text):
                weekly = weekly or entry
        return cls(tuple(lines), weekly)

    def answer(self, wording: str, today: date, ordinary: Callable[[str], Answer]) -> Answer | None:
        """None for a question about something else. `wording` is folded; `ordinary` answers a question from all that is
        published, for the hours of a place that is named."""
        if not self.lines or not _WORKS.search(wording):
            return None
        if found := _day_asked(wording, today):
            return self._of_day(*found, wording, ordinary)
        names = [name for name, said in _NAMES.items() if re.search(said, wording)]
        if names and _RESTS.search(wording) and _is_of_offices(_without_names(wording)):
            return self._of_holiday(names[0], _year_asked(wording, today), today)
        return None

    def _of_holiday(self, name: str, year: int | None, today: date) -> Answer:
        """Of the year asked about; else the next one if its notice is known, else the last."""
        lines = sorted(
            (line for line in self.lines if name in line.name and year in (None, line.year)),
            key=lambda line: line.year,
        )
        coming = [line for line in lines if max(line.off) >= today]
        this_year = [line for line in lines if line.year == today.year]
        chosen = lines if year else coming[:1] or this_year
        if not chosen:
            return Answer(Status.NOT_KNOWN)
        return _quoted(chosen[0].entry, f"{chosen[0].year}年{chosen[0].name}")

    def _of_day(
        self, day: date, said: str, wording: str, ordinary: Callable[[str], Answer]
    ) -> Answer | None:
        rest = wording.replace(said, "", 1)
        line = next((line for line in self.lines if day in line.off | line.working), None)
        if line:
            kind = "放假" if day in line.off else "调休上班"
            return _quoted(line.entry, _named(day, kind)) if _is_of_offices(rest) else None
        is_known = any(line.year == day.year for line in self.lines)
        kind = "休息日" if day.weekday() > 4 else "工作日"
        if _matter(rest):
            found = ordinary(rest)
            if found.status is Status.ANSWERED and is_known:
                quote = found.quotes[0]
                heading = "·".join(filter(None, (quote.heading, _named(day, kind))))
                return replace(found, quotes=(replace(quote, heading=heading),))
        if not _is_of_offices(rest):
            return None
        near = min(self.lines, key=lambda line: min(abs(day - off) for off in line.off))
        if is_known and min(abs(day - off) for off in near.off) <= timedelta(days=3):
            return _quoted(near.entry, _named(day, kind))
        if is_known and self.weekly:
            return _quoted(self.weekly, _named(day, kind))
        return Answer(Status.NOT_KNOWN)


@cache
def holiday_entries() -> tuple[Entry, ...]:
    """The notices that come with the program."""
    table = tomllib.loads(files("knowledge").joinpath("holidays.toml").read_text("utf-8"))
    return tuple(_entries(table["notice"]))


def _entries(notices: Iterable[dict[str, object]]) -> Iterator[Entry]:
    for notice in notices:
        lines = notice.pop("lines")
        source = Source(**notice)  # type: ignore[arg-type]
        assert isinstance(lines, list)
        for place, line in enumerate(lines, 1):
            entry = Entry(
                "", "", EntryKind.DOCUMENT, source.title, line, source, anchor=f"p{place}"
            )
            yield identified(entry, f"holidays:{source.number}")


def _read(entry: Entry, year: int) -> Holiday | None:
    """A paragraph of a notice, when it sets days off."""
    line = _LINE.match(fold(entry.text))
    off = _OFF.search(line["rest"]) if line else None
    if not line or not off:
        return None
    first = date(int(off[1] or year), int(off[2]), int(off[3]))
    last = first
    if off[6]:
        last = date(int(off[4] or first.year), int(off[5] or off[2]), int(off[6]))
    days = frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))
    told = " ".join(_WORKING.findall(line["rest"][off.end() :]))
    working = frozenset(date(int(y or year), int(m), int(d)) for y, m, d in _DAY.findall(told))
    return Holiday(line["name"], year, days, working, entry)


def _day_asked(wording: str, today: date) -> tuple[date, str] | None:
    """The day, and the words that name it."""
    try:
        return _day_named(wording, today)
    except ValueError:
        return None


def _day_named(wording: str, today: date) -> tuple[date, str] | None:
    if found := _DAY.search(wording):
        away = _year_asked(wording, today)
        return date(int(found[1] or away or today.year), int(found[2]), int(found[3])), found[0]
    if found := _NEAR.search(wording):
        return today + timedelta(days=_DAYS_AWAY[found[0]]), found[0]
    if found := _OF_WEEK.search(wording):
        weekday = 5 if found[2] == "末" else 6 if found[2] in "日天" else int(found[2]) - 1
        weeks = {"上": -1}.get(found[1] or "", (found[1] or "").count("下"))
        return today + timedelta(days=weekday - today.weekday() + 7 * weeks), found[0]
    if found := _OF_MONTH.search(wording):
        day = int(found[1])
        month = (
            today.replace(day=1) if day >= today.day else today.replace(day=28) + timedelta(days=4)
        )
        return month.replace(day=day), found[0]
    return None


def _year_asked(wording: str, today: date) -> int | None:
    found = _YEAR.search(wording)
    if not found:
        return None
    return int(found[1]) if found[1] else today.year + _YEARS_AWAY[found[2]]


def _without_names(wording: str) -> str:
    for said in _NAMES.values():
        wording = re.sub(said, "", wording)
    return wording


def _matter(rest: str) -> str:
    """What a question names beside the day and the words for work and rest."""
    return _NO_MATTER.sub("", _WORKS.sub("", rest))


def _is_of_offices(rest: str) -> bool:
    matter = _matter(rest)
    return not matter or bool(_OFFICES.search(matter))


def _named(day: date, kind: str) -> str:
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}，{kind}）"


def _quoted(entry: Entry, heading: str) -> Answer:
    quote = Quote(entry.id, entry.version, entry.text, entry.anchor, entry.source, heading)
    return Answer(Status.ANSWERED, 1.0, (quote,))
