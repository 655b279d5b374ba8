"""Questions about a document: its parts, chapters and articles. Linhe (临河) does not exist."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Entry, Status
from knowledge.finding import Finder
from knowledge.holidays import holiday_entries
from knowledge.importing import read_file
from knowledge.lexicon import lexicon
from knowledge.outlines import Outlines
from knowledge.question import read_question
from knowledge.validity import Timing, Validity

TODAY = date(2026, 11, 22)
REPORT = """临河镇2012年政务公开工作年度报告
发布时间：2013-03-01
一、公开情况
全镇公布信息312条。
(一)组织领导
召开会议两次。
(二)载体建设
设立三块大屏幕。
二、收费情况
没有收费。
三、问题和改进
人手不足。
"""
RULE = """临河镇养犬管理办法
临政发〔2018〕2号
2018年2月1日
第一章 总则
第一条 为了规范养犬，制定本办法。
第二条 本办法适用于全镇。
第二章 登记
第三条 养犬应当登记。
第四条 每只每年三百元。
第三章 附则
第五条 本办法自2018年3月1日起施行。
"""


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    folder = tmp_path_factory.mktemp("documents")
    entries: list[Entry] = list(holiday_entries())
    for name, text in (("report.txt", REPORT), ("rule.txt", RULE)):
        path: Path = folder / name
        path.write_text(text, "utf-8")
        entries += read_file(path, name).entries
    return Finder(entries)


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("报告由哪几部分组成", "一、公开情况\n二、收费情况\n三、问题和改进"),
        ("这个报告分几部分？", "一、公开情况\n二、收费情况\n三、问题和改进"),
        ("2012年政务公开年度报告有几个部分", "一、公开情况\n二、收费情况\n三、问题和改进"),
        ("报告第一部分讲什么", "一、公开情况\n(一)组织领导\n(二)载体建设"),
        ("年度报告的第二部分是什么", "二、收费情况\n没有收费。"),
        ("养犬管理办法有多少条", "第五条 本办法自2018年3月1日起施行。"),
        ("这个办法一共多少条", "第五条 本办法自2018年3月1日起施行。"),
        ("养犬管理办法有几章", "第一章 总则\n第二章 登记\n第三章 附则"),
        ("养犬办法第二章讲什么", "第二章 登记\n第三条 养犬应当登记。"),
        ("养犬管理办法第四条怎么规定的", "第四条 每只每年三百元。"),
    ],
)
def test_the_published_headings_are_quoted(finder: Finder, question: str, quoted: str) -> None:
    answer = finder.answer(question, TODAY)
    assert answer.status is Status.ANSWERED
    assert answer.quotes[0].quote == quoted
    assert answer.quotes[0].heading == answer.quotes[0].source.title


@pytest.mark.parametrize(
    "question",
    [
        "供热条例有多少条",
        "养犬管理办法第九条",
        "养犬管理办法第七章讲什么",
        "公布了多少条信息",
        "考试分几部分",
        "公开重点是哪几个方面",
    ],
)
def test_no_other_document_is_quoted(finder: Finder, question: str) -> None:
    answer = finder.answer(question, TODAY)
    assert not any("第五条" in q.quote or "一、" in q.quote for q in answer.quotes)


def test_of_two_documents_of_a_kind_neither_is_guessed() -> None:
    entries = holiday_entries()
    asked = read_question("这个通知有几部分", lexicon())
    timing = Timing(Validity(entries), asked.period, TODAY)
    assert Outlines(entries).quote(asked, timing) is None
