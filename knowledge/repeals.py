"""What offices write about the life of a text: whether it is a draft, what it repeals, what repealed it."""

import re
from collections.abc import Iterator, Mapping

from knowledge.entry import State

STATES: Mapping[str, State] = {
    **dict.fromkeys(("", "有效", "现行有效", "现行", "尚未施行", "尚未生效"), State.UNSTATED),
    **dict.fromkeys(("废止", "已废止", "失效", "已失效", "宣布失效", "ended"), State.ENDED),
    **dict.fromkeys(("征求意见稿", "征求意见", "草案", "送审稿", "draft"), State.DRAFT),
}
"""What offices write → the state that the days do not say already."""

NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,16}\s*[〔\[（(【]\s*(?:19|20)\d{2}\s*[〕\]）)】]\s*第?\s*\d+\s*号"
    r"|[\u4e00-\u9fff]{2,20}令\s*[(（]?第\s*\d+\s*号[)）]?"
)
"""文号: 国办发〔2012〕26号, 黑政公开办发[2013]3号, 国务院令第711号."""

_DRAFT = re.compile(
    r"征求意见稿|送审稿|讨论稿|[（(]草案[）)]|草案$|^关于(?:公开|再次)?(?:征求|征集)"
)
_BRACKETED = r"\s*[（(][^（）()]*(?:[（(]\d{4}[)）][^（）()]*)?[)）]"
_NAMED = rf"《[^《》]{{1,60}}(?:《[^《》]{{1,60}}》[^《》]{{0,30}})?》(?:{_BRACKETED})?"
"""A title, and the number in brackets behind it."""
_LISTED = rf"(?:(?:原|以及|及|和|与|、|[，,])?\s*{_NAMED})+"
_ENDS = r"(?:废止|停止执行|停止施行|不再执行)"
_REPEALS = re.compile(
    rf"(?P<before>{_LISTED})(?:等[\u4e00-\u9fff\d]{{0,8}})?"
    rf"(?:(?:自|从)[^，,。；;《]{{0,20}}起|同时|即行|相应|予以|一并|全部)*{_ENDS}"
    rf"|(?:同时|即行|决定|予以|现)废止(?:了)?[:：]?(?P<after>{_LISTED})"
)
_REPEALED = re.compile(
    r"(?:已经?|现已|业已)(?:于[^，,。；;]{0,16})?(?:经|由|被)?(?P<by>[^，,。；;]*?)(?:所)?(?:废止|替代|取代|代替|失效)"
)
_OF_ITSELF = re.compile(
    r"[\[【(（注※]|本(?:文件?|办法|通知|规定|细则|意见|标准|方案|规则|条例|公告)(?:已|现已|业已)"
)
_LONGEST_REMARK = 120


def is_draft(title: str) -> bool:
    """供热管理办法（征求意见稿）; not a report on the draft of a budget."""
    return _DRAFT.search(title.strip()) is not None


def repeals(text: str) -> Iterator[str]:
    """What this paragraph repeals: the number where it stands behind the title, else the title."""
    for found in _REPEALS.finditer(text):
        for named in re.finditer(_NAMED, found["before"] or found["after"]):
            yield _name(named.group())


def repealed_by(text: str) -> str | None:
    """Of a remark on the document itself: what repealed it, '' where it does not say; None for any other text."""
    text = text.strip()
    if len(text) > _LONGEST_REMARK or not _OF_ITSELF.match(text):
        return None
    found = _REPEALED.search(text)
    if not found:
        return None
    return _name(found["by"]) if "《" in found["by"] or NUMBER.search(found["by"]) else ""


def _name(named: str) -> str:
    """'《养犬规定》(临政发〔2005〕3号)' → 临政发〔2005〕3号; '《养犬规定》' → 养犬规定."""
    if number := NUMBER.search(re.sub("^.*》", "", named)):
        written = "".join(number.group().split())
        return written if re.search(r"[(（]", written) else written.rstrip("）)")
    return re.sub("》.*$", "", named.partition("《")[2])
