"""Guides and directory rows are answered by the field that is asked for. The town Linhe (临河) does not exist."""

from datetime import date

import pytest

from knowledge.entry import Entry, EntryKind, Source
from knowledge.lexicon import lexicon
from knowledge.lines import lines
from knowledge.passages import passage
from knowledge.question import read_question
from knowledge.quoting import quote
from knowledge.slots import is_of, label_of, lines_asked, slots_asked

SOURCE = Source("临河镇办事指南", "镇便民大厅", published=date(2026, 1, 5))
GUIDE = {
    "受理条件": "有固定经营场所",
    "申请材料": "申请书；身份证；场所证明",
    "办理流程": "申请、受理、现场核查、发证",
    "法定办结时限": "20个工作日",
    "承诺办结时限": "7个工作日",
    "收费": "不收费",
    "办理窗口": "大厅6号窗口",
    "办理时间": "周一至周五8:30—17:00",
    "咨询电话": "0453-5550110",
    "监督电话": "0453-5550119",
    "设定依据": "《食品安全法》第三十五条",
}
ELSEWHERE = {
    "申请条件": "年满60周岁",
    "所需材料": "户口簿",
    "办事流程": "村委会初审，镇民政办审核",
    "办结期限": "15个工作日",
    "收费标准": "工本费5元",
    "办公地址": "东街2号",
    "工作时间": "周一至周五9:00—16:00",
    "联系电话": "0453-5550120",
    "政策依据": "临政发〔2024〕6号",
}
UNIT = {
    "电话": "0453-5550101",
    "地址": "青山路1号",
    "办公时间": "周一至周五8:30—11:30、13:30—17:00",
    "职责": "排污许可、污染投诉查处",
}


MATTERS = {"食品经营许可": GUIDE, "高龄津贴": ELSEWHERE, "环保局": UNIT}


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("食品经营许可要什么材料", ["申请材料"]),
        ("办食品经营许可证带什么", ["申请材料"]),
        ("食品经营许可证需要的材料", ["申请材料"]),
        ("食品经营许可有什么条件", ["受理条件"]),
        ("食品经营许可的条件是什么", ["受理条件"]),
        ("食品经营许可几天办完", ["法定办结时限", "承诺办结时限"]),
        ("食品经营许可法定时限多少天", ["法定办结时限"]),
        ("食品经营许可承诺几个工作日", ["承诺办结时限"]),
        ("食品经营许可收费吗", ["收费"]),
        ("办食品经营许可多少钱", ["收费"]),
        ("食品经营许可在哪办", ["办理窗口"]),
        ("食品经营许可在哪个窗口", ["办理窗口"]),
        ("食品经营许可几点能办", ["办理时间"]),
        ("食品经营许可电话多少", ["咨询电话"]),
        ("食品经营许可的监督电话是多少", ["监督电话"]),
        ("食品经营许可的流程", ["办理流程"]),
        ("食品经营许可走什么程序", ["办理流程"]),
        ("食品经营许可的依据是什么", ["设定依据"]),
        ("食品经营许可法律依据", ["设定依据"]),
        ("食品经营许可怎么办", ["受理条件", "申请材料", "办理流程"]),
        ("高龄津贴要什么材料", ["所需材料"]),
        ("高龄津贴多少天能批", ["办结期限"]),
        ("高龄津贴申领去哪办", ["办公地址"]),
        ("高龄津贴申领多少钱", ["收费标准"]),
        ("高龄津贴根据什么发", ["政策依据"]),
        ("环保局电话", ["电话"]),
        ("环保局在哪", ["地址"]),
        ("环保局几点下班", ["办公时间"]),
        ("环保局周六上班吗", ["办公时间"]),
        ("环保局的职责是什么", ["职责"]),
    ],
)
def test_the_field_that_is_asked_is_quoted(question: str, labels: list[str]) -> None:
    asked = read_question(question, lexicon())
    slots = next(slots for matter, slots in MATTERS.items() if matter in question)
    lines = [f"{label}:{value}" for label, value in slots.items()]
    quoted = lines_asked(lines, asked.asks, asked.wording)
    assert [label_of(line) for line in quoted] == labels


def test_a_question_for_no_field_gets_the_first_lines() -> None:
    assert lines_asked(["一:1", "二:2", "三:3", "四:4"], "", "食品经营许可") == [
        "一:1",
        "二:2",
        "三:3",
    ]


def test_the_heading_names_the_guide() -> None:
    text = "\n".join(f"{label}:{value}" for label, value in GUIDE.items())
    guide = Entry("g", "v", EntryKind.GUIDE, "食品经营许可", text, SOURCE, "g", slots=GUIDE)
    asked = read_question("食品经营许可收费吗", lexicon())
    quoted = quote(next(lines(passage(guide))), asked)
    assert (quoted.heading, quoted.quote) == ("食品经营许可", "收费:不收费")


@pytest.mark.parametrize(
    ("line", "slot"),
    [
        ("办理地点:东街", "where"),
        ("服务对象：老人", "conditions"),
        ("联系方式:0453-5550101", "phone"),
        ("主管部门:民政局", "duty"),
        ("开放时间:全天", "hours"),
        ("办理程序:申请", "steps"),
    ],
)
def test_other_labels_of_the_same_field_are_known(line: str, slot: str) -> None:
    assert is_of(line, [slot])


def test_the_label_for_complaints_is_no_phone_for_advice() -> None:
    assert slots_asked("phone", "咨询电话是多少") == ("phone",)
    assert slots_asked("phone", "投诉电话是多少") == ("complaint",)
    assert not is_of("投诉电话:12345", ["phone"])
