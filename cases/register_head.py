"""The columns of an office's register (台账), by the names that offices give them."""

import unicodedata
from collections.abc import Mapping, Sequence

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("编号", "工单编号", "工单号", "受理编号", "信件编号"),
    "channel": ("渠道", "来源", "诉求渠道", "受理渠道", "来电渠道"),
    "kind": ("类型", "诉求类型", "工单类型", "类别"),
    "title": ("标题", "主题"),
    "content": ("内容", "诉求内容", "来信内容", "问题描述"),
    "name": ("姓名", "诉求人", "诉求人姓名", "来电人", "来信人"),
    "reach": ("电话", "联系电话", "联系方式", "手机"),
    "place": ("地址", "事发地址", "地点"),
    "unit": ("承办单位", "主办单位", "办理单位", "责任单位"),
    "area": ("重点领域", "领域"),
    "received": ("收件时间", "来件时间", "受理时间", "登记时间", "来电时间", "收件日期"),
    "transferred": ("转办时间", "派单时间", "交办时间", "转办日期"),
    "replied": ("答复时间", "回复时间", "答复日期", "回复日期"),
    "closed": ("办结时间", "办结日期"),
    "public": ("是否公开", "是否公布", "公开"),
    "reply": ("答复内容", "回复内容", "办理结果"),
    "applicant": ("申请人类型", "申请人类别"),
    "result": ("答复类型", "答复结果", "公开结果"),
    "rating": ("满意度", "满意度评价", "评价"),
}
"""Field → names of its column; the first one found is taken."""

REQUIRED = ("number", "channel", "received")


def columns(head: Sequence[str]) -> dict[str, str]:
    """Field → what its column is called in this file. Column order, blanks and full width do not matter."""
    plain = {_plain(name): name for name in head}
    found = {
        field: next((name for name in known if name in plain), None)
        for field, known in COLUMNS.items()
    }
    return {field: plain[name] for field, name in found.items() if name}


def missing(names: Mapping[str, str]) -> list[str]:
    """The usual names of required columns that the file lacks."""
    return [COLUMNS[field][0] for field in REQUIRED if field not in names]


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())
