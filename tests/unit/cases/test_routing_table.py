"""What is wrong with a table of routing is found and named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import LANGUAGES, say
from cases.kinds import load_kinds
from cases.routing import Routing, propose
from cases.routing_table import Finding, read_routing
from handlers.routing_files import sample_rules
from tests.support.records import a_case

KINDS = load_kinds()
NAMES = {"城管局": "城管局", "公安局": "公安局"}
HOLDERS = "\n".join(
    f'{net} = {{ name = "甲", unit = "城管局" }}'
    for net in ("city", "security", "community", "party")
)
CELL = f'[[cell]]\nname = "一"\nplaces = ["向阳社区"]\n{HOLDERS}\n'


def read(text: str) -> tuple[Routing, list[Finding]]:
    return read_routing(text, KINDS, NAMES)


def a_rule(rest: str, name: str = "灯") -> str:
    return f'[[rule]]\nname = "{name}"\n{rest}\n'


@pytest.mark.parametrize(
    ("text", "place", "column", "value", "key"),
    [
        ("[[rule", "", "", "", "routing.unreadable"),
        ("a = " + "[" * 5000, "", "", "", "routing.unreadable"),
        ('[rule]\nname = "灯"', "", "", "", "routing.not_rows"),
        ("rule = 1", "", "", "", "routing.not_rows"),
        ('[[rules]]\nname = "灯"', "", "", "", "routing.table_unknown"),
        (a_rule('word = "灯"\nwords = "灯"\nunit = "城管局"'), "[[rule]] 1 灯", "word", "灯", "routing.field_unknown"),
        (a_rule('words = []\nunit = "城管局"'), "[[rule]] 1 灯", "words", "[]", "routing.bad_field"),
        (a_rule('words = [" "]\nunit = "城管局"'), "[[rule]] 1 灯", "words", "[' ']", "routing.bad_field"),
        (a_rule('words = 5\nunit = "城管局"'), "[[rule]] 1 灯", "words", "5", "routing.bad_field"),
        (a_rule('words = "灯"\nunit = ""'), "[[rule]] 1 灯", "unit", "", "routing.bad_field"),
        ('[[rule]]\nwords = "灯"\nunit = "城管局"', "[[rule]] 1", "name", "", "routing.bad_field"),
        (a_rule('words = "灯"\nunit = "月球局"'), "[[rule]] 1 灯", "unit", "月球局", "routing.unit_unknown"),
        (a_rule('kind = ["投诉", "诗歌"]\nunit = "城管局"'), "[[rule]] 1 灯", "kind", "诗歌", "routing.kind_unknown"),
        (a_rule('cell = "二"\nunit = "城管局"'), "[[rule]] 1 灯", "cell", "二", "routing.cell_unknown"),
        (a_rule('net = "邻里"'), "[[rule]] 1 灯", "net", "邻里", "routing.net_unknown"),
        (a_rule('net = []'), "[[rule]] 1 灯", "net", "[]", "routing.net_unknown"),
        (a_rule('words = "灯"\nredirect = "月球"'), "[[rule]] 1 灯", "redirect", "月球", "routing.redirect_unknown"),
        (a_rule('words = "灯"\nunit = "城管局"\ntold = "请"'), "[[rule]] 1 灯", "told", "请", "routing.told_alone"),
        (a_rule('unit = "城管局"'), "[[rule]] 1 灯", "", "", "routing.empty_rule"),
        (a_rule('words = "灯"'), "[[rule]] 1 灯", "", "", "routing.one_outcome"),
        (a_rule('words = "灯"\nunit = "城管局"\nnet = "city"'), "[[rule]] 1 灯", "net", "city", "routing.one_outcome"),
        (a_rule('words = "灯"\nnot_words = "灯"\nunit = "城管局"'), "[[rule]] 灯", "", "", "routing.never"),
        (a_rule('all_words = "路灯"\nnot_words = "灯"\nunit = "城管局"'), "[[rule]] 灯", "", "", "routing.never"),
        (CELL.replace('"向阳社区"', ""), "[[cell]] 1 一", "places", "[]", "routing.bad_field"),
        (CELL.replace("party =", "party2 ="), "[[cell]] 1 一", "party", "", "routing.holder"),
        (CELL + CELL.replace('"一"', '"二"'), "", "", "", "grid.place_twice"),
        ('[[unit]]\nname = "甲"\nparent = "乙"', "", "", "", "units.no_parent"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_place_and_value(
    text: str, place: str, column: str, value: str, key: str
) -> None:
    _, findings = read(text)
    assert (place, column, value, key) in [(f.place, f.column, f.value, f.key) for f in findings]
    for finding in findings:
        assert all(say(finding.key, language, finding.values) for language in LANGUAGES)


def test_a_row_may_have_several_findings_and_leaves_the_others_alone() -> None:
    routing, findings = read(
        a_rule('kind = "诗歌"\nwords = 5\nunit = "城管局"')
        + a_rule('words = "井"\nunit = "城管局"', "井")
    )
    assert [finding.column for finding in findings] == ["kind", "words"]
    assert [rule.name for rule in routing.rules] == ["井"]


def test_two_rules_of_one_name_are_told() -> None:
    _, findings = read(
        a_rule('words = "灯"\nunit = "城管局"') + a_rule('words = "井"\nunit = "城管局"')
    )
    assert [finding.key for finding in findings] == ["routing.name_twice"]


@pytest.mark.parametrize(
    ("earlier", "later", "key"),
    [
        ('words = "灯"', 'words = ["路灯", "灯泡"]', "shadowed"),
        ('words = "灯"', 'words = ["路灯", "井盖"]', ""),
        ('words = ["灯", "井"]', 'all_words = ["井盖", "旧"]', "shadowed"),
        ('all_words = ["灯", "井"]', 'words = "路灯"', ""),
        ('all_words = ["灯", "井"]', 'words = "路灯"\nall_words = "井盖"', "shadowed"),
        ('words = "灯"', 'words = "灯"\nkind = "投诉"', "shadowed"),
        ('words = "灯"\nkind = "投诉"', 'words = "灯"', ""),
        ('words = "灯"\nkind = ["投诉", "求助"]', 'words = "灯"\nkind = "投诉"', "shadowed"),
        ('words = "灯"', 'words = "灯"\nkind = "举报"', ""),
        ('words = "灯"\nnot_words = "红灯"', 'words = "灯"', ""),
        ('words = "灯"\nnot_words = "红灯"', 'words = "灯"\nnot_words = "红"', "shadowed"),
        ('area = "环境保护"', 'area = "环境保护"\nwords = "灯"', "shadowed"),
        ('place = "向阳"', 'place = "向阳社区"', "shadowed"),
        ('place = "向阳"', 'cell = "一"', "shadowed"),
        ('cell = "一"', 'place = "向阳社区"', ""),
        ('words = "灯"', 'words = "灯"', "shadowed"),
    ],
)  # fmt: skip
def test_a_rule_that_an_earlier_one_takes_everything_from_is_told(
    earlier: str, later: str, key: str
) -> None:
    _, findings = read(
        CELL
        + a_rule(f'{earlier}\nunit = "城管局"', "先")
        + a_rule(f'{later}\nunit = "城管局"', "后")
    )
    found = [(f.place, f.key, f.values.get("earlier")) for f in findings]
    assert found == ([("[[rule]] 后", f"routing.{key}", "先")] if key else [])


@pytest.mark.parametrize("other", ['unit = "公安局"', 'redirect = "诉讼"'])
def test_the_same_conditions_with_another_way_contradict(other: str) -> None:
    _, findings = read(
        a_rule('words = ["灯", "井"]\nunit = "城管局"', "先")
        + a_rule(f'words = ["井", "灯"]\n{other}', "后")
    )
    assert [finding.key for finding in findings] == ["routing.contradiction"]


def test_a_second_way_for_reports_is_no_contradiction() -> None:
    """It serves when the report is about the first unit."""
    _, findings = read(
        a_rule('kind = "举报"\nunit = "城管局"', "先")
        + a_rule('kind = "举报"\nunit = "公安局"', "后")
    )
    assert findings == []


WORDS = st.lists(st.sampled_from(["灯", "路灯", "井", "井盖", "红"]), min_size=1, max_size=3)
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "words": WORDS,
        "all_words": WORDS,
        "not_words": WORDS,
        "kind": st.lists(st.sampled_from(["投诉", "求助", "举报"]), min_size=1),
        "place": st.just(["向阳"]),
        "cell": st.just(["一"]),
    },
).filter(bool)


@given(
    CONDITIONS,
    CONDITIONS,
    st.text("路灯井盖红", max_size=6),
    st.sampled_from(["投诉", "举报", "咨询"]),
    st.sampled_from(["", "向阳社区", "向阳"]),
)
def test_what_is_called_unreachable_is_never_reached(
    first: dict[str, list[str]], second: dict[str, list[str]], text: str, kind: str, place: str
) -> None:
    rules = [
        a_rule(
            "\n".join(f"{name} = {values}" for name, values in given.items())
            + f'\nunit = "{unit}"',
            unit,
        )
        for given, unit in ((first, "城管局"), (second, "公安局"))
    ]
    routing, findings = read(CELL + "".join(rules))
    proposal = propose(routing, a_case(title="", content=text, kind=kind, place=place))
    for finding in findings:
        assert proposal is None or finding.place != f"[[rule]] {proposal.unit}"


def test_where_nobody_knows_a_unit_every_name_is_taken() -> None:
    _, findings = read_routing(a_rule('words = "灯"\nunit = "新局"'), KINDS, {})
    assert findings == []


def test_the_sample_towns_table_has_no_findings() -> None:
    routing, findings = read_routing(sample_rules(), KINDS, {})
    assert findings == []
    assert len(routing.grid.cells) == 16


@pytest.mark.parametrize(
    ("kind", "content", "way"),
    [
        ("求助", "三楼暖气不热", "供热公司"),
        ("投诉", "供热公司乱收费不给退费，暖气不热", "供热办"),
        ("求助", "澡堂不提供热水", None),
        ("求助", "以上诉求请尽快答复", None),
        ("咨询", "对法院判决不服怎么办", "诉讼"),
        ("投诉", "向阳社区广场舞扰民", "公安局"),
        ("求助", "东郊社区楼顶漏雨", "阜宁镇"),
        ("举报", "某厂夜里偷排废水", "环保局"),
        ("举报", "环保局放任偷排废水", "市信访局"),
        ("举报", "某局长受贿", "纪检监察"),
    ],
)
def test_where_the_sample_towns_rules_lead(kind: str, content: str, way: str | None) -> None:
    routing, _ = read_routing(sample_rules(), KINDS, {})
    proposal = propose(routing, a_case(title="", content=content, kind=kind))
    assert (proposal and (proposal.unit or proposal.redirect)) == way
