"""A table of questions, guides or directory rows → entries."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from knowledge.dates import read_day
from knowledge.document import LONGEST_TEXT
from knowledge.entry import Entry, EntryKind, Source
from knowledge.findings import Finding, shown
from knowledge.objects import slot_text
from knowledge.repeals import STATES
from knowledge.tables import Table

_TITLES: Mapping[EntryKind, tuple[str, ...]] = {
    EntryKind.FAQ: ("问题", "问", "标准问题", "咨询问题", "question", "q"),
    EntryKind.GUIDE: ("事项名称", "事项", "办理事项", "服务事项", "item"),
    EntryKind.DIRECTORY: ("单位", "单位名称", "机构名称", "部门", "机构", "名称", "unit", "name"),
}
_ANSWERS = ("答案", "答", "回答", "答复", "answer", "a")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "variants": ("相似问", "相似问题", "相似问法", "variants"),
    "area": ("领域", "area"),
    "source": ("来源", "出处", "来源标题", "source", "source title"),
    "issuer": ("发布机构", "发布单位", "issuer"),
    "number": ("文号", "number"),
    "published": ("日期", "发布日期", "发布时间", "date", "published"),
    "in_force_from": ("生效", "生效日期", "施行日期", "in_force_from"),
    "in_force_to": ("失效", "失效日期", "有效期至", "in_force_to"),
    "url": ("网址", "链接", "url"),
    "state": ("有效性", "时效性", "效力状态", "文件状态", "效力", "state"),
    "successor": ("替代文件", "取代文件", "新文件", "successor"),
    "replaces": ("废止文件", "所废止文件", "replaces"),
}
_SLOTS_TOO = ("网址", "链接", "日期", "url", "date")
"""Columns that are slots of a guide or a directory row, not facts about its source."""

_DAYS = ("published", "in_force_from", "in_force_to")

Cells = dict[str, str]
"""Column as published → text of the cell."""


def table_entries(
    table: Table, kind: EntryKind | None, name: str
) -> tuple[list[Entry], list[Finding]]:
    """Sound rows as entries. `kind` None is guessed from the columns; `name` is the source's title
    where no column says."""
    if not table.head:
        return [], list(table.findings)
    kind = kind or _kind(table.head)
    title = _column(table.head, _TITLES.get(kind, ())) if kind else ""
    answer = _column(table.head, _ANSWERS) if kind is EntryKind.FAQ else ""
    if not kind or not title or (kind is EntryKind.FAQ and not answer):
        return [], [*table.findings, _unknown(table.head)]
    return _entries(table, kind, [title, answer], name)


def _entries(
    table: Table, kind: EntryKind, needed: Sequence[str], name: str
) -> tuple[list[Entry], list[Finding]]:
    """`needed`: the columns of title and answer, the latter '' for a kind that has none."""
    title, answer = needed
    entries: list[Entry] = []
    findings = list(table.findings)
    seen: dict[str, int] = {}
    for number, cells in table.rows:
        row = {c: cell_text(v) for c, v in zip(table.head, cells, strict=True) if c}
        wrong = next(_wrong(number, row, [column for column in needed if column]), None)
        if answer and not wrong:
            wrong = _asked_before(number, title, row[title], seen)
        if wrong:
            findings.append(wrong)
        else:
            entries.append(_entry(kind, number, row, title, answer, name))
    return entries, sorted(findings, key=lambda f: int(f.place or 0))


def _asked_before(number: int, column: str, question: str, seen: dict[str, int]) -> Finding | None:
    first = seen.setdefault(question, number)
    if first == number:
        return None
    return Finding("finding.duplicate", number, column, shown(question), {"row": first})


def _unknown(head: Sequence[str]) -> Finding:
    return Finding("finding.unknown_columns", 1, value=shown("、".join(filter(None, head))))


def _kind(head: Sequence[str]) -> EntryKind | None:
    """A directory's names are the most general, so they come last."""
    if _column(head, _TITLES[EntryKind.FAQ]) and _column(head, _ANSWERS):
        return EntryKind.FAQ
    for kind in (EntryKind.GUIDE, EntryKind.DIRECTORY):
        if _column(head, _TITLES[kind]) and len(head) > 1:
            return kind
    return None


def _column(head: Sequence[str], names: Sequence[str]) -> str:
    """The published name of the first column that has one of the names, '' when none has."""
    known = {column.lower(): column for column in head}
    return next((known[name] for name in names if name in known), "")


def cell_text(cell: object) -> str:
    """A number of a workbook without its '.0', a day as 2013-03-22."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time().isoformat() == "00:00:00":
        return cell.date().isoformat()
    return str(cell)


def _wrong(number: int, row: Cells, needed: Sequence[str]) -> Iterator[Finding]:
    for column in needed:
        if not row[column]:
            yield Finding("finding.missing", number, column)
    for column, text in row.items():
        if len(text) > LONGEST_TEXT:
            yield Finding("finding.too_long", number, column, shown(text), {"limit": LONGEST_TEXT})
    days = {name: _field(row, name) for name in _DAYS}
    for name, text in days.items():
        if text and not read_day(text):
            yield Finding(
                "finding.bad_date", number, _column(list(row), _FIELDS[name]), shown(text)
            )
    if (state := _field(row, "state")) not in STATES:
        yield Finding(
            "finding.bad_state", number, _column(list(row), _FIELDS["state"]), shown(state)
        )
    first, last = read_day(days["in_force_from"]), read_day(days["in_force_to"])
    if first and last and last < first:
        column = _column(list(row), _FIELDS["in_force_to"])
        yield Finding("finding.force_order", number, column, shown(days["in_force_to"]))


def _field(row: Cells, name: str) -> str:
    column = _column(list(row), _FIELDS[name])
    return row[column] if column else ""


def _entry(kind: EntryKind, number: int, row: Cells, title: str, answer: str, name: str) -> Entry:
    faq = kind is EntryKind.FAQ
    slots = {} if faq else _slots(row, title)
    return Entry(
        id="",
        version="",
        kind=kind,
        title=row[title],
        text=row[answer] if faq else slot_text(slots),
        source=_source(row, name, faq),
        anchor=f"q{number}" if faq else f"row {number}",
        variants=split_variants(_field(row, "variants")),
        area=_field(row, "area"),
        slots=slots,
    )


def split_variants(text: str) -> tuple[str, ...]:
    parts = text.replace("；", "|").replace(";", "|").replace("\n", "|").split("|")
    return tuple(filter(None, map(str.strip, parts)))


def _slots(row: Cells, title: str) -> Cells:
    about = {name for names in _FIELDS.values() for name in names} - set(_SLOTS_TOO)
    return {
        column: text
        for column, text in row.items()
        if text and column != title and column.lower() not in about
    }


def _source(row: Cells, name: str, faq: bool) -> Source:
    days: dict[str, date | None] = {field: read_day(_field(row, field)) for field in _DAYS}
    return Source(
        title=_field(row, "source") or name,
        issuer=_field(row, "issuer"),
        number=_field(row, "number"),
        published=days["published"],
        in_force_from=days["in_force_from"],
        in_force_to=days["in_force_to"],
        url=_field(row, "url") if faq else "",
        state=STATES[_field(row, "state")],
        successor=_field(row, "successor"),
        replaces=split_variants(_field(row, "replaces")),
    )
