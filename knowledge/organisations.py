"""Organisations and places that a text names, known by the endings of their names; abbreviations are seen through."""

import re
from collections.abc import Iterator

import rjieba

from knowledge.lexicon import Lexicon

_ENDING = (
    r"(?:局|委员会|发改委|卫健委|住建委|管委会|法院|检察院|派出所|交警队|消防队|卫生院|医院|银行|海关"
    r"|税务所|司法所)"
)
_OFFICE = re.compile(rf".*{_ENDING}$|(?:供热|信访|政府|街道|老龄|扶贫|双拥|人防|征收|法制|编制)办$")
_NAMED = re.compile(rf"(?!当局|结局|布局|格局|全局|大局|各局)[\u4e00-\u9fff]{{2,10}}?{_ENDING}")
_RANK = re.compile(r"^(?:本|我|全)?[市县区省镇乡]")
_PLACE_ENDINGS = "省市县区镇乡村旗"
_NO_NAMES = re.compile(
    r"(?:开发|示范|工业|居民|风景|自治|保护|住宅|商业|办公|服务|休息|老城|新城|主城|市辖)区$"
    r"|(?:直辖|地级|县级)市$|^.[省市县区镇乡村旗]$"
)


def offices_named(wording: str) -> tuple[str, ...]:
    """Of a question, without the rank of the town before it: 市环保局 → 环保局."""
    found: list[str] = []
    before = ""
    for token in rjieba.cut(wording):
        name = before + token if len(token) < 3 and len(before) == 1 else token
        name = _RANK.sub("", name)
        if len(name) > 2 and _OFFICE.match(name):
            found.append(name)
        before = token
    return tuple(found)


def names_office(name: str, text: str, lexicon: Lexicon) -> bool:
    """In full, shortened or as a synonym: 环保局 and 环境保护局 name each other."""
    if any(other in text for other in (name, *lexicon.synonyms.get(name, ()))):
        return True
    if re.search("[\u4e00-\u9fff]{0,3}?".join(map(re.escape, name)), text):
        return True
    return any(_shortens(other, name) for other in _short_names(text, name[-1]))


def names_other_office(text: str) -> bool:
    return _NAMED.search(text) is not None


def districts_named(wording: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Districts, counties, towns and villages of a question that have a name of their own: 南岗区, 阜宁镇."""
    found: list[str] = []
    before = ("", "")
    for token, tag in rjieba.tag(wording):
        if len(token) == 1 and token in _PLACE_ENDINGS and before[1] == "ns":
            name = before[0] + token
        else:
            name = token if tag == "ns" and len(token) > 2 and token[-1] in _PLACE_ENDINGS else ""
        if name and not _NO_NAMES.search(name) and not name.startswith(tuple(lexicon.own_places)):
            found.append(name)
        before = (token, tag)
    return tuple(found)


def _short_names(text: str, ending: str) -> Iterator[str]:
    for m in re.finditer(re.escape(ending), text):
        for length in (3, 4, 5):
            yield text[max(0, m.start() + 1 - length) : m.start() + 1]


def _shortens(short: str, name: str) -> bool:
    """Its characters stand in the name in the same order, the first and the last at its ends."""
    if len(short) < 3 or len(short) >= len(name) or short[0] != name[0]:
        return False
    rest = iter(name)
    return all(c in rest for c in short)
