"""A citizen on the web chat, in a real browser, with and without script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.program import Program, serving

pytestmark = pytest.mark.browser

KNOWN = "城东水厂几点开门"
NEAR = "补办证"
CARD = "补办老年证要带什么材料"
UNKNOWN = "月球基地怎么修"


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def ask(page: Page, question: str) -> None:
    page.fill("#text", question)
    page.press("#text", "Enter")


def open_case(page: Page, program: Program) -> tuple[str, str]:
    """Number and query code."""
    page.goto(f"{program.base}/chat/case")
    page.check("input[value='求助']")
    page.fill("#content", "向阳路三号楼道灯坏了")
    page.click("form.tell button")
    return page.inner_text("#number"), page.inner_text("#code")


def test_the_answer_is_the_published_text_with_its_source(citizen: Page, program: Program) -> None:
    citizen.goto(program.base)
    citizen.fill("#text", KNOWN)
    citizen.click("form.ask button")
    expect(citizen.locator("blockquote")).to_have_text("城东水厂上午八点开门。周日不开门。")
    source = citizen.locator(".source")
    for part in ("城东供水须知", "城东供水所", "东水〔2026〕3号", "2026-03-01"):
        expect(source).to_contain_text(part)
    source.locator("a").click()
    expect(citizen.locator(".paragraph.meant")).to_contain_text("周日不开门")


def test_a_near_question_is_asked_by_its_button(citizen: Page, program: Program) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, NEAR)
    near = citizen.locator(".card.clarification").get_by_role("button", name=CARD)
    near.click()
    expect(citizen.locator("blockquote")).to_have_text("补办老年证带身份证和一张照片。")


def test_the_first_screen_offers_questions_that_the_town_answers(
    citizen: Page, program: Program
) -> None:
    citizen.goto(f"{program.base}/chat")
    citizen.get_by_role("button", name=CARD).click()
    expect(citizen.locator("blockquote")).to_contain_text("一张照片")
    citizen.reload()
    expect(citizen.get_by_role("button", name=CARD)).to_have_count(0)


def test_several_questions_are_answered_one_by_one(citizen: Page, program: Program) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, f"{KNOWN}？{UNKNOWN}？{CARD}？")
    turns = citizen.locator("article.turn")
    expect(turns).to_have_count(3)
    expect(turns.nth(0)).to_contain_text("八点开门")
    expect(turns.nth(1).locator(".card")).to_have_class("card not_known")
    expect(turns.nth(2)).to_contain_text("一张照片")
    citizen.reload()
    expect(turns).to_have_count(3)


def test_a_follow_up_is_understood_from_the_answer_before(citizen: Page, program: Program) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, KNOWN)
    expect(citizen.locator("blockquote")).to_have_count(1)
    ask(citizen, "那周末上班吗")
    expect(citizen.locator("blockquote").nth(1)).to_have_text(
        re.compile("城东水厂.*周日不开门", re.DOTALL)
    )


def test_whether_an_answer_helped_is_kept(citizen: Page, program: Program) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, KNOWN)
    verdict = citizen.locator(".verdict")
    verdict.get_by_role("button", name="没帮助").click()
    expect(verdict.get_by_role("button", name="没帮助")).to_be_focused()
    verdict.get_by_role("link", name="转人工").click()
    expect(citizen.locator("#content")).to_have_value(KNOWN)
    citizen.goto(f"{program.base}/chat")
    verdict.get_by_role("button", name="有帮助", exact=True).click()
    expect(verdict).to_contain_text("谢谢")
    citizen.reload()
    pressed = verdict.locator("[aria-pressed=true]")
    expect(pressed).to_have_count(1)
    expect(pressed).to_have_text("有帮助")


@pytest.mark.parametrize("script", [True, False])
def test_person_asked_for_in_words_is_the_form(
    citizen: Page, without_script: Page, program: Program, script: bool
) -> None:
    page = citizen if script else without_script
    page.goto(f"{program.base}/chat")
    page.fill("#text", UNKNOWN)
    page.click("#ask button")
    expect(page.locator("article.turn")).to_have_count(1)
    page.fill("#text", "转人工")
    page.click("#ask button")
    expect(page.locator("#content")).to_have_value(UNKNOWN)
    page.check("input[value='咨询']")
    page.click("form.tell button")
    number = page.inner_text("#number")
    page.goto(f"{program.base}/chat")
    page.locator(".card.not_known a.person").click()
    expect(page.locator("#number")).to_have_text(number)


def test_without_script_several_questions_and_a_verdict(
    without_script: Page, program: Program
) -> None:
    without_script.goto(program.base)
    without_script.fill("#text", f"{KNOWN}？{CARD}？")
    without_script.click("form.ask button")
    expect(without_script.locator("article.turn")).to_have_count(2)
    without_script.locator(".verdict").first.get_by_role("button", name="没帮助").click()
    expect(without_script.locator(".verdict").first).to_contain_text("抱歉")
    expect(without_script.locator(".verdict [aria-pressed=true]")).to_have_count(1)


def test_an_emergency_stands_out_and_is_announced(citizen: Page, program: Program) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, "我家着火了")
    expect(citizen.get_by_role("alert").first).to_contain_text("119")


def test_from_an_unknown_question_to_a_receipt_and_its_status(
    citizen: Page, program: Program
) -> None:
    citizen.goto(f"{program.base}/chat")
    ask(citizen, UNKNOWN)
    citizen.click(".card.not_known a.button")
    expect(citizen.locator("#content")).to_have_value(UNKNOWN)
    citizen.check("input[value='咨询']")
    citizen.click("form.tell button")
    number, code = citizen.inner_text("#number"), citizen.inner_text("#code")
    citizen.goto(f"{program.base}/chat")
    expect(citizen.locator(".card.opened")).to_contain_text(number)
    citizen.goto(f"{program.base}/status")
    citizen.fill("#number", number)
    citizen.fill("#code", code.lower())
    citizen.click("main form button")
    expect(citizen.locator("#state")).to_contain_text("待受理")


def test_the_officers_reply_appears_live_and_stays(
    citizen: Page, officer: Page, program: Program
) -> None:
    number, _ = open_case(citizen, program)
    citizen.goto(f"{program.base}/chat")
    officer.goto(f"{program.base}/console/cases/{number}")
    officer.fill("#transfer-unit", "住建局")
    officer.click("#act-transfer button")
    officer.fill("#reply-text", "已派人更换。\n请留意。")
    officer.click("#act-reply button")
    reply = citizen.locator(".card.officer").filter(has_text="已派人更换。")
    expect(reply).to_have_count(1)
    citizen.reload()
    expect(reply).to_have_count(1)


def test_the_conversation_is_there_on_return_after_a_restart(
    browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    with serving(tmp_path, "--no-sample") as first:
        number, _ = open_case(page, first)
    port = first.base.rpartition(":")[2]
    with serving(tmp_path, "--no-sample", PORT=port) as second:
        page.goto(f"{second.base}/chat")
        expect(page.locator(".card.opened")).to_contain_text(number)
    context.close()


def test_without_script_the_same_journey_works(without_script: Page, program: Program) -> None:
    without_script.goto(f"{program.base}/chat")
    for question in (KNOWN, UNKNOWN):
        without_script.fill("#text", question)
        without_script.click("#ask button")
    expect(without_script.locator("blockquote")).to_contain_text("八点开门")
    without_script.click(".card.not_known a.button")
    without_script.check("input[value='建议']")
    without_script.click("form.tell button")
    expect(without_script.locator("#number")).to_have_text(re.compile(r"\d{4}-\d{5}"))


def test_what_is_asked_is_shown_and_never_run(citizen: Page, program: Program) -> None:
    trick = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202egnp.exe"
    citizen.goto(f"{program.base}/chat")
    ask(citizen, trick)
    said = citizen.locator(".said .words")
    expect(said).to_have_text(trick.replace("\u202e", "\ufffd"))
    citizen.reload()
    expect(said).to_have_text(trick.replace("\u202e", "\ufffd"))


@pytest.mark.parametrize("path", ["/", "/chat", "/chat/case", "/status", "/published", "/console"])
@pytest.mark.parametrize("language", ["zh", "en", "ru"])
def test_no_page_is_wider_than_a_small_phone(
    citizen: Page, program: Program, path: str, language: str
) -> None:
    citizen.goto(f"{program.base}{path}?lang={language}")
    body = citizen.locator("body").bounding_box()
    assert body is not None
    assert body["width"] <= 360
    assert citizen.locator("html").evaluate("page => page.scrollWidth") <= 360


def test_every_field_has_a_label(citizen: Page, program: Program) -> None:
    for path in ("/", "/chat", "/chat/case", "/status", "/published", "/console"):
        citizen.goto(program.base + path)
        fields = citizen.locator("main :is(input:not([type=hidden]), textarea, select)")
        unnamed = fields.evaluate_all("all => all.filter(one => !one.labels.length).length")
        assert unnamed == 0, path
