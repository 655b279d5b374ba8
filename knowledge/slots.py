"""Which labelled fields of a guide or a directory row answer which type of question."""

from collections.abc import Mapping

_SLOTS: Mapping[str, tuple[str, ...]] = {
    "money": ("收费", "费用"),
    "phone": ("电话", "咨询电话"),
    "where": ("办理窗口", "办理地点", "地址"),
    "when": ("办理时间", "办公时间", "开放时间"),
    "clock": ("办理时间", "办公时间", "开放时间"),
    "how_long": ("承诺办结时限", "法定办结时限"),
    "how_to": ("申请材料", "办理流程", "受理条件"),
}
"""Question type → the slots of a guide or a directory row that answer it, best first."""


def slots_for(asks: str) -> tuple[str, ...]:
    """Labels; none for a type that no field answers."""
    return _SLOTS.get(asks, ())


def label_of(line: str) -> str:
    """'电话：12345' → '电话', with either colon."""
    return line.replace("：", ":").partition(":")[0].strip()
