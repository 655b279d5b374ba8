"""Headings and questions at the end of a paragraph, as run-on texts of notices and interviews have them."""

import pytest

from knowledge.announcing import announced

BEFORE = "各单位要压实责任。"


@pytest.mark.parametrize(
    ("end", "following"),
    [
        ("五、实施交通检疫。", "公安部门在高速公路出口设立检疫站。"),
        ("（二）简化审批程序。", "跨部门调拨物资的，不需报财政局审批。"),
        ("3.减免房租", "承租国有房产的，免收2月份房租。"),
        ("27.分类处置。", "（1）医院收治发热人员。"),
        ("三是规范资金用途。", "资金不得用于证券投资。"),
        ("第二，稳定就业。", "发放稳岗补贴。"),
        ("企业何时能够复工？", "2月17日起分批复工。"),
        ("66、擅自脱离隔离的怎么处理?", "由公安机关协助采取强制隔离措施。"),
    ],
)
def test_is_announced(end: str, following: str) -> None:
    assert announced(BEFORE + end, following) == end


@pytest.mark.parametrize(
    ("text", "following"),
    [
        (BEFORE, "公安部门在高速公路出口设立检疫站。"),
        (BEFORE + "（6）使用纸巾遮掩口鼻。", "（7）就医时戴好口罩。"),
        (BEFORE + "（8）组织恢复生产。", "2.村（社区）职责。"),
        (BEFORE + "一是提高效率。", "二是推出新业务。"),
        (BEFORE + "五、" + "严禁食堂对外承接宴席" * 4 + "。", "食堂要配备测温仪。"),
        ("五、实施交通检疫。", "公安部门在高速公路出口设立检疫站。"),
        (BEFORE + "能否定向捐赠？", "若可以，有哪些限制？捐赠人可以约定用途。"),
        (BEFORE + "怎么办？", "一、加强排查。"),
        (BEFORE + "怎么办？", ""),
        ("", "公安部门在高速公路出口设立检疫站。"),
    ],
)
def test_nothing_is_announced(text: str, following: str) -> None:
    """Items of a list, a long sentence, a heading that is the whole paragraph, a question followed by another."""
    assert announced(text, following) == ""


def test_a_paragraph_that_is_a_question_announces_all_of_itself() -> None:
    assert announced("问：企业何时能够复工？", "答：2月17日起。") == "问：企业何时能够复工？"
