"""Which rule proposes, why, and what it may never propose."""

from typing import Any

import pytest

from cases.kinds import load_kinds
from cases.routing import Proposal, Routing, propose
from cases.routing_table import read_routing
from tests.support.records import a_case

KINDS = load_kinds()
NAMES = {
    name: unit
    for unit, names in {
        "城管局": ("城管局", "城市管理局"),
        "公安局": ("公安局",),
        "环保局": ("环保局", "环境保护局"),
        "环保监测站": ("环保监测站",),
        "信访局": ("信访局",),
    }.items()
    for name in names
}
GRID = """
[[cell]]
name = "向阳"
places = ["向阳社区"]
city = { name = "甲", unit = "城管局" }
security = { name = "乙", unit = "公安局" }
community = { name = "丙", unit = "城管局" }
party = { name = "丁", unit = "城管局" }
"""
UNITS = """
[[unit]]
name = "环保局"
[[unit]]
name = "环保监测站"
parent = "环保局"
"""


def a_routing(*rules: str, before: str = "") -> Routing:
    text = before + "".join(
        f'[[rule]]\nname = "{n}"\n{rule}\n' for n, rule in enumerate(rules, start=1)
    )
    routing, findings = read_routing(text, KINDS, NAMES)
    assert findings == []
    return routing


def told(content: str, **more: Any) -> Any:
    return a_case(title="", content=content, **more)


def way(proposal: Proposal | None) -> str | None:
    return proposal and (proposal.unit or proposal.redirect)


@pytest.mark.parametrize(
    ("conditions", "case", "matches"),
    [
        ('words = ["路灯", "井盖"]', told("井盖没了"), True),
        ('words = ["路灯", "井盖"]', told("垃圾没人收"), False),
        ('words = "ＡＢ"', told("有 ab 两栋"), True),
        ('all_words = ["路灯", "不亮"]', told("路灯早就不亮了"), True),
        ('all_words = ["路灯", "不亮"]', told("路灯太亮"), False),
        ('words = "路灯"\nnot_words = "感谢"', told("感谢修好路灯"), False),
        ('kind = ["投诉", "求助"]', told("路灯", kind="投诉"), True),
        ('kind = "我要投诉"', told("路灯", kind="投诉"), True),
        ('kind = ["投诉", "求助"]', told("路灯", kind="咨询"), False),
        ('area = "环境保护"', told("脏", area="环境保护"), True),
        ('area = "环境保护"', told("环境保护"), False),
        ('place = "青云路"', told("路灯", place="青云路5号"), True),
        ('place = "青云路"', told("青云路的路灯"), True),
        ('place = "青云路"', told("路灯", place="光华路"), False),
        ('cell = "向阳"', told("路灯", place="向阳社区3号楼"), True),
        ('cell = "向阳"', told("路灯", place="光华社区"), False),
        ('words = "路灯"\nplace = "青云路"', told("井盖", place="青云路"), False),
    ],
)
def test_every_condition_must_hold(conditions: str, case: Any, matches: bool) -> None:
    routing = a_routing(f'{conditions}\nunit = "城管局"', before=GRID)
    assert (propose(routing, case) is not None) == matches


def test_the_first_rule_that_matches_proposes_and_says_why() -> None:
    routing = a_routing(
        'words = "井盖"\nunit = "城管局"',
        'words = ["噪音", "广场舞"]\nkind = "投诉"\nunit = "公安局"',
        'words = ["噪音", "广场"]\nunit = "环保局"',
    )
    proposal = propose(routing, told("广场舞噪音太大", kind="投诉"))
    assert proposal is not None
    assert (proposal.unit, proposal.score, proposal.words) == ("公安局", None, ("噪音", "广场舞"))
    assert [(reason.key, dict(reason.values)) for reason in proposal.why] == [
        ("routing.why.rule", {"rule": "2"}),
        ("routing.why.kind", {"kind": "投诉"}),
        ("routing.why.words", {"words": "噪音、广场舞"}),
    ]


def test_a_net_leads_to_the_duty_holder_of_the_place() -> None:
    routing = a_routing('net = "security"', before=GRID)
    proposal = propose(routing, told("太吵", place="向阳社区3号楼"))
    assert proposal is not None
    assert proposal.unit == "公安局"
    assert [reason.key for reason in proposal.why] == [
        "routing.why.rule",
        "routing.why.cell",
        "routing.why.holder.security",
    ]
    assert proposal.why[1].values == {"place": "向阳社区", "cell": "向阳"}
    assert proposal.why[2].values == {"holder": "乙"}
    assert propose(routing, told("太吵", place="光华社区")) is None


def test_what_is_not_ours_names_whose_it_is() -> None:
    routing = a_routing('words = "法院判决"\nredirect = "诉讼"\ntold = "市法院"')
    proposal = propose(routing, told("对法院判决不服"))
    assert proposal is not None
    assert (proposal.unit, proposal.redirect, proposal.told) == ("", "诉讼", "市法院")


def test_another_name_of_a_unit_means_the_one_in_use() -> None:
    routing = a_routing('words = "井盖"\nunit = "城市管理局"')
    assert way(propose(routing, told("井盖"))) == "城管局"


WRONGDOING_RULES = (
    'words = "排污"\nunit = "城管局"',
    'kind = "举报"\nwords = "排污"\nunit = "环保监测站"',
    'kind = "举报"\nwords = "排污"\nunit = "环保局"',
    'kind = "举报"\nunit = "信访局"',
)


@pytest.mark.parametrize(
    ("content", "unit"),
    [
        ("化工厂夜里排污", "环保监测站"),
        ("环保监测站对排污造假", "环保局"),
        ("环境保护局放任排污", "信访局"),
        ("环保局长收钱", "信访局"),
        ("信访局和环保局都不管排污", None),
    ],
)
def test_a_report_never_goes_to_the_unit_complained_of_nor_below_it(
    content: str, unit: str | None
) -> None:
    routing = a_routing(*WRONGDOING_RULES, before=UNITS)
    assert way(propose(routing, told(content, kind="举报"))) == unit


def test_a_complaint_may_go_to_the_unit_that_it_names() -> None:
    routing = a_routing(*WRONGDOING_RULES, before=UNITS)
    assert way(propose(routing, told("城管局快来，有人排污", kind="投诉"))) == "城管局"


def test_a_report_goes_by_no_rule_that_does_not_name_its_kind() -> None:
    routing = a_routing('net = "community"', 'words = "排污"\nunit = "城管局"', before=GRID)
    assert propose(routing, told("排污", kind="举报", place="向阳社区")) is None


def test_no_rules_propose_nothing() -> None:
    assert propose(Routing(), told("路灯")) is None
