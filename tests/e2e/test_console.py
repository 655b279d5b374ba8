"""Officers at the console, in a real browser."""

import json
import re
from io import BytesIO
from pathlib import Path
from secrets import token_hex

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.support.program import PASSWORD, Program, run_command, serving
from tests.support.visitor import Visitor

browsing = pytest.mark.browser
CASE = {"kind": "求助", "content": "楼道灯坏了"}


def a_case(visitor: Visitor, **told: str) -> str:
    """Its number."""
    receipt = visitor.post("/chat/case", CASE | told)
    assert receipt.status == 200
    found = re.search(r'id="number">([^<]+)<', receipt.text)
    assert found is not None
    return found[1]


@browsing
def test_a_case_goes_from_the_queue_to_its_close(
    officer: Page, program: Program, visitor: Visitor
) -> None:
    number = a_case(visitor)
    officer.goto(f"{program.base}/console")
    officer.get_by_role("link", name=number).click()
    officer.fill("#transfer-unit", "住建局")
    officer.click("#act-transfer button")
    officer.fill("#reply-text", "已更换。")
    officer.click("#act-reply button")
    officer.click("#act-close button")
    expect(officer.locator("h1")).to_contain_text("办结")
    expect(officer.locator(".history")).to_contain_text("住建局")
    officer.goto(f"{program.base}/console")
    expect(officer.get_by_role("link", name=number)).to_have_count(0)


@browsing
def test_a_case_that_somebody_else_worked_keeps_what_was_typed(
    officer: Page, program: Program, visitor: Visitor
) -> None:
    number = a_case(visitor)
    page = f"{program.base}/console/cases/{number}"
    officer.goto(page)
    other = officer.context.new_page()
    other.goto(page)
    other.fill("#transfer-unit", "住建局")
    other.click("#act-transfer button")
    officer.fill("#reply-text", "写了很久的答复")
    officer.click("#act-reply button")
    expect(officer.get_by_role("alert")).to_contain_text("已经办理过这件工单（转办）")
    expect(officer.locator("#reply-text")).to_have_value("写了很久的答复")
    officer.click("#act-reply button")
    expect(officer.get_by_role("status")).to_contain_text("答复已发出")


@browsing
def test_the_figures_page_counts_what_was_replied(
    officer: Page, program: Program, visitor: Visitor
) -> None:
    number = a_case(visitor)
    officer.goto(f"{program.base}/console/figures")
    replied = officer.locator("[data-figure=replied] td.number").first
    before = int(replied.inner_text())
    officer.goto(f"{program.base}/console/cases/{number}")
    officer.fill("#reply-text", "已更换。")
    officer.click("#act-reply button")
    officer.goto(f"{program.base}/console/figures")
    expect(replied).to_have_text(str(before + 1))
    expect(officer.locator("figure.chart svg")).to_have_count(1)


@browsing
def test_after_signing_out_the_console_asks_again(officer: Page, program: Program) -> None:
    officer.click("header form button")
    officer.goto(f"{program.base}/console/figures")
    expect(officer.locator("#password")).to_be_visible()


def test_figures_download_as_the_page_shows_them(program: Program, visitor: Visitor) -> None:
    a_case(visitor)
    visitor.sign_in("admin", program.password)
    as_json = json.loads(visitor.get("/console/figures.json").text)
    received = next(row for row in as_json if row["figure"] == "received")
    assert received["numerator"] == received["denominator"] >= 1
    assert "收件" in visitor.get("/console/figures.csv?lang=zh").text
    book = load_workbook(BytesIO(visitor.get("/console/figures.xlsx").body))
    assert book.active is not None
    assert book.active.max_row == len(as_json) + 1


@pytest.mark.parametrize("told", [{"kind": "举报"}, {"confidential": "1"}])
def test_a_guarded_case_is_closed_to_operators(
    program: Program, visitor: Visitor, told: dict[str, str]
) -> None:
    number = a_case(visitor, content="某单位的事", **told)
    operator = Visitor(program.base)
    operator.sign_in(*a_login(program, "operator"))
    assert operator.get(f"/console/cases/{number}").status == 403
    assert "某单位的事" not in operator.get("/console").text
    admin = Visitor(program.base)
    admin.sign_in("admin", program.password)
    assert admin.get(f"/console/cases/{number}").status == 403
    supervisor = Visitor(program.base)
    supervisor.sign_in(*a_login(program, "supervisor"))
    page = supervisor.get(f"/console/cases/{number}")
    assert page.status == 200
    assert "某单位的事" in page.text
    assert "谁看过这件工单" in page.text
    assert "某单位的事" not in supervisor.get("/console").text


def test_the_record_of_readings_is_for_auditors(program: Program, visitor: Visitor) -> None:
    number = a_case(visitor, kind="举报")
    supervisor, auditor = Visitor(program.base), Visitor(program.base)
    supervisor.sign_in(*(told := a_login(program, "supervisor")))
    auditor.sign_in(*a_login(program, "auditor"))
    assert supervisor.get(f"/console/cases/{number}").status == 200
    assert auditor.get(f"/console/cases/{number}").status == 403
    record = auditor.get("/console/record").text
    assert re.search(rf"{number}.*?{told[0]}", record, re.DOTALL)
    operator = Visitor(program.base)
    operator.sign_in(*a_login(program, "operator"))
    assert operator.get("/console/record").status == 403
    assert auditor.get("/console/record?before=x").status == 200


def test_an_officer_sees_the_cases_of_the_own_unit_alone(
    program: Program, visitor: Visitor
) -> None:
    number = a_case(visitor)
    officer = Visitor(program.base)
    officer.sign_in(*a_login(program, "officer", "--unit", "水务局"))
    assert number not in officer.get("/console").text
    assert officer.get(f"/console/cases/{number}").status == 403


def test_the_queue_is_paged_by_due_date(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-sample") as running:
        visitors = [Visitor(running.base) for _ in range(3)]
        numbers = [
            a_case(visitors[n % 3], kind=kind) for n, kind in enumerate(("举报", "咨询", "建议"))
        ]
        admin = Visitor(running.base)
        admin.sign_in("admin", running.password)
        page = admin.get("/console").text
        assert sorted(numbers, key=page.index) == [numbers[1], numbers[0], numbers[2]]
        due = re.search(rf'datetime="([\d-]+)".*?{numbers[1]}', page, re.DOTALL)
        assert due is not None
        following = admin.get(f"/console?after={due[1]},{numbers[1]}").text
        assert [f"cases/{number}" in following for number in numbers] == [True, False, True]


def test_a_new_password_ends_the_sign_ins_of_the_old_one(program: Program) -> None:
    login, password = a_login(program, "supervisor")
    visitor = Visitor(program.base)
    visitor.sign_in(login, password)
    assert visitor.get("/console").status == 200
    renewed = run_command(program.data, "staff", "password", login).stdout
    assert visitor.get("/console").status == 303
    assert visitor.sign_in(login, password).status == 403
    assert visitor.sign_in(login, generated(renewed)).status == 303


def test_a_wrong_staff_command_says_why(program: Program) -> None:
    taken = run_command(program.data, "staff", "add", "admin")
    assert taken.returncode == 2
    assert "admin" in taken.stderr


def a_login(program: Program, role: str, *more: str) -> tuple[str, str]:
    """A new person of this role: login and password."""
    login = f"{role}-{token_hex(4)}"
    added = run_command(program.data, "staff", "add", login, "--role", role, *more)
    assert added.returncode == 0, added.stderr
    return login, generated(added.stdout)


def generated(said: str) -> str:
    found = PASSWORD.search(said)
    assert found is not None, said
    return found[0]
