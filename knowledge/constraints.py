"""What the quoted text must meet before it may stand as an answer: year, place, quantity, type.

A passage that is close to the question and breaks one of these answers another question: the year before, another
city, the neighbouring figure. Such a question is not known, whatever the score.
"""

import re

from knowledge.asked_time import Period
from knowledge.lexicon import Lexicon
from knowledge.lines import Line
from knowledge.question import Question
from knowledge.text import syllables
from knowledge.validity import Timing

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|\D|$)")
_RULE_YEAR = re.compile(
    r"[〔\[(（【](?:19|20)\d\d[〕\])）】]|(?:自|从|于)?(?:19|20)\d\d年(?:\d+月(?:\d+日)?)?(?:起|施行|发布|公布|印发|修订|修正|版|以来)"
)
"""Years that say when a rule was made, not what it is about."""
_DATE = re.compile(
    r"\d+[年月日]|(?:19|20)\d\d|[周星]期?[一二三四五六日天1-6]|\d+[:时点]|每[天日周月]|全年|工作日|随时"
)
_TYPES = {
    "how_many": re.compile(r"\d|无|没有|未发生"),
    "money": re.compile(r"元|免费|不收|无偿|收费|不另收|没有.{0,6}费"),
    "phone": re.compile(
        r"\d{3,4}[-—]?\d{7,8}|1[3-9]\d{9}|(?<!\d)(?:1\d{2}|1[12]\d{3}|9\d{4})(?!\d)"
    ),
    "where": re.compile(r"[在位路街号楼厅]|地址|窗口|广场|公园"),
    "clock": re.compile(r"\d+[:时点]|上午|下午|中午|随时|24小时"),
    "when": _DATE,
    "how_long": re.compile(r"\d+个?(?:工作日|天|日|月|年|小时|分钟)|当[天日场]|即时|立即"),
}
"""Question type → what must stand in the passage; other types ask nothing of the wording."""


def unmet(question: Question, line: Line, lexicon: Lexicon, timing: Timing) -> str:
    """The constraint that this passage does not meet (year, place, rate, type), or ''."""
    if not _time_met(timing, line):
        return "year"
    around = line.own.text + line.head.text + line.near.text
    if any(place not in around for place in question.places):
        return "place"
    if not all(_rate_met(rate, line, lexicon) for rate in question.rates):
        return "rate"
    wanted = _TYPES.get(question.asks)
    if wanted and not wanted.search(_without_years(line.own.text, question.asks)):
        return "type"
    return ""


def shows_type(asks: str, text: str) -> bool:
    """Whether folded text holds what a question of this type asks for; False for types that ask nothing of it."""
    wanted = _TYPES.get(asks)
    return bool(wanted and wanted.search(text))


def _time_met(timing: Timing, line: Line) -> bool:
    """By what the text says of the year, or by having been in force then. A year named in the sentence counts before
    one named around it; the day of publication does not count."""
    period = timing.period
    if period is None or period.past:
        return True
    was_in_force = timing.was_in_force(line.entry.source)
    if period.rules and was_in_force is not None:
        return was_in_force
    for text in (line.own.text, line.head.text, line.near.text):
        if named := set(_YEAR.findall(_RULE_YEAR.sub("", text))):
            is_told = was_in_force is not False or text is line.own.text
            return is_told and (
                period.years <= named if period.years else _any_within(named, period)
            )
    return bool(was_in_force)


def _any_within(years: set[str], period: Period) -> bool:
    return any(period.first.year <= int(year) <= period.last.year for year in years)


def _rate_met(rate: str, line: Line, lexicon: Lexicon) -> bool:
    """Some ending of the words before 率 must stand there, letter for letter, in sound, or as a synonym."""
    own = line.own.text + line.head.text
    sound = line.own.sound + line.head.sound
    tails = [rate[i:] for i in range(len(rate) - 2)]
    return any(
        tail in own
        or f" {' '.join(syllables(tail))} " in sound
        or any(other in own for other in lexicon.synonyms.get(tail, ()))
        for tail in tails
    )


def _without_years(text: str, asks: str) -> str:
    """For a count, the year in the sentence is not the figure asked for."""
    return re.sub(r"(?:19|20)\d\d年?", "", text) if asks == "how_many" else text
