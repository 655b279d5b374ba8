"""A guide or a directory row and a question about the same matter: when both would be right."""

from datetime import date

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.lexicon import lexicon
from knowledge.matters import both_answer
from knowledge.passages import passage
from knowledge.question import read_question
from knowledge.ranking import Ranking

SOURCE = Source("示例镇公开信息样本")


def guide(title: str, *variants: str) -> Entry:
    text = "申请材料:身份证；照片\n收费:不收费\n办理窗口:大厅3号窗口"
    return Entry("guide", "", EntryKind.GUIDE, title, text, SOURCE, variants=variants)


def row(title: str) -> Entry:
    return Entry("row", "", EntryKind.DIRECTORY, title, "电话:0453-5550100", SOURCE)


def faq(title: str, id: str = "faq") -> Entry:
    return Entry(id, "", EntryKind.FAQ, title, "带身份证到窗口。", SOURCE)


def says(table: Entry, other: Entry, question: str) -> bool:
    ranking = Ranking([table, other], lexicon())
    asked = read_question(question, lexicon())
    one = both_answer(passage(table), passage(other), asked, ranking.title)
    assert one == both_answer(passage(other), passage(table), asked, ranking.title)
    return one


@pytest.mark.parametrize(
    ("table", "other", "question"),
    [
        (guide("养犬登记"), faq("养犬登记需要什么材料？"), "养犬登记带啥"),
        (guide("养犬登记"), faq("怎样办理养犬登记？"), "养犬登记带啥"),
        (guide("养犬登记"), faq("怎样办理养犬登记？"), "养犬登记怎么办"),
        (guide("老年人优待证办理"), faq("老年人优待证怎么办？"), "老年人优待证要交钱吗"),
        (guide("最低生活保障申请"), faq("低保怎么申请？"), "低保申请去哪个窗口"),
        (guide("犬类登记", "养犬登记"), faq("养犬登记收费吗？"), "养犬登记要钱吗"),
        (row("市长热线"), faq("市长热线的电话是多少？"), "市长热线号码是多少"),
    ],
)
def test_both_answer(table: Entry, other: Entry, question: str) -> None:
    assert says(table, other, question)


@pytest.mark.parametrize(
    ("table", "other", "question"),
    [
        (guide("养犬登记"), faq("养犬登记收费吗？"), "养犬登记带啥"),
        (guide("养犬登记"), faq("养犬登记多长时间办完？"), "养犬登记几天能办完"),
        (row("市长热线"), faq("市长热线2012年接听了多少个来电？"), "市长热线号码是多少"),
        (guide("结婚登记"), faq("离婚登记需要什么材料？"), "结婚登记带啥"),
        (guide("养犬登记"), row("养犬登记处"), "养犬登记在哪里"),
        (faq("养犬登记收费吗？"), faq("养犬登记要交钱吗？", "faq2"), "养犬登记要钱吗"),
        (guide("养犬登记"), faq("怎么办？"), "养犬登记带啥"),
        (row("市图书馆"), faq("图书馆几点开门？"), "图书馆的电话"),
    ],
)
def test_one_may_be_right_alone(table: Entry, other: Entry, question: str) -> None:
    """Another field, a field the guide lacks, a count, another matter, two tables, two questions, no matter
    named, another field of the same office."""
    assert not says(table, other, question)


def test_what_is_published_twice_is_answered_as_surely_as_what_is_published_once() -> None:
    today = date(2026, 11, 23)
    twice = Finder([guide("养犬登记"), faq("怎样办理养犬登记？"), row("公安局")])
    once = Finder([guide("养犬登记"), row("公安局")])
    question = "养犬登记带啥材料"
    assert twice.answer(question, today).score > 0.9 * once.answer(question, today).score
