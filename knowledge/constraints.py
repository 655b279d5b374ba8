"""What the quoted text must meet before it may stand as an answer: year, place, office, quantity, type.

A passage that is close to the question and breaks one of these answers another question: the year before, another
city, the neighbouring figure. Such a question is not known, whatever the score.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge.asked_time import Period
from knowledge.entry import EntryKind
from knowledge.lexicon import Lexicon
from knowledge.lines import Line
from knowledge.organisations import (
    districts_named,
    names_office,
    names_other_office,
    offices_named,
)
from knowledge.quantities import (
    average_met,
    bound_met,
    each_met,
    list_met,
    price_met,
    same_rate,
    share_met,
    unit_met,
)
from knowledge.question import Question
from knowledge.slots import is_of, slots_asked
from knowledge.text import fold, syllables
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
    "money": re.compile(r"元|免费|免收|不收|无偿|收费|收取|不另收|没有.{0,6}费|缴纳|标准|%"),
    "phone": re.compile(
        r"\d{3,4}[-—]?\d{7,8}|1[3-9]\d{9}|(?<!\d)(?:1\d{2}|1[12]\d{3}|9\d{4})(?!\d)"
    ),
    "where": re.compile(r"[在位路街号楼厅]|地址|地点|窗口|广场|公园"),
    "clock": re.compile(r"\d+[:时点]|上午|下午|中午|随时|24小时"),
    "when": _DATE,
    "why": re.compile(
        r"因|由于|为了|为(?:保|加|进|方|确|规)|原因|根据|依据|按照|鉴于|以便|旨在|所以|导致|造成"
    ),
    "how_long": re.compile(r"\d+个?(?:工作日|天|日|月|年|小时|分钟)|当[天日场]|即时|立即"),
}
"""Question type → what must stand in the passage; other types ask nothing of the wording."""
_HINTS = {
    "where": re.compile("[站馆处]"),
    "how_to": re.compile(
        r"申请|办理|填[写报]|检附|提交|持|携带|登[录入]|下载|拨打|前往|网站|流程|程序|步骤|(?:^|\n)\s*[1(①]"
    ),
    "materials": re.compile(r"证|表|书|簿|本人|复印件|影本|材料|资料|文件|照片|印章"),
    "conditions": re.compile(r"满|符合|具[有备]|者|以[上下]|年龄|户籍|资格|条件|下列|情形"),
    "who": re.compile(r"局|处|委员会|科|部门|所|单位|负责|主管|机关|公司|中心|院|者"),
    "whether": re.compile(r"可以|不可|不得|不[能需用必]|[需须应]|无需|免|是否|[没未]有|能|会"),
    "basis": re.compile(r"第\d+条|《|法|条例|规定|办法"),
}
"""Question type → what a text as a whole holds that answers it; no quoted line need hold it."""
_TOLD_BY_TITLE = ("why",)
"""Types that a text tells also by standing under a question of that type."""
_PARTICULARS = (
    *("邮箱", "邮编", "邮政编码", "传真", "微信", "公众号", "网址", "二维码", "QQ群"),
    *("账户", "账号", "卡号"),
    *("局长", "主任", "书记", "市长", "镇长", "县长", "区长", "所长", "院长", "校长"),
)
"""Words that must stand in an answer where the question holds them: another address or person is another answer."""

_STAGES = tuple(
    (re.compile(asked), re.compile(told))
    for asked, told in (
        ("丢|遗失|挂失|补办|补领|被偷", "丢|遗失|挂失|补[办领发证换]|被盗|损毁"),
        ("延期|续期|展期|续办", "延期|延长|延续|展期|(?<!手)续|到期|期满|换"),
        ("注销|销户", "注销|销户|撤销|吊销"),
        ("变更|更名|改名|过户", "变更|更名|改名|过户|转移|更改|修改|更正"),
        ("罚|处罚", "罚"),
        ("哪[家个]公司|哪[家个]企业", "公司|企业|集团|厂|银行"),
    )
)
"""Above all what is done with a paper after it was issued: how one first gets it is another answer."""
_PROVINCE = re.compile(
    r"(?<![外本全])省(?:级)?[\u4e00-\u9fff]{0,6}?(?:局|厅|委|办公室|法院|检察院|政府)"
)


@dataclass(frozen=True, slots=True)
class Constraints:
    """What a question demands, read once for many lines."""

    question: Question
    timing: Timing
    lexicon: Lexicon
    offices: tuple[str, ...]
    districts: tuple[str, ...]
    slots: tuple[str, ...]
    particulars: tuple[str, ...]

    @classmethod
    def of(cls, question: Question, lexicon: Lexicon, timing: Timing) -> "Constraints":
        wording = question.wording
        return cls(
            question,
            timing,
            lexicon,
            offices_named(wording),
            districts_named(wording, lexicon),
            slots_asked(question.asks, wording),
            tuple(word for word in _PARTICULARS if word in wording),
        )

    def unmet(self, line: Line) -> str:
        """The first that this line does not meet (year, place, office, rate, quantity, slot, type), or ''."""
        return next((name for name, is_met in _CHECKS if not is_met(self, line)), "")

    def _time(self, line: Line) -> bool:
        if "今年" in self.question.wording and not self.timing.period:
            named = set(_YEAR.findall(_RULE_YEAR.sub("", line.own.text)))
            return not named or str(self.timing.today.year) in named
        return _time_met(self.timing, line)

    def _place(self, line: Line) -> bool:
        places = (*self.question.places, *self.districts)
        return not places or all(place in _around(line) for place in places)

    def _office(self, line: Line) -> bool:
        """An office that is named must be; where the text names none at all, it may still tell what is asked."""
        if _PROVINCE.search(self.question.wording) and "省" not in _around(line):
            return False
        if not self.offices or all(
            names_office(office, _around(line), self.lexicon) for office in self.offices
        ):
            return True
        is_about_it = not {"phone", "where", "hours", "duty", "contact"}.isdisjoint(self.slots)
        issuer = fold(line.entry.source.issuer)
        return not is_about_it and not names_other_office(
            f"{line.own.text}\n{line.head.text}\n{issuer}"
        )

    def _rate(self, line: Line) -> bool:
        rates = self.question.rates
        met = all(_rate_met(rate, line, self.lexicon) for rate in rates)
        is_figure = rates and self.question.asks in ("", "how_many")
        return met and (not is_figure or share_met(line.own.text))

    def _quantity(self, line: Line) -> bool:
        wording, own, head = self.question.wording, _value(line), line.head.text
        return (
            unit_met(wording, own, head)
            and list_met(wording, own)
            and price_met(wording, own)
            and each_met(wording, own, head)
            and average_met(wording, own, head)
            and bound_met(wording, own + head)
        )

    def _slot(self, line: Line) -> bool:
        """Of a guide or a directory row only the field that is asked answers; 收费 in 收费中心 asks for no field."""
        is_labelled = line.entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY)
        if not is_labelled or not self.slots or is_of(line.own.text, self.slots):
            return True
        return set(self.slots) <= set(slots_asked("", line.head.text))

    def _particular(self, line: Line) -> bool:
        if not self._stage(line):
            return False
        told = f"{line.own.text}\n{line.head.text}"
        return all(
            word in told or any(other in told for other in self.lexicon.synonyms.get(word, ()))
            for word in self.particulars
        )

    def _stage(self, line: Line) -> bool:
        """Told anywhere in the entry."""
        asked = [told for asked, told in _STAGES if asked.search(self.question.wording)]
        return not asked or all(
            told.search(fold(f"{line.entry.title}\n{line.entry.text}\n{line.head.text}"))
            for told in asked
        )

    def _type(self, line: Line) -> bool:
        asks = self.question.asks
        wanted = _TYPES.get(asks)
        if not wanted or wanted.search(_without_years(_value(line), asks)):
            return True
        return asks in _TOLD_BY_TITLE and any(
            phrase in line.head.text for phrase in self.lexicon.asks[asks]
        )


_CHECKS: tuple[tuple[str, Callable[[Constraints, Line], bool]], ...] = (
    ("year", Constraints._time),
    ("place", Constraints._place),
    ("office", Constraints._office),
    ("rate", Constraints._rate),
    ("quantity", Constraints._quantity),
    ("slot", Constraints._slot),
    ("particular", Constraints._particular),
    ("type", Constraints._type),
)


def _around(line: Line) -> str:
    """All that says what the line is about, its source with it."""
    source = line.entry.source
    return "\n".join(
        (line.own.text, line.head.text, line.near.text, fold(source.title), fold(source.issuer))
    )


def _value(line: Line) -> str:
    """Of a labelled field what stands behind its label."""
    text = line.own.text
    is_labelled = line.entry.kind in (EntryKind.GUIDE, EntryKind.DIRECTORY)
    return text.partition(":")[2] or text if is_labelled else text


def shows_type(asks: str, text: str) -> bool:
    """Whether folded text holds what a question of this type asks for; False for types that ask nothing of it."""
    wanted = _TYPES.get(asks)
    return bool(wanted and wanted.search(text))


def hints_at_type(asks: str, text: str) -> bool:
    """The same of a text as a whole, of which a quoted line need not hold it; for more types."""
    hint = _HINTS.get(asks)
    return bool(hint and hint.search(text)) or shows_type(asks, text)


def _time_met(timing: Timing, line: Line) -> bool:
    """By what the text says of the year, or by having been in force then. A year named in the sentence counts before
    one named around it; the day of publication does not count."""
    period = timing.period
    if period is None or period.past:
        return True
    was_in_force = timing.was_in_force(line.entry.source)
    if period.rules and was_in_force is not None:
        return was_in_force
    if period.is_month and not re.search(rf"(?<!\d){period.first.month}月", _around(line)):
        return bool(was_in_force)
    for text in (line.own.text, line.head.text, line.near.text):
        if named := set(_YEAR.findall(_RULE_YEAR.sub("", text))):
            if was_in_force is False and text is not line.own.text:
                return False
            return period.years <= named or (period.is_open and _any_within(named, period))
    return bool(was_in_force)


def _any_within(years: set[str], period: Period) -> bool:
    return any(period.first.year <= int(year) <= period.last.year for year in years)


def _rate_met(rate: str, line: Line, lexicon: Lexicon) -> bool:
    """Some ending of the words before 率 must stand there, letter for letter, in sound, or as a synonym."""
    own = line.own.text + line.head.text
    sound = line.own.sound + line.head.sound
    tails = [rate[i:] for i in range(len(rate) - 2)]
    return same_rate(rate, own) and any(
        tail in own
        or f" {' '.join(syllables(tail))} " in sound
        or any(other in own for other in lexicon.synonyms.get(tail, ()))
        for tail in tails
    )


def _without_years(text: str, asks: str) -> str:
    """For a count, the year in the sentence is not the figure asked for."""
    return re.sub(r"(?:19|20)\d\d年?", "", text) if asks == "how_many" else text
