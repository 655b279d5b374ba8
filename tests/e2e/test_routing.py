"""Rules of routing at the command line and at the console."""

import re
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_console import a_case, a_login
from tests.support.program import ROOT, Program, run_command
from tests.support.visitor import Answer, Visitor

SAMPLE = ROOT / "cases" / "sample" / "routing.toml"
LAMP = '[[rule]]\nname = "灯"\nwords = "楼道灯"\nunit = "城管局"\n'
HEATING = '[[rule]]\nname = "灯"\nwords = "楼道灯"\nunit = "供热办"\n'


def a_file(folder: Path, text: str) -> str:
    path = folder / "rules.toml"
    path.write_text(text, "utf-8")
    return str(path)


def test_rules_are_checked_tried_and_used_by_command(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for act, said in (("check", "没有发现问题"), ("try", "过去的工单 0 件"), ("use", "已启用")):
        done = run_command(data, "routing", act, str(SAMPLE))
        assert (done.returncode, said in done.stdout) == (0, True), done
    assert (data / "routing.toml").read_text("utf-8") == SAMPLE.read_text("utf-8")


@pytest.mark.parametrize("act", ["check", "try", "use"])
def test_wrong_rules_end_with_findings_and_leave_nothing(tmp_path: Path, act: str) -> None:
    data = tmp_path / "data"
    done = run_command(data, "routing", act, a_file(tmp_path, LAMP.replace("城管局", "月球局")))
    assert done.returncode == 1
    assert "[[rule]] 1 灯\tunit\t月球局" in done.stdout
    assert not (data / "routing.toml").exists()


def test_trying_lists_what_would_change(tmp_path: Path) -> None:
    data, register = tmp_path / "data", tmp_path / "register.csv"
    register.write_text(
        "编号,渠道,收件时间,内容,承办单位\nA1,信箱,2012-03-05,楼道灯坏了,供热办\n", "utf-8"
    )
    assert run_command(data, "cases", "import", str(register)).returncode == 0
    done = run_command(data, "routing", "try", a_file(tmp_path, LAMP))
    assert done.stdout.startswith("A1\t没有建议\t城管局\t供热办\n")


def test_too_few_cases_to_learn_from_are_told(tmp_path: Path) -> None:
    done = run_command(tmp_path, "routing", "learn")
    assert done.returncode == 1
    assert "太少" in done.stderr


def test_what_was_learnt_is_told(tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    said = ("路灯不亮,城管局", "暖气不热,供热办")
    rows = [f"A{n},信箱,2012-03-05,2012-03-06,{said[n % 2]}" for n in range(30)]
    register.write_text("\n".join(["编号,渠道,收件时间,办结时间,内容,承办单位", *rows]), "utf-8")
    data = tmp_path / "data"
    assert run_command(data, "cases", "import", str(register)).returncode == 0
    done = run_command(data, "routing", "learn")
    assert done.returncode == 0, done.stderr
    assert "最后 6 件试：建议对了 6 件" in done.stdout
    assert (data / "routing_model.json").exists()


@pytest.fixture
def admin(program: Program, visitor: Visitor) -> Visitor:
    (program.data / "routing.toml").unlink(missing_ok=True)
    visitor.sign_in("admin", program.password)
    return visitor


def hidden(page: Answer, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', page.text)
    return found[1] if found else ""


def send(visitor: Visitor, page: Answer, act: str, text: str, **fields: str) -> Answer:
    form = {name: hidden(page, name) for name in ("csrf", "seen", "tried")}
    text = text.replace("\n", "\r\n")  # as a browser sends it
    return visitor.post("/console/routing", form | {"act": act, "text": text} | fields)


def test_rules_are_used_only_as_they_were_tried(admin: Visitor, program: Program) -> None:
    number = a_case(admin)
    page = admin.get("/console/routing")
    untried = send(admin, page, "use", LAMP)
    assert (untried.status, "试过以后又改了" in untried.text) == (200, True)
    assert not (program.data / "routing.toml").exists()
    assert number in untried.text
    changed = send(admin, untried, "use", HEATING)
    assert not (program.data / "routing.toml").exists()
    used = send(admin, changed, "use", HEATING)
    assert (used.status, used.headers["Location"]) == (303, "/console/routing?done=use")
    assert (program.data / "routing.toml").read_text("utf-8") == HEATING
    assert "供热办" in unescape(admin.get("/console/routing").text)


def test_findings_are_shown_and_nothing_can_be_used(admin: Visitor) -> None:
    page = send(admin, admin.get("/console/routing"), "try", LAMP + "[[rule]]\nname = '<b>'\n")
    assert page.status == 422
    assert "[[rule]] 2 &lt;b&gt;" in page.text
    assert hidden(page, "tried") == ""
    assert 'value="use"' not in page.text


def test_rules_saved_by_somebody_else_are_shown_and_not_lost(
    admin: Visitor, program: Program
) -> None:
    tried = send(admin, admin.get("/console/routing"), "try", LAMP)
    (program.data / "routing.toml").write_text(HEATING, "utf-8")
    stale = send(admin, tried, "use", LAMP)
    assert stale.status == 409
    assert "城管局" in stale.text
    assert "供热办" in stale.text
    assert (program.data / "routing.toml").read_text("utf-8") == HEATING


def test_a_large_table_can_be_sent(admin: Visitor) -> None:
    rules = "".join(LAMP.replace("灯", f"灯{n}号") for n in range(400))
    assert len(rules.encode()) > 20_000
    page = send(admin, admin.get("/console/routing"), "try", rules)
    assert page.status == 200


def test_what_a_report_says_is_not_listed(admin: Visitor) -> None:
    number = a_case(Visitor(admin.base), kind="举报", content="某单位的楼道灯")
    rule = LAMP.replace("words", 'kind = "举报"\nwords')
    page = send(admin, admin.get("/console/routing"), "try", rule)
    assert page.status == 200
    assert number not in page.text
    assert "某单位的" not in page.text


@pytest.mark.parametrize("role", ["operator", "officer"])
def test_operators_and_officers_do_not_edit_rules(program: Program, role: str) -> None:
    visitor = Visitor(program.base)
    visitor.sign_in(*a_login(program, role))
    assert "/console/routing" not in visitor.get("/console").text
    assert visitor.get("/console/routing").status == 403
    csrf = hidden(visitor.get("/console"), "csrf")
    form = {"csrf": csrf, "act": "try", "text": LAMP}
    assert visitor.post("/console/routing", form).status == 403


@pytest.mark.browser
def test_a_supervisor_edits_tries_and_uses_rules(officer: Page, program: Program) -> None:
    (program.data / "routing.toml").unlink(missing_ok=True)
    officer.goto(f"{program.base}/console")
    officer.get_by_role("link", name="派单规则").click()
    officer.fill("#text", LAMP)
    officer.get_by_role("button", name="试一试").click()
    expect(officer.get_by_role("status")).to_contain_text("过去的工单")
    expect(officer.locator("#text")).to_have_value(LAMP)
    officer.get_by_role("button", name="启用").click()
    expect(officer.get_by_role("status")).to_contain_text("已启用")
    expect(officer.locator("#text")).to_have_value(LAMP)


def test_a_proposal_is_shown_with_its_reason_and_confirmed(
    admin: Visitor, program: Program
) -> None:
    rules = (
        '[[unit]]\nname = "路灯科"\nparent = "城管局"\n[[unit]]\nname = "城管局"\n'
        '[[rule]]\nname = "灯"\nwords = "楼道灯"\nunit = "路灯科"\n'
        '[[rule]]\nname = "官司"\nwords = "打官司"\nredirect = "诉讼"\ntold = "见告示"\n'
    )
    (program.data / "routing.toml").write_text(rules, "utf-8")
    number = a_case(Visitor(program.base), content="楼道灯坏了")
    page = admin.get(f"/console/cases/{number}").text
    assert "规则“灯”" in unescape(page)
    form = {
        name: hidden(admin.get(f"/console/cases/{number}"), name) for name in ("csrf", "version")
    }
    confirmed = admin.post(f"/console/cases/{number}", form | {"act": "transfer", "unit": "路灯科"})
    assert confirmed.status == 303
    assert "派单建议" not in admin.get(f"/console/cases/{number}").text
    other = a_case(Visitor(program.base), content="打官司的事")
    page = unescape(admin.get(f"/console/cases/{other}").text)
    assert "规则“官司”" in page
    assert 'value="诉讼"' in page
    assert "见告示" in page
