"""Whether a text holds the kind of quantity that is asked for: people, households, money, a rate, an average."""

import re

_NUMBER = r"\d+(?:\.\d+)?(?:多|余|几|来)?[万亿千百]?个?"
_UNITS = {
    "人次": "人次",
    "人": "人(?!次)|名|位|人次",
    "名": "人|名|位",
    "位": "人|名|位",
    "户": "户|家",
    "亩": "亩|公顷|平方米",
    "平方米": "平方米|平米|㎡|m2|亩|公顷|平方公里",
    "公里": "公里|千米|米",
    "吨": "吨|公斤|千克|万吨",
    "工作日": "工作日|天|日",
    "块钱": "元|块|角",
    "元": "元|块|角",
}
"""Unit that is asked for → units that answer."""
_COUNTERS = "个件条项处家所栋辆台种次期座部张份本页套间支只幢艘班"
"""Counters that stand for each other: a count in one of them answers; a date, a sum or a phone number does not."""
_ASKED_COUNT = re.compile(rf"(?:多少|几)([{_COUNTERS}])(?!工作日|月|小时|人民币)")
_COUNT = re.compile(rf"(?<![\d.])({_NUMBER[:-2]})([{_COUNTERS}名位人户])(?!以[上下内外]|[月工小])")
_ASKED_LIST = re.compile(
    r"具体(?:是|有|都|包括)*哪|哪[几\d两一二三四五六七八九十]+[件条项家种类样]|哪些名称|分别(?:是|有)"
)
_LISTED = re.compile(r"[、;\n]|分别|(?:,[^,。;]{2,8}){2}")
_ASKED_UNIT = re.compile(rf"(?:多少|几)个?(?P<unit>{'|'.join(_UNITS)})(?![口民大才])")
_NONE = re.compile(r"无|没有|未发生|未有|全部|均(?:已|为)|都")
_AVERAGE = re.compile(r"平均|[人户日月年周]均|每[人户天日月年]")
_ASKS_AVERAGE = re.compile(r"平均|[人户日月年周]均|每[人户天日月年](?!年)")
_AVERAGED = re.compile(r"(?:平均|[人户日月年周]均)[^,。;!?\d]{0,12}\d+(?:\.\d+)?")
_BOUNDS = (
    ("最高", "上限", "最多", "至多", "不超过"),
    ("最低", "下限", "最少", "至少", "不低于", "不少于"),
)
_PRICE = re.compile(
    r"\d(?:\.\d+)?[多余几万千百]*(?:元|块|角|美元|卢布)|免费|免收|不收|无偿|不另收|无费用|零费用|(?:没有|未发生).{0,14}费|不需要?(?:交|缴)"
)
_ASKS_PRICE = re.compile(
    r"多少(?:钱|元|块)|几块钱?|几元|多钱|价格是?多少|什么价|啥价|收多少|贵不贵"
)
_ASKS_BENEFIT = re.compile(
    r"(?:保险金|失业金|津贴|补贴|补助|养老金|退休金|低保金|抚恤金|奖金|工资|薪水|待遇)(?:标准)?[^,。?!]{0,6}?(?:多少(?![人户家个件次天])|几(?:块|元))"
    r"|罚(?:款|金|钱)?(?:是|要)?多少(?![人户家个件次天])|(?:领|发给?|补)多少钱"
)
_SUM = re.compile(r"\d[多余几万千百]*(?:元|块|美元|卢布)|\d%|百分之|\d倍|标准的\d")
_ASKED_EACH = re.compile(
    r"(?:多少钱|几块钱?|几元|多少)(?:一|1|每)(?P<of>平方米?|平米?|[吨页张度方本只份立])|每(?P<each>平方米?|平米?|[吨页张度方本只份])(?:是|要|收)?多少钱"
)
_EACH = {"平": "平|㎡|m2", "吨": "吨|方", "方": "方|吨", "立": "方|吨", "度": "度|千瓦时|kwh"}
"""First character of the unit asked for → what stands for it."""
_SHARE = re.compile(r"%|‰|全部|全都|均已|都已|\d分之\d|无")
_QUALIFIERS = ("按时", "按期", "及时", "一次", "首次", "在线", "平均", "超时", "综合")
"""Words that make another rate of a rate."""


def unit_met(wording: str, text: str, head: str) -> bool:
    """`head`: the questions that the text is published under; one that asks for the same unit speaks for the text."""
    count = _ASKED_COUNT.search(wording)
    if count and count[0] not in head and not (_counted(count[1], text) or _NONE.search(text)):
        return False
    asked = _ASKED_UNIT.search(wording)
    if not asked or asked[0] in head:
        return True
    return bool(re.search(rf"{_NUMBER}(?:{_UNITS[asked['unit']]})", text) or _NONE.search(text))


def _counted(counter: str, text: str) -> bool:
    """One of something else is no count: 由一个部门办理 does not say how many 件 there are."""
    return any(number != "1" or counted == counter for number, counted in _COUNT.findall(text))


def list_met(wording: str, text: str) -> bool:
    """Who asks which nine they are is not told by 'nine'."""
    return not _ASKED_LIST.search(wording) or _LISTED.search(text) is not None


def price_met(wording: str, text: str) -> bool:
    """What is paid to the citizen is a sum, and no fee for it."""
    if _ASKS_BENEFIT.search(wording):
        return _SUM.search(text) is not None and not text.startswith(("收费", "费用"))
    return not _ASKS_PRICE.search(wording) or _PRICE.search(text) is not None


def each_met(wording: str, text: str, head: str) -> bool:
    """A price for one page is no price as such."""
    asked = _ASKED_EACH.search(wording)
    if not asked:
        return True
    unit = (asked["of"] or asked["each"])[0]
    return bool(re.search(_EACH.get(unit, unit), text + head))


def average_met(wording: str, text: str, head: str) -> bool:
    """An average is no total, and a total no average."""
    if _ASKS_AVERAGE.search(wording):
        return _AVERAGE.search(text + head) is not None
    averaged = _AVERAGED.search(text)
    return not averaged or bool(re.search(r"\d", _AVERAGED.sub("", text)))


def bound_met(wording: str, text: str) -> bool:
    """The highest is not the lowest."""
    for bound, other in (_BOUNDS, _BOUNDS[::-1]):
        if _any(bound, wording) and not _any(other, wording):
            return _any(bound, text) or not _any(other, text)
    return True


def share_met(text: str) -> bool:
    """A rate is told as a share, or as all or none."""
    return _SHARE.search(text) is not None


def same_rate(rate: str, text: str) -> bool:
    """Where the rate's name stands, no word before it makes another rate of it: 办结率 is not 按时办结率."""
    base = rate[-3:]
    asked = {word for word in _QUALIFIERS if word in rate}
    found = [text[max(0, m.start() - 5) : m.start()] for m in re.finditer(re.escape(base), text)]
    return not found or any({q for q in _QUALIFIERS if q in before} == asked for before in found)


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)
