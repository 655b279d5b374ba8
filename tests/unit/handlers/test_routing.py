"""The town's rules: checked, tried against past cases, saved whole or not at all, and gone by at once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.messages import LANGUAGES, render, say
from cases.case import Case, Origin, State
from cases.form import CaseForm
from cases.learning import TooFew
from cases.routing import REDIRECTS, Proposal
from handlers import routing, work
from handlers.desk import Desk
from handlers.opening import open_case
from handlers.routing import StaleRules
from handlers.routing_files import MODEL, RULES, RoutingFiles
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.shelf import Shelf
from tests.support.desk import a_person, open_test_desk
from tests.support.records import NOW, a_case, opened

DIRECTORY = [
    Entry(f"d{n}", "v", EntryKind.DIRECTORY, title, "电话：1", Source("名录"), variants=names)
    for n, (title, names) in enumerate(
        {
            "市城市管理局（城管局）": ("城管局", "城市管理局"),
            "市供热管理办公室（供热办）": ("供热办",),
        }.items()
    )
]


def rules(*given: tuple[str, str]) -> str:
    return "".join(
        f'[[rule]]\nname = "{word}"\nwords = "{word}"\nunit = "{unit}"\n' for word, unit in given
    )


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as bare:
        yield replace(bare, shelf=Shelf(Finder(DIRECTORY)), routing=RoutingFiles(tmp_path))


def ways(proposals: list[Proposal]) -> list[str]:
    return [proposal.unit or proposal.redirect for proposal in proposals]


async def put(desk: Desk, *cases: Case) -> None:
    await desk.ledger.save(*map(opened, cases))


async def test_rules_taken_into_use_propose_from_the_next_case_on(desk: Desk) -> None:
    lamp = a_case(content="路灯坏了")
    assert await routing.proposals(desk, lamp) == []
    assert await routing.use(desk, rules(("路灯", "城管局"))) == []
    assert ways(await routing.proposals(desk, lamp)) == ["城管局"]
    assert await routing.use(desk, rules(("路灯", "供热办"))) == []
    assert ways(await routing.proposals(desk, lamp)) == ["供热办"]


async def test_rules_that_another_process_saved_are_gone_by(desk: Desk, tmp_path: Path) -> None:
    lamp = a_case(content="路灯坏了")
    await routing.proposals(desk, lamp)
    (tmp_path / RULES).write_text(rules(("路灯", "城管局")), "utf-8")
    assert ways(await routing.proposals(desk, lamp)) == ["城管局"]


async def test_with_a_finding_nothing_is_saved(desk: Desk, tmp_path: Path) -> None:
    await routing.use(desk, rules(("路灯", "城管局")))
    kept = (tmp_path / RULES).read_bytes()
    [finding] = await routing.use(desk, rules(("路灯", "城管局"), ("井盖", "月球局")))
    assert (finding.key, finding.place, finding.column, finding.value) == (
        "routing.unit_unknown",
        "[[rule]] 2 井盖",
        "unit",
        "月球局",
    )
    assert (tmp_path / RULES).read_bytes() == kept
    assert not list(tmp_path.glob(".*"))


async def test_a_save_that_fails_leaves_the_rules_as_they_were(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await routing.use(desk, rules(("路灯", "城管局")))
    kept = (tmp_path / RULES).read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        await routing.use(desk, rules(("路灯", "供热办")))
    assert (tmp_path / RULES).read_bytes() == kept
    assert not list(tmp_path.glob(".*"))


async def test_units_of_staff_and_of_past_cases_are_known(desk: Desk) -> None:
    await desk.ledger.save_staff(a_person("officer", "水务局"))
    assert await routing.check(desk, rules(("停水", "水务局"), ("路灯", "城市管理局"))) == []


async def test_rules_changed_by_somebody_else_meanwhile_are_not_overwritten(desk: Desk) -> None:
    seen = routing.digest(routing.rules_in_use(desk))
    await routing.use(desk, rules(("路灯", "城管局")), seen)
    with pytest.raises(StaleRules):
        await routing.use(desk, rules(("路灯", "供热办")), seen)
    assert ways(await routing.proposals(desk, a_case(title="", content="路灯"))) == ["城管局"]


@pytest.mark.parametrize("broken", [b"[[rule", b"\xff\xfe", b'[[rule]]\nname = "x"\n'])
async def test_a_file_broken_by_hand_leaves_the_rules_before_in_use(
    desk: Desk, tmp_path: Path, broken: bytes
) -> None:
    await routing.use(desk, rules(("路灯", "城管局")))
    lamp = a_case(content="路灯坏了")
    await routing.proposals(desk, lamp)
    (tmp_path / RULES).write_bytes(broken)
    assert ways(await routing.proposals(desk, lamp)) == ["城管局"]


async def test_a_unit_gone_from_the_directory_does_not_stop_the_other_rules(desk: Desk) -> None:
    await routing.use(desk, rules(("暖气", "供热办"), ("路灯", "城管局")))
    desk.shelf.swap(Finder(DIRECTORY[:1]))
    assert ways(await routing.proposals(desk, a_case(title="", content="路灯"))) == ["城管局"]


async def test_a_report_about_a_unit_by_its_published_name_does_not_go_there(desk: Desk) -> None:
    text = '[[rule]]\nname = "1"\nkind = "举报"\nunit = "城管局"\n'
    assert await routing.use(desk, text) == []
    assert ways(await routing.proposals(desk, a_case(kind="举报", content="乱来"))) == ["城管局"]
    assert await routing.proposals(desk, a_case(kind="举报", content="城市管理局乱来")) == []


async def test_the_sample_towns_rules_stand_in_until_the_town_has_its_own(
    desk: Desk, tmp_path: Path
) -> None:
    sample = replace(desk, routing=RoutingFiles(tmp_path, sample=True))
    assert ways(await routing.proposals(sample, a_case(content="路灯坏了", title=""))) == ["城管局"]
    await routing.use(sample, "")
    assert await routing.proposals(sample, a_case(content="路灯坏了", title="")) == []


async def test_trying_tells_what_would_change_and_saves_nothing(desk: Desk, tmp_path: Path) -> None:
    await routing.use(desk, rules(("路灯", "供热办"), ("井盖", "城管局")))
    kept = (tmp_path / RULES).read_bytes()
    await put(
        desk,
        a_case("2012000001", title="", content="路灯坏了", unit="城管局"),
        a_case("2012000002", title="", content="井盖丢了", unit="城管局"),
        a_case("2012000003", title="", content="垃圾成堆", unit="城管局"),
        a_case("2012000004", title="", content="垃圾成堆"),
    )
    tried = await routing.try_out(
        desk, rules(("路灯", "城管局"), ("井盖", "城管局"), ("垃圾", "城管局"))
    )
    assert [
        (
            changed.case.number,
            changed.before and changed.before.unit,
            changed.after and changed.after.unit,
        )
        for changed in tried.changed
    ] == [
        ("2012000004", None, "城管局"),
        ("2012000003", None, "城管局"),
        ("2012000001", "供热办", "城管局"),
    ]
    assert (tried.cases, tried.handled, tried.agreed_before, tried.agreed_after) == (4, 3, 1, 3)
    assert (tmp_path / RULES).read_bytes() == kept


async def test_wrong_rules_are_not_tried(desk: Desk) -> None:
    await put(desk, a_case())
    tried = await routing.try_out(desk, rules(("路灯", "月球局")))
    assert [finding.key for finding in tried.findings] == ["routing.unit_unknown"]
    assert (tried.cases, tried.changed) == (0, [])


async def learn_from(desk: Desk, count: int = 40, **more: Any) -> None:
    said = {"城管局": "路灯不亮", "供热办": "暖气不热"}
    units = list(said)
    await put(
        desk,
        *(
            a_case(
                f"2012{n:06}",
                title="",
                content=said[units[n % 2]],
                unit=units[n % 2],
                state=State.CLOSED,
                conversation=f"c-{n}",
                **more,
            )
            for n in range(count)
        ),
    )


async def test_what_was_learnt_is_proposed_after_the_rules(desk: Desk, tmp_path: Path) -> None:
    await learn_from(desk)
    learnt = await routing.learn(desk)
    assert (learnt.model.cases, learnt.tried, learnt.right) == (40, 8, 8)
    await routing.use(desk, rules(("路灯", "供热办")))
    by_rule, by_model = await routing.proposals(desk, a_case(title="", content="路灯又不亮"))
    assert (by_rule.unit, by_rule.score) == ("供热办", None)
    assert (by_model.unit, by_model.words) == ("城管局", ("路灯",))
    assert by_model.score is not None
    (tmp_path / MODEL).write_text("{}")
    assert ways(await routing.proposals(desk, a_case(title="", content="路灯又不亮"))) == ["供热办"]
    (tmp_path / MODEL).unlink()
    assert ways(await routing.proposals(desk, a_case(title="", content="暖气"))) == []


async def test_nothing_is_learnt_from_guarded_cases(desk: Desk, tmp_path: Path) -> None:
    await learn_from(desk, confidential=True)
    with pytest.raises(TooFew):
        await routing.learn(desk)
    assert not (tmp_path / MODEL).exists()


@pytest.mark.parametrize("redirect", [*REDIRECTS, "市民族宗教局"])
async def test_what_is_not_ours_is_said_in_every_language(desk: Desk, redirect: str) -> None:
    form = CaseForm("咨询", "我要反映")
    case = (await open_case(desk, form, Origin("cli", "1"), "c-1", "zh", NOW)).case
    await work.refuse(desk, a_person("operator"), case.number, "见中心大街2号告示", redirect)
    [(_, message)] = await desk.ledger.outgoing("cli", "c-1")
    key = routing.not_ours_key(redirect)
    assert (key != "") == (redirect in REDIRECTS)
    for language in LANGUAGES:
        said = render(message.notice, language)
        assert "中心大街2号" in said
        assert redirect in said
        if key:
            assert say(key, language) in said


async def test_the_tree_of_units_is_the_way_up(desk: Desk) -> None:
    tree = '[[unit]]\nname = "供热科"\nparent = "供热办"\n[[unit]]\nname = "供热办"\n'
    assert await routing.use(desk, tree) == []
    above = await routing.above(desk)
    assert [above(unit) for unit in ("供热科", "供热办", "没有的局")] == ["供热办", "", ""]


@pytest.mark.parametrize(
    ("role", "may"),
    [("operator", False), ("officer", False), ("supervisor", True), ("admin", True), ("x", False)],
)
def test_who_may_edit_the_rules(role: str, may: bool) -> None:
    assert routing.may_edit(a_person(role)) == may
