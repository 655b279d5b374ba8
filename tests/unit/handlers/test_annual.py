"""The annual report of 2012 from the record, and the lists behind its numbers."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from handlers.annual import ReportAsked, annual_report, behind, words_for
from handlers.desk import Desk
from handlers.office_registers import import_rows
from knowledge.tables import Table
from reports.document import Document, Paragraph
from reports.errors import BadRegister, BadWording, Broken, NotSigned, NotValid
from reports.report_words import SectionWords, Signature
from reports.wording import joined
from tests.support.reporting import open_town_2012

ASKED = ReportAsked(2012, "2008")
AT = Signature("示例", datetime(2013, 3, 1, tzinfo=UTC))
CHECKLIST = {
    "": ("黑政公开办发[2013]3号", "2012年度", "2013-03-22", "六个部分"),
    "一、": (
        *(
            "会议两次",
            "161项经济社会管理权限",
            "11月组织",
            "四周年",
            "3家单位",
            "45个单位",
            "2011年工作",
        ),
        *(
            "70多个单位",
            "两镇",
            "16个",
            "6万人次",
            "230人",
            "400多卷",
            "81人次",
            "286卷",
            "四块大屏幕",
        ),
        *(
            "公布问题457条",
            "回复率81%",
            "来电668个",
            "办结率100%",
            "91家单位",
            "发文49个",
            "四网融合",
        ),
        *("八个领域", "审批事项939件", "评审会议两次", "24个项目", "17个部门窗口", "60项行政许可"),
        *(
            "60项受理事项",
            "9项便民",
            "81名窗口",
            "9家中介",
            "6种办件类别",
            "26项许可",
            "11项承诺件",
        ),
        *("260个工作日", "11月末", "事项184281件", "增长7.8%", "办结184281件"),
    ),
    "二、": ("申请1件", "答复1件", "不予公开政府信息0件"),
    "三、": ("收费0元",),
    "四、": ("复议0件", "诉讼0件"),
}
"""Every number of the seed (domain facts 1.6), by section."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with open_town_2012(tmp_path_factory.mktemp("town")) as opened:
        yield opened


module = pytest.mark.asyncio(loop_scope="module")


async def report(desk: Desk, asked: ReportAsked = ASKED) -> Document:
    return await annual_report(desk, asked, await words_for(desk, asked.year, asked.format))


def text_of(document: Document, number: str) -> str:
    """Of a section and what lies within it; '' is the preamble."""
    if not number:
        return "".join(joined(paragraph.words) for paragraph in document.preamble)
    told, inside = "", False
    for section in document.sections:
        inside = section.heading.startswith(number) if section.level == 1 else inside
        if inside:
            own = [block for block in section.blocks if isinstance(block, Paragraph)]
            told += "".join(joined(block.words) for block in own)
    return told


@module
@pytest.mark.parametrize("number", list(CHECKLIST))
async def test_every_number_of_the_checklist_stands_in_its_section(desk: Desk, number: str) -> None:
    told = text_of(await report(desk), number)
    assert [words for words in CHECKLIST[number] if words not in told] == []


@module
async def test_no_digit_of_the_report_is_unbound(desk: Desk) -> None:
    document = await report(desk)
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                plain = "".join(part for part in block.words if isinstance(part, str))
                assert not re.search(r"\d", plain)


@module
async def test_every_number_is_as_large_as_its_list(desk: Desk) -> None:
    document = await report(desk)
    words = await words_for(desk, 2012, "2008")
    for key, note in document.notes.items():
        if not note.query:
            continue
        found = await behind(desk, ASKED, words, key, most=10_000)
        listed = len(found.rows) if found.of_cases else sum(int(row[5]) for row in found.rows)
        grown = key.startswith("counter_growth")
        assert listed == (184_281 if grown else note.numerator), key
        assert found.listed == note.listed
        whole = await behind(desk, ASKED, words, key, whole=True, most=10_000)
        if found.of_cases and note.denominator != note.numerator:
            assert len(whole.rows) == note.denominator, key


@module
async def test_a_month_of_which_nothing_is_entered_cannot_be_written(desk: Desk) -> None:
    with pytest.raises(BadWording) as refused:
        await report(desk, replace(ASKED, as_of=date(2012, 6, 30)))
    assert refused.value.key == "wording.nothing_entered"
    assert refused.value.values["value"] == "inspections.month"


