"""Which labelled fields of a guide or a directory row answer which question.

Offices label the same field in many ways (办理窗口, 办公地址, 受理地点); a field is known by what its label holds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Slot:
    """`labels`: what the label of such a field holds. `words`: what a question that wants it holds beside its type.
    `asks`: the types of question it answers."""

    labels: re.Pattern[str]
    words: re.Pattern[str]
    asks: tuple[str, ...] = ()


def _slot(labels: str, words: str, *asks: str) -> _Slot:
    return _Slot(re.compile(labels), re.compile(words), asks)


_SLOTS: Mapping[str, _Slot] = {
    "complaint": _slot("(?:监督|投诉|举报).*(?:电话|方式|渠道)|监督投诉", "(?:监督|投诉|举报).{0,4}(?:电话|号码|方式)"),
    "phone": _slot("^(?!监督|投诉|举报).*(?:电话|热线|联系方式|咨询方式|手机)", "电话|联系方式|号码", "phone"),
    "materials": _slot("材料|证件|资料", "材料|证件|资料|清单", "materials"),
    "legal limit": _slot("法定.*(?:时限|期限|时间)", "法定(?!节).{0,6}(?:时限|期限|时间|[天日])"),
    "promised limit": _slot(
        "^(?!法定).*(?:承诺|办结|办理|审批).*(?:时限|期限)|^(?:时限|期限)$", "承诺.{0,6}(?:时限|期限|时间|[天日])"
    ),
    "limit": _slot("时限|期限", "时限|期限|工作日", "how_long"),
    "money": _slot("收费|费用|价格|票价|工本费", "费用|收费|价格|票价|工本费|手续费|要钱|花钱", "money"),
    "basis": _slot("依据", "依据", "basis"),
    "hours": _slot(
        "(?:办理|办公|开放|工作|服务|营业|受理|上班|接待)时间",
        "(?:办理|办公|开放|工作|服务|营业|受理)时间|[上下]班|开门|关门|午休|周[末日6]|星期[日天6]|双休",
        "when",
        "clock",
    ),
    "where": _slot("地址|地点|窗口|位置|场所", "地址|地点|位置|窗口", "where"),
    "conditions": _slot("条件|对象|资格", "条件|资格|门槛", "conditions"),
    "steps": _slot("流程|程序|步骤", "流程|程序|步骤"),
    "duty": _slot(
        "职责|职能|承办|实施(?:主体|机关)|主管|负责|责任|办理机构|联系人", "职责|职能|负责|主管|归.{0,4}管", "who"
    ),
    "contact": _slot("窗口|地点|地址|电话", "$.", "who"),
    "doing": _slot("材料|流程|程序|条件", "$.", "how_to"),
}  # fmt: skip
_NARROWER = {
    "phone": ("complaint",),
    "limit": ("legal limit", "promised limit"),
    "doing": ("steps", "materials", "conditions"),
}
"""A question that names the narrower field does not want the wider one."""
_OPEN = ("", "which", "whether", "how_many", "how_to")
"""With these types it is the words that say which field is wanted."""
LINES_SHOWN = 3


def slots_asked(asks: str, wording: str) -> tuple[str, ...]:
    """Names of the slots that a question of this type and wording wants; none where it wants none in particular."""
    named = [name for name, slot in _SLOTS.items() if slot.words.search(wording)]
    typed = [name for name, slot in _SLOTS.items() if asks in slot.asks]
    found = [
        *typed,
        *(name for name in named if not typed or asks in _OPEN or name in _narrower(typed)),
    ]
    return tuple(name for name in dict.fromkeys(found) if not set(_narrower([name])) & set(found))


def _narrower(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(narrow for name in names for narrow in _NARROWER.get(name, ()))


def is_of(line: str, slots: Sequence[str]) -> bool:
    """Whether this line of a guide or a directory row is one of these slots."""
    label = label_of(line)
    return any(_SLOTS[name].labels.search(label) for name in slots)


def lines_asked(lines: Sequence[str], asks: str, wording: str) -> Sequence[str]:
    """The one to three lines asked for, as published; the first ones where none was asked for in particular."""
    slots = slots_asked(asks, wording)
    if any(is_of(line, ["duty"]) for line in lines):
        slots = tuple(name for name in slots if name != "contact")
    return ([line for line in lines if is_of(line, slots)] or lines)[:LINES_SHOWN]


def label_of(line: str) -> str:
    """'电话：12345' → '电话', with either colon."""
    return line.replace("：", ":").partition(":")[0].strip()
