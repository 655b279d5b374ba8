"""A report with everything in it: merged cells, hostile words, gaps in a chart, a table of 175 numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reports.document import Cell, Chart, Document, Note, Paragraph, Printed, Section, Series, Table

HOSTILE = "<script>alert(1)</script> =1+1 \u202e"
FORMULA = '=HYPERLINK("http://127.0.0.1")'
PASTED = "一行\x0b二行\x07"
"""Word's own line break and a bell: XML cannot hold them."""
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
NOTE = Note(
    "figure.published.label",
    "457",
    457,
    457,
    "件",
    "base.received",
    date(2012, 12, 31),
    "figure.published.definition",
    "SELECT 1",
    457,
)
RATE = Note(
    "figure.reply_rate.label",
    "81%",
    370,
    457,
    "件",
    "base.published",
    date(2012, 12, 31),
    "figure.reply_rate.definition",
    "SELECT 2",
    370,
    style="%",
)
REGISTER = replace(NOTE, label="会议", printed="两", numerator=2, denominator=2, base="register")
ORDER = replace(NOTE, label="来文", printed="〔2013〕3号", base="given", style="text", query="")


def table() -> Table:
    head = [
        [Cell(("（勾稽关系）",), True, 2, 2), Cell(("申请人情况",), True, 3)],
        [Cell((name,), True) for name in ("自然人", "企业", "总计")],
    ]
    rows = [
        [Cell(("三、结果",), True, rows=2), Cell(("公开",), True), *values("1", "2", "3")],
        [Cell(("不公开",), True), *values("184281", "0", "184281")],
        [Cell((FORMULA,), True, 2), Cell((FORMULA,)), Cell(("²",)), Cell()],
    ]
    return Table("t3", "收到和处理申请情况", [*head, *rows])


def wide_table() -> Table:
    """25 rows of seven numbers under three rows of heads, beside three columns of them."""
    heads = [Cell((name,), True, rows=2) for name in APPLICANTS]
    top = [
        [Cell(("（勾稽关系）",), True, 3, 3), Cell(("申请人情况",), True, 7)],
        heads,
        [],
    ]
    whole = [[Cell((f"第{n}项",), True, 3), *_sevens(n)] for n in range(3)]
    first = [
        Cell(("三、本年度办理结果",), True, rows=22),
        Cell(("（三）不予公开",), True, rows=22),
        Cell(("保护第三方合法权益",), True),
        *_sevens(3),
    ]
    rest = [[Cell((f"情形{n}",), True), *_sevens(n)] for n in range(4, 25)]
    return Table("t4", "一百七十五格", [*top, *whole, first, *rest])


def values(*numbers: str) -> list[Cell]:
    return [Cell((Printed(number, "questions"),)) for number in numbers]


def _sevens(row: int) -> list[Cell]:
    return values(*(str(184281 - 7 * row - n) for n in range(7)))


def chart(series: Sequence[Series] | None = None, caption: str = "各月答复情况") -> Chart:
    usual = [Series("收件", [4, None]), Series("答复", [3, 0])]
    return Chart("replies", caption, ["2012-01", "2012-02"], usual if series is None else series)


def document(*, is_draft: bool = False, charts: Sequence[Chart] | None = None) -> Document:
    words = Paragraph(
        ("公布问题", Printed("457", "questions"), "条，回复率", Printed("81%", "rate"), "。")
    )
    entered = Paragraph(
        ("会议", Printed("两", "meetings"), "次，依据", Printed("〔2013〕3号", "order"))
    )
    sections = [
        Section("一、总体情况", [words, Paragraph((HOSTILE,)), Paragraph((FORMULA,))]),
        Section("（一）组织领导", [Paragraph(("部署工作。",)), entered, Paragraph((PASTED,))], 2),
        Section("三、申请情况", [table()]),
        Section("四、办理结果", [wide_table()]),
        Section("附：图", [chart()] if charts is None else charts),
    ]
    return Document(
        "某市2012年报告",
        "某市",
        2012,
        "2008",
        date(2013, 3, 22),
        is_draft,
        [words],
        sections,
        {"questions": NOTE, "rate": RATE, "meetings": REGISTER, "order": ORDER},
    )
