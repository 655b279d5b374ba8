"""What a document says about itself: title, issuer, 文号, dates, whether it is a draft, what it repeals."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from knowledge.dates import DAY, find_day, numeral, read_day, years_after
from knowledge.entry import Source, State
from knowledge.reading.blocks import Block, numbered
from knowledge.repeals import NUMBER, STATES, is_draft, repealed_by, repeals

_HEAD_BLOCKS = 12
_LONGEST_HEAD_LINE = 120
_LONGEST_TITLE = 80

_LABEL = re.compile(
    r"(?:^|[\s|｜【\[(（])([A-Za-z\u4e00-\u9fff][A-Za-z \u4e00-\u9fff]{1,15}?)\s*[:：]\s*"
)
_FIELDS = {
    "title": ("标题", "名称", "title"),
    "issuer": (
        "发布机构",
        "发文机关",
        "发布单位",
        "发文单位",
        "制定机关",
        "公开主体",
        "作者",
        "来源",
    ),
    "number": ("文号", "发文字号", "文件编号", "number"),
    "published": ("发布时间", "发布日期", "成文日期", "公开日期", "发文日期", "日期", "published"),
    "in_force_from": ("生效日期", "施行日期", "实施日期"),
    "in_force_to": ("失效日期", "废止日期", "有效期至"),
    "url": ("网址", "链接", "url"),
    "state": ("有效性", "时效性", "效力状态", "文件状态"),
    "successor": ("替代文件", "取代文件"),
}
_FIELD_OF = {label: name for name, labels in _FIELDS.items() for label in labels}
_FIELD_OF |= {"信息来源": "issuer", "issuer": "issuer", "author": "issuer", "date": "published"}

_OWN = r"(?:^|第\S{1,6}条\s*|[。;；]|[公发印][布发][,，]|本[\u4e00-\u9fff]{1,10}?)"
"""Before a day in force: without it the day may be that of a law that is only cited."""

_STARTS = re.compile(
    rf"{_OWN}自\s*({DAY}|(?:公布|发布|印发|下发|颁布)之日)起(?:(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})日后)?"
    r"(?:正式)?(?:施行|实施|执行|生效|试行)"
)
_ENDS = re.compile(rf"有效期(?:限)?(?:至|到|截至|截止到?)\s*({DAY})")
_LASTS = re.compile(r"(?:有效期|试行期?)(?:限)?(?:为)?\s*([\d一二两三四五六七八九十]{1,3})年")


_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{1,28}(?:政府|委员会|领导小组|公司|[办局厅部院室会处司站所队])"
)
"""A signature: the name of an organ and nothing else."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A document: its source, and the blocks that are its text, without title and letterhead."""

    source: Source
    blocks: list[Block]


def open_letter(said: Source, blocks: Sequence[Block], name: str) -> Letter:
    """`said` is what the file's own fields say and goes first; `name` stands in for a missing title."""
    length = _head_length(blocks)
    source = said
    kept: list[Block] = []
    title: list[str] = []
    for block in blocks[:length]:
        if (known := _letterhead(block, source)) is not None:
            source = known
        elif block.text == source.title:
            continue
        elif not said.title and _titles(block, title):
            title.append(block.text)
        else:
            kept.append(block)
    kept += blocks[length:]
    if not kept and not source.title:
        kept, title = [block for block in blocks if block.text in title], []
    source = replace(source, title=source.title or "".join(title) or name)
    source, kept = _sign_off(source, kept)
    return Letter(_succession(_in_force(source, kept), kept), kept)


def _head_length(blocks: Sequence[Block]) -> int:
    for at, block in enumerate(blocks[:_HEAD_BLOCKS]):
        marked = (at > 0 and block.level > 0) or numbered(block.text)
        if marked or len(block.text) > _LONGEST_HEAD_LINE or block.text.endswith("。"):
            return at
    return min(len(blocks), _HEAD_BLOCKS)


