"""What the quoted text must meet: year, place, office, rate, kind of quantity, type of answer."""

from datetime import date

import pytest

from knowledge.constraints import Constraints
from knowledge.entry import Entry, EntryKind, Source
from knowledge.lexicon import lexicon
from knowledge.lines import lines
from knowledge.organisations import districts_named, names_office, offices_named
from knowledge.passages import passage
from knowledge.question import read_question
from knowledge.validity import Timing, Validity

TODAY = date(2026, 11, 22)
SOURCE = Source("临河镇2012年工作情况", "镇政府办", "临政发[2013]5号", date(2013, 3, 1))


def unmet(question: str, entry: Entry) -> str:
    """The constraint that the best line of the entry does not meet."""
    asked = read_question(question, lexicon())
    timing = Timing(Validity([entry]), asked.period, TODAY)
    constraints = Constraints.of(asked, lexicon(), timing)
    return min(map(constraints.unmet, lines(passage(entry))))


def sentence(text: str, source: Source = SOURCE) -> Entry:
    return Entry("p", "v", EntryKind.DOCUMENT, source.title, text, source, "p1")


def faq(title: str, text: str) -> Entry:
    return Entry("q", "v", EntryKind.FAQ, title, text, Source("问答"), "q1")


def row(title: str, *fields: str) -> Entry:
    return Entry("d", "v", EntryKind.DIRECTORY, title, "\n".join(fields), Source("名录"), "r1")


@pytest.mark.parametrize(
    ("question", "text", "broken"),
    [
        # year
        ("2012年信箱公布了多少条来信", "2012年信箱公布来信312条。", ""),
        ("2011年信箱公布了多少条来信", "2012年信箱公布来信312条。", "year"),
        ("信箱公布了多少条来信", "2012年信箱公布来信312条。", ""),
        ("2014年以前注册的车怎么年检", "2014年以前注册的车每年检验一次。", ""),
        ("2014年以前注册的车怎么年检", "2020年以前注册的车每年检验一次。", "year"),
        # place
        ("哈尔滨信箱公布了多少条来信", "信箱公布来信312条。", "place"),
        ("南岗区信箱公布了多少条来信", "信箱公布来信312条。", "place"),
        ("东宁县的低保标准是多少", "低保标准为每月500元。", "place"),
        ("本市信箱公布了多少条来信", "信箱公布来信312条。", ""),
        ("我市信箱公布了多少条来信", "信箱公布来信312条。", ""),
        ("咱们这信箱公布了多少条来信", "信箱公布来信312条。", ""),
        ("哈尔滨有几个办事处", "在哈尔滨设有2个办事处。", ""),
        # rates
        ("信箱的回复率是多少", "信箱回复率77%,满意率90%。", ""),
        ("信箱的满意率是多少", "信箱回复率77%。", "rate"),
        ("信箱的办结率是多少", "信箱回复率77%。", "rate"),
        ("信箱的按时办结率是多少", "信箱办结率100%。", "rate"),
        ("信箱的办结率是多少", "信箱按时办结率96%。", "rate"),
        ("信箱的办结率是多少", "信箱按时办结率96%,办结率100%。", ""),
        ("信箱的回复率是多少", "信箱努力提高回复率。", "rate"),
        # kinds of quantity
        ("有多少人参加", "有35人参加。", ""),
        ("有多少人参加", "有35名代表参加。", ""),
        ("有多少人参加", "有35户参加。", "quantity"),
        ("有多少人参加", "共支出35元。", "quantity"),
        ("有多少人次查阅", "全年查阅6万人次。", ""),
        ("有多少人次查阅", "全年有35人查阅。", "quantity"),
        ("有多少户参保", "有3500户参保。", ""),
        ("有多少户参保", "有3500人参保。", "quantity"),
        ("一共办了多少件", "全年办理939件。", ""),
        ("有几个窗口", "设有17个窗口。", ""),
        ("有几个窗口", "设有窗口若干。", "quantity"),
        ("养犬登记多少钱", "养犬登记每只200元。", ""),
        ("养犬登记多少钱", "养犬登记免费。", ""),
        ("养犬登记多少钱", "养犬登记按物价部门的标准收费。", "quantity"),
        ("养犬登记多少钱", "养犬登记须到派出所办理。", "quantity"),
        ("养犬登记怎么收费", "养犬登记按物价部门的标准收费。", ""),
        ("平均每天办理多少件", "全年办理939件。", "quantity"),
        ("平均每天办理多少件", "平均每天办理4件。", ""),
        ("全年办理多少件", "平均每天办理4件。", "quantity"),
        ("补助最高多少钱", "补助最高5000元。", ""),
        ("补助最高多少钱", "补助最低500元。", "quantity"),
        ("一天放多少个号", "电话0453-5550137,1号楼2楼,8:30—11:30。", "quantity"),
        ("窗口有几家银行", "收费100元,3日内办结。", "quantity"),
        ("几个部门设了窗口", "有两个以上部门办理。", "quantity"),
        ("联办件一共有多少件", "联办件由一个部门牵头办理。", "quantity"),
        ("设了几个点", "在车站设一个点。", ""),
        ("便民事项具体是哪九项", "有9项便民服务事项。", "quantity"),
        ("便民事项具体是哪九项", "有供热、供水等9项。", ""),
        ("办件有哪六种类别", "划分为即办件,承诺件,联办件,上报件等6种办件类别。", ""),
        ("哪几项转成了即办件", "由承诺件转成即办件的有11项。", "quantity"),
        ("失业保险金多少钱", "收费:不收费。", "quantity"),
        ("失业保险金能领多少", "失业保险金按最低工资标准的70%发放。", ""),
        ("失业保险金能领多少", "失业保险金每月1200元。", ""),
        ("乱收费罚多少", "乱收费请打电话举报。", "quantity"),
        ("窗口人员工资多少", "窗口工作人员有81名。", "quantity"),
        ("信息处理费多少钱一页", "信息处理费按规定收取,30元以下不收。", "quantity"),
        ("信息处理费多少钱一页", "超过30页的,每页10元。", ""),
        ("取暖费多少钱一平", "每平方米26元。", ""),
        ("水费多少钱一吨", "每立方米2.60元。", ""),
        ("信息处理费交到哪个账户", "信息处理费由窗口收取。", "particular"),
        ("网站改版是哪家公司做的", "网站改版增加了3个栏目。", "particular"),
        ("网站改版是哪家公司做的", "网站由示例科技公司改版。", ""),
        # stages
        ("信箱密码丢了怎么补", "到窗口申领。", "particular"),
        ("信箱密码丢了怎么补", "遗失的到窗口补领。", ""),
        ("施工证延期怎么办", "向窗口提出申请。", "particular"),
        ("施工证延期怎么办", "用地手续齐全的,向窗口提出申请。", "particular"),
        ("施工证注销怎么办", "申请注销的向窗口提出。", ""),
        # months, this year, ranks
        ("2012年12月受理了多少件", "2012年截至11月末受理184281件。", "year"),
        ("2012年11月末受理了多少件", "2012年截至11月末受理184281件。", ""),
        ("今年公布了多少条来信", "2012年信箱公布来信312条。", "year"),
        ("今年公布了多少条来信", "2026年信箱公布来信312条。", ""),
        ("今年公布了多少条来信", "信箱公布来信312条。", ""),
        ("省信访局在哪里", "市信访局地址在东街2号。", "office"),
        # types
        ("便民大厅的电话是多少", "便民大厅有12个窗口。", "type"),
        ("便民大厅的电话是多少", "便民大厅电话0453-5550199。", ""),
        ("什么时候召开听证会", "召开了听证会。", "type"),
        ("什么时候召开听证会", "8月10日召开了听证会。", ""),
        ("几天能办完", "承诺7个工作日办完。", ""),
        ("几天能办完", "承诺尽快办完。", "type"),
        ("为什么停水", "因管道检修停水。", ""),
        ("为什么停水", "3月2日停水。", "type"),
    ],
)
def test_what_a_sentence_must_meet(question: str, text: str, broken: str) -> None:
    assert unmet(question, sentence(text)) == broken


