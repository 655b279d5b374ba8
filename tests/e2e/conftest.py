"""The program, a browser, and somebody signed in at the console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.program import ROOT, Program, run_command, serving
from tests.support.visitor import Visitor

TOWN = ROOT / "tests" / "fixtures" / "town_faq.csv"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Serves three published answers of a town made for the tests."""
    data = tmp_path_factory.mktemp("data")
    imported = run_command(data, "knowledge", "import", "--no-sample", str(TOWN))
    assert imported.returncode == 0, imported.stderr
    with serving(data, "--no-sample") as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """For one module: Playwright's loop must not outlive it, because asynchronous tests may follow."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def citizen(browser: Browser) -> Iterator[Page]:
    yield from _somebody(browser)


@pytest.fixture
def officer(browser: Browser, program: Program) -> Iterator[Page]:
    """The first admin, signed in."""
    for page in _somebody(browser):
        page.goto(f"{program.base}/console")
        page.fill("#login", "admin")
        page.fill("#password", program.password)
        page.click("form.tell button")
        yield page


def _somebody(browser: Browser) -> Iterator[Page]:
    """A page of its own context; a script that fails or a refused script fails the test."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: (problems.append(dialog.message), dialog.dismiss())[0])
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def visitor(program: Program) -> Visitor:
    return Visitor(program.base)