def _letterhead(block: Block, source: Source) -> Source | None:
    """The source with what this line says, None when it says nothing about the document."""
    text = block.text
    if number := NUMBER.fullmatch(text.strip("()（） ")):
        return replace(source, number=source.number or "".join(number.group().split()))
    if day := read_day(text.strip("()（） ")):
        return replace(source, published=source.published or day)
    if found := re.fullmatch(r"([\u4e00-\u9fff]{4,30}?)文件", text):
        return replace(source, issuer=source.issuer or found.group(1))
    pairs = list(_pairs(text))
    if not pairs or not text.lower().lstrip("【[(（").startswith(pairs[0][0]):
        return None
    for label, value in pairs:
        source = _with(source, _FIELD_OF.get(label, ""), value)
    return source if pairs[0][0] in _FIELD_OF else None


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    """发布时间: 2013-03-22 作者:政府办 → (发布时间, 2013-03-22), (作者, 政府办)."""
    labels = list(_LABEL.finditer(line))
    ends = [*(label.start() for label in labels[1:]), len(line)]
    for label, end in zip(labels, ends, strict=False):
        yield label.group(1).strip().lower(), line[label.end() : end].strip(" \u3000】])）|")


def _with(source: Source, name: str, value: str) -> Source:
    """What was said first stays."""
    match name:
        case "title" if value and not source.title:
            return replace(source, title=value)
        case "issuer" if value and not source.issuer:
            return replace(source, issuer=value)
        case "number" if value and not source.number:
            return replace(source, number=value)
        case "url" if value and not source.url:
            return replace(source, url=value)
        case "published":
            return replace(source, published=source.published or find_day(value))
        case "in_force_from":
            return replace(source, in_force_from=source.in_force_from or find_day(value))
        case "in_force_to":
            return replace(source, in_force_to=source.in_force_to or find_day(value))
        case "state":
            return replace(source, state=source.state or STATES.get(value, State.UNSTATED))
        case "successor":
            return replace(source, successor=source.successor or value.strip("《》"))
        case _:
            return source


def _titles(block: Block, title: Sequence[str]) -> bool:
    """Is the title, or its second line (绥芬河市人民政府 / 关于……的通知)."""
    if len(block.text) > _LONGEST_TITLE or block.text.endswith(tuple("。；;，,：:")):
        return False
    return not title or (len(title) == 1 and block.text.startswith(("关于", "印发", "转发")))


def _sign_off(source: Source, blocks: list[Block]) -> tuple[Source, list[Block]]:
    """Without the issuer and the day at the end, which the head need not say then."""
    if len(blocks) < 3 or source.published or not (day := read_day(blocks[-1].text)):
        return source, blocks
    source = replace(source, published=day)
    signed = blocks[-2]
    if signed.level or not _ORGAN.fullmatch(signed.text):
        return source, blocks[:-1]
    return replace(source, issuer=source.issuer or signed.text), blocks[:-2]


def _in_force(source: Source, blocks: Sequence[Block]) -> Source:
    first, last = source.in_force_from, source.in_force_to
    for block in blocks:
        started = _STARTS.search(block.text)
        if started and not first:
            first = _start(started, source.published)
        if (started or block.text.startswith(("本", "有效期"))) and not last:
            last = _end(block.text, first)
    return replace(source, in_force_from=first, in_force_to=last)


def _start(started: re.Match[str], published: date | None) -> date | None:
    day, after = find_day(started.group(1)) or published, started.group(2)
    return day + timedelta(days=numeral(after)) if day and after else day


def _end(text: str, first: date | None) -> date | None:
    if until := _ENDS.search(text):
        return find_day(until.group(1))
    lasts = _LASTS.search(text)
    if lasts and first:
        years = numeral(lasts.group(1).replace("两", "二"))
        return years_after(first, years) - timedelta(days=1)
    return None


def _succession(source: Source, blocks: Sequence[Block]) -> Source:
    """Whether the document is a draft or says of itself that it was repealed, and what it repeals."""
    if is_draft(source.title):
        source = replace(source, state=source.state or State.DRAFT)
    for block in (*blocks[:_HEAD_BLOCKS], *blocks[-2:]):
        if (successor := repealed_by(block.text)) is not None:
            source = replace(source, state=State.ENDED, successor=source.successor or successor)
    named = [name for block in blocks for name in repeals(block.text)]
    others = (name for name in named if name not in (source.number, source.title))
    return replace(source, replaces=source.replaces or tuple(dict.fromkeys(others)))