def test_a_question_that_asks_for_the_same_unit_speaks_for_its_answer() -> None:
    entry = faq("一年有多少人打热线？", "2012年接听来电668个。")
    assert unmet("一年里有多少人打热线", entry) == ""
    assert unmet("一年里有多少户打热线", entry) == "quantity"


@pytest.mark.parametrize(
    ("question", "entry", "broken"),
    [
        ("环保局电话", row("市环境保护局", "电话:0453-5550101"), ""),
        ("环境保护局电话", row("环保局", "电话:0453-5550101"), ""),
        ("环保局电话", row("市教育局", "电话:0453-5550102"), "office"),
        ("人社局在哪", row("市人力资源和社会保障局", "地址:东街2号"), ""),
        ("住建局在哪", row("市住房和城乡建设局", "地址:东街2号"), ""),
        ("环保局电话", row("自来水站", "电话:0453-5550199"), "office"),
        ("环保局邮箱是多少", row("环保局", "电话:0453-5550101"), "particular"),
        ("环保局局长是谁", row("环保局", "职责:污染防治"), "particular"),
        ("环保局几点下班", row("环保局", "电话:0453-5550101"), "slot"),
        ("环保局收费吗", row("环保局", "电话:0453-5550101"), "slot"),
        ("收费中心", row("收费中心", "电话:0453-5550101"), ""),
        ("环保局怎样投诉污染", sentence("向教育局书面提出。"), "office"),
        ("环保局怎样投诉污染", sentence("可以书面提出。"), ""),
    ],
)
def test_what_an_office_is_asked_for(question: str, entry: Entry, broken: str) -> None:
    assert unmet(question, entry) == broken


@pytest.mark.parametrize(
    ("wording", "offices"),
    [
        ("想问下民政局电话", ("民政局",)),
        ("市环保局在哪", ("环保局",)),
        ("人社局几点下班", ("人社局",)),
        ("市人民法院地址", ("人民法院",)),
        ("结局怎么样", ()),
        ("去哪办", ()),
    ],
)
def test_offices_are_known_by_their_endings(wording: str, offices: tuple[str, ...]) -> None:
    assert offices_named(wording) == offices


@pytest.mark.parametrize(
    ("wording", "districts"),
    [
        ("南岗区的取暖费", ("南岗区",)),
        ("阜宁镇卫生院电话", ("阜宁镇",)),
        ("开发区有几家企业", ()),
        ("城市低保", ()),
        ("绥芬河市的热线", ()),
    ],
)
def test_districts_have_a_name_of_their_own(wording: str, districts: tuple[str, ...]) -> None:
    assert districts_named(wording, lexicon()) == districts


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("环保局", "市环境保护局", True),
        ("环境保护局", "环保局", True),
        ("公安局", "教育局", False),
        ("监管局", "市场监督管理局", True),
    ],
)
def test_abbreviations_are_seen_through(name: str, text: str, named: bool) -> None:
    assert names_office(name, text, lexicon()) is named
