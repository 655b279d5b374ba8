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
"""Unit that is asked for → units that answer; 个, 件, 项, 处 and the like stand for each other: any number answers."""
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
_SHARE = re.compile(r"%|‰|全部|全都|均已|都已|\d分之\d|无")
_QUALIFIERS = ("按时", "按期", "及时", "一次", "首次", "在线", "平均", "超时", "综合")
"""Words that make another rate of a rate."""


def unit_met(wording: str, text: str, head: str) -> bool:
    """`head`: the questions that the text is published under; one that asks for the same unit speaks for the text."""
    asked = _ASKED_UNIT.search(wording)
    if not asked or asked[0] in head:
        return True
    return bool(re.search(rf"{_NUMBER}(?:{_UNITS[asked['unit']]})", text) or _NONE.search(text))


def price_met(wording: str, text: str) -> bool:
    return not _ASKS_PRICE.search(wording) or _PRICE.search(text) is not None


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
