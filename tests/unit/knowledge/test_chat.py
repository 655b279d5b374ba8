"""What is said to a telephone or for company, beside what is asked of a town hall."""

import pytest

from knowledge.lexicon import lexicon
from knowledge.question import read_question


def _is_chat(text: str) -> bool:
    return lexicon().chat.search(read_question(text, lexicon()).wording) is not None


@pytest.mark.parametrize(
    "text",
    [
        "播放一首老歌",
        "帮我打开手电筒",
        "给妈妈打电话",
        "明天早上七点叫我起床",
        "七点六加二点一",
        "苹果用英语怎么说",
        "在吗，讲个笑话",
        "你多大了",
        "我好无聊",
        "今天天气怎么样",
        "红烧肉怎么做",
        "双鱼座今年运势",
    ],
)
def test_chat(text: str) -> None:
    assert _is_chat(text)


@pytest.mark.parametrize(
    "text",
    [
        "你们几点上班",
        "你局的电话是多少",
        "我租的房子押金不退怎么办",
        "给残疾人的补贴怎么申请",
        "手机丢了怎么报警",
        "打开车门碰到骑车的人谁负责",
        "烧烤摊扰民找谁",
        "停水什么时候来水",
        "换身份证要几天",
        "设立民办幼儿园要什么条件",
    ],
)
def test_a_citizens_question_is_no_chat(text: str) -> None:
    assert not _is_chat(text)


def test_few_of_our_own_questions_look_like_chat() -> None:
    from benchmarks.pairs import read_pairs

    asked = [text for pair in read_pairs() for text in pair["asked"]]
    assert sum(map(_is_chat, asked)) < 0.01 * len(asked)
