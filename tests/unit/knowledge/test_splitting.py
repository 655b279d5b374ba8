"""The questions of one message, by wording."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.splitting import questions_in

ONE = (
    "低保怎么申请？",
    "我是外地户口。孩子怎么上学？",
    "我是外地户口\n孩子怎么上学",
    "我家漏水了；物业不管；楼上也不管；怎么办",
    "你好？在吗？低保怎么办？",
    "你好！请问低保怎么办？谢谢！",
    "低保怎么办？？？",
    "我能代办吗？可以吗？",
    "我还有房贷，能提取公积金吗？",
    "你们那还有什么补贴？",
    "低保户还有取暖补贴吗",
    "怎么知道我还有多少公积金",
    "护照和另外一种通行证有什么区别",
    "第一中学怎么走，第二中学怎么走",
    "周一、周二上班吗",
    "1、2号窗口在哪",
    "低保标准1.5倍是多少",
    "2012.1.1到2012.2.1公布了多少条",
    "<img onerror=alert(1)><script>alert(2)</script>",
    "https://x.cn/a?id=3 这个网页打不开怎么办",
    "孩子怎么上学？我是外地户口，租的房子。",
    "1. 我家住三楼，从去年冬天开始暖气一直不热，找了物业很多次 2. 物业说要等到明年才能把管道全部更换一遍",
    "What documents do I need for a passport?",
    "Здравствуйте! Как получить паспорт?",
    "？",
    "",
)
SEVERAL = {
    "低保怎么申请？要什么材料？去哪办？": ("低保怎么申请？", "要什么材料？", "去哪办？"),
    "低保怎么申请?要什么材料?去哪办?": ("低保怎么申请?", "要什么材料?", "去哪办?"),
    "低保怎么申请\r\n要什么材料\r\n去哪办": ("低保怎么申请", "要什么材料", "去哪办"),
    "低保怎么申请；费用呢；去哪办": ("低保怎么申请；", "费用呢；", "去哪办"),
    "我是外地户口。孩子怎么上学？要什么材料？": ("我是外地户口。孩子怎么上学？", "要什么材料？"),
    "低保怎么申请？我家三口人。要多久？谢谢": ("低保怎么申请？", "我家三口人。要多久？谢谢"),
    "护照怎么办，还有身份证丢了怎么补？": ("护照怎么办", "身份证丢了怎么补？"),
    "低保怎么申请？另外，医保怎么报销？": ("低保怎么申请？", "医保怎么报销？"),
    "低保怎么申请，顺便问一下多久能批下来": ("低保怎么申请", "多久能批下来"),
    "1.低保怎么申请 2.要什么材料 3.去哪办": ("低保怎么申请", "要什么材料", "去哪办"),
    "我想咨询：1、低保怎么申请；2、医保怎么报销": ("我想咨询：低保怎么申请；", "医保怎么报销"),
    "①低保条件②医保报销比例": ("低保条件", "医保报销比例"),
    "（一）低保怎么申请（二）去哪办": ("低保怎么申请", "去哪办"),
    "第一，低保怎么申请，第二，医保怎么报": ("低保怎么申请", "医保怎么报"),
    "1. 低保申请条件\n2. 医保报销比例": ("低保申请条件", "医保报销比例"),
    "How do I get a passport? How much is it? Where?": (
        "How do I get a passport?",
        "How much is it?",
        "Where?",
    ),
    "How do I register, also where is the office?": (
        "How do I register",
        "where is the office?",
    ),
    "Как получить паспорт? Сколько стоит? Где?": (
        "Как получить паспорт?",
        "Сколько стоит?",
        "Где?",
    ),
    "Как получить паспорт? Ещё вопрос: где центр?": ("Как получить паспорт?", "где центр?"),
}


@pytest.mark.parametrize("text", ONE)
def test_one_question_is_the_message_unchanged(text: str) -> None:
    assert questions_in(text) == (text,)


@pytest.mark.parametrize(("text", "questions"), SEVERAL.items())
def test_several_questions_in_order(text: str, questions: tuple[str, ...]) -> None:
    assert questions_in(text) == questions


@given(
    st.lists(st.sampled_from("低保怎么申请？;；?\n1. 2.、还有，另外 what где①"), max_size=40).map(
        "".join
    )
)
def test_no_question_is_empty(text: str) -> None:
    questions = questions_in(text)
    assert questions == (text,) or all(questions)