@module
async def test_charts_add_up_to_what_was_received(desk: Desk) -> None:
    document = await report(desk)
    for chart in document.sections[-1].blocks:
        received, replied = (sum(v or 0 for v in series.values) for series in chart.series)  # type: ignore[union-attr]
        assert (received, replied) == (1126, 370 + 668 + 1)


@module
async def test_other_years_have_nothing_to_count_but_their_form(desk: Desk) -> None:
    with pytest.raises(NotValid):
        await report(desk, ReportAsked(2012, "2021"))
    with pytest.raises(NotSigned, match=r"report\.not_written"):
        await report(desk, ReportAsked(2011, "2008"))
    draft = await report(desk, ReportAsked(2011, "2008", draft=True))
    assert draft.is_draft


@module
async def test_words_that_nobody_signed_are_named(desk: Desk) -> None:
    words = await words_for(desk, 2012, "2008")
    unsigned = replace(words.sections["5"], signed=None)
    sections = {**words.sections, "5": unsigned}
    with pytest.raises(NotSigned) as refused:
        await annual_report(desk, ASKED, replace(words, sections=sections))
    assert refused.value.values["section"].startswith("五、")
    draft = await annual_report(desk, replace(ASKED, draft=True), replace(words, sections=sections))
    assert draft.is_draft


@module
@pytest.mark.parametrize("words", ["全年3次", "全年三次", "全年{nothing}次", "全年{meetings次"])
async def test_words_with_a_number_of_their_own_stop_the_report(desk: Desk, words: str) -> None:
    told = await words_for(desk, 2012, "2008")
    sections = {**told.sections, "6": SectionWords("6", words, AT, AT, AT)}
    with pytest.raises(BadWording) as refused:
        await annual_report(desk, ASKED, replace(told, sections=sections))
    assert refused.value.values["place"].startswith("六、")


@module
async def test_an_earlier_day_counts_what_had_happened(desk: Desk) -> None:
    words = await words_for(desk, 2012, "2008")
    told = SectionWords("5", "公布{questions}条。", AT, AT, AT)
    few = replace(words, sections={"1": told, "5": told})
    whole = (await annual_report(desk, ASKED, few)).notes["questions"].numerator
    asked = replace(ASKED, as_of=date(2012, 6, 30))
    half = (await annual_report(desk, asked, few)).notes["questions"]
    assert 0 < half.numerator < whole
    assert half.as_of == date(2012, 6, 30)


async def test_an_application_without_its_applicant_breaks_an_identity_by_name(
    tmp_path: Path,
) -> None:
    async with open_town_2012(tmp_path) as desk:
        head = ("登记册", "起", "单位", "数量")
        table = Table(head, [(2, ("会议", "2012-05-05", "某办", 1))])
        assert (await import_rows(desk, table, "import")).landed == 1
        asked = ReportAsked(2021, "2021", draft=True)
        assert (await report(desk, asked)).notes["t3.new.total"].numerator == 0


async def test_last_years_report_has_to_agree(tmp_path: Path) -> None:
    async with open_town_2012(tmp_path) as desk:
        asked = ReportAsked(2021, "2021", draft=True, last_year={"t3.carried_out.natural": 3})
        with pytest.raises(Broken, match=r"report\.not_carried"):
            await report(desk, asked)
        agreed = replace(asked, last_year={"t3.carried_out.natural": 0})
        assert (await report(desk, agreed)).is_draft


async def test_a_month_that_is_missing_is_named(tmp_path: Path) -> None:
    async with open_town_2012(tmp_path, cases=False) as desk:
        head = ("登记册", "起", "止", "单位", "数量")
        rows = [
            (2, ("发文", "2012-01-01", "2012-01-31", "某办", 4)),
            (3, ("发文", "2012-03-01", "2012-03-31", "某办", 4)),
        ]
        assert (await import_rows(desk, Table(head, rows), "import")).landed == 2
        with pytest.raises(BadRegister) as refused:
            await report(desk)
        assert refused.value.values == {"place": "发文 某办", "value": "2012-02"}
