"""What in an address is below the community or the road: building, unit, floor, room, house number."""

import re
from collections.abc import Iterator

from cases.masking.folding import BAR
from cases.masking.span import Kind, Span

_N = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_LETTERED = rf"(?:[A-Za-z甲乙丙丁戊东西南北]?{_N}|[A-Za-z甲乙丙丁戊])"
_FEW = r"(?:\d\d?|[二三四五六七八九十]{1,3}|[A-Za-z甲乙丙丁戊])"
"""512栋 and 一栋 are counts."""
_BUILDING = rf"(?:{_LETTERED} ?(?:号楼|#楼|号院|#)|(?<!\d){_FEW}[栋幢]|(?:[A-Za-z]|\d\d?)座(?=\d))"
_UNIT = rf"{_LETTERED}(?:单元|门(?=\d))"
_FLOOR = rf"{_N}[楼层]"
_DOOR = r"[东西南北中左右][门户]"
_ROOM = rf"(?:(?:\d{{3,4}}|[零〇一二三四五六七八九]{{3,4}})(?:室|房|号)?(?!\d|{_N}|[元平年块米天])|\d{{1,4}}室|{_DOOR})"
_INSIDE = rf"(?: ?{_UNIT})?(?: ?{_FLOOR})?(?: ?{_ROOM})?"
_HOUSE = rf"{_LETTERED}(?:-\d{{1,3}})?号"
_GROUPS = rf"(?:{_N}委)?{_N}组{_N}号|{_N}委{_N}组"
_DETAIL = re.compile(
    rf"(?<![第\d.-])(?:"
    rf"(?:{_HOUSE} ?)?(?:{_BUILDING} ?)+{_INSIDE}"
    rf"|(?:{_HOUSE} ?)?{_UNIT} ?(?:{_FLOOR} ?{_ROOM}|{_FLOOR}|{_ROOM})"
    rf"|{_HOUSE} ?{_UNIT}"
    rf"|{_GROUPS}"
    rf"|\d{{1,2}}-\d{{1,2}}-(?!(?:19|20)\d\d)\d{{3,4}}(?![\d-])"
    rf"|\d{{3,4}}室)"
)
_HOME = re.compile(
    rf"(?:[我俺家租现居]住|住[在于址]|[我俺他她]家|户籍|户口|家庭地址|身份证地址)[^\d,;。!?(){BAR}]{{1,20}}?[路街巷道同村屯里区园房](?P<house>{_HOUSE})"
    rf"|[路街巷道同村屯](?P<ours>{_HOUSE})(?=[我俺]家)"
)
_PUBLIC = re.compile(
    r"(?:医院|住院部|门诊部?|学校|[小中大]学|[一二三四五六七八九\d]中|学院|幼儿园|法院|检察院|派出所|监狱|看守所|政府|政务|大厅|中心"
    r"|图书馆|博物馆|车站|机场|商场|市场|超市|宾馆|酒店|大楼|大厦|局|口岸|产业园|工业园)"
    rf"(?:{_FLOOR}|[A-Za-z]座)?$"
)
"""A building that is open to all has rooms that may be told."""


def addresses(plain: str) -> Iterator[Span]:
    """The mask keeps the community or the road before it. A house number by itself (文化街15号) is somebody's home only
    where the sentence says so: offices and shops are found by theirs."""
    for found in _DETAIL.finditer(plain):
        if not _PUBLIC.search(plain, max(0, found.start() - 12), found.start()):
            yield _masked(found.start(), found.end())
    for found in _HOME.finditer(plain):
        yield _masked(*found.span(str(found.lastgroup)))


def _masked(start: int, end: int) -> Span:
    return Span(start, end, Kind.ADDRESS, "[门牌号]")
