"""The layout keeps its promises."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "cases", "handlers", "knowledge", "ledger", "reports")
HAN = re.compile(r"[\u3400-\u9fff]")
CYRILLIC = re.compile(r"[а-яё]{4,}", re.IGNORECASE)


def test_import_contracts_hold() -> None:
    """Who may import whom is checked, so it stays true."""
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_stands_in_the_readme(package: str) -> None:
    assert f"\n{package}/" in (ROOT / "README.md").read_text("utf-8")


def test_no_russian_sentence_outside_the_catalogues() -> None:
    """What people read comes from message files only; Russian in code would be a sentence said to somebody.
    Alternatives of a pattern are what people write, not what they read."""
    strays = [
        f"{path.relative_to(ROOT)}:{number}"
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if CYRILLIC.search(line) and "|" not in line
    ]
    assert strays == []


def test_templates_hold_no_sentence() -> None:
    strays = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in (ROOT / "bot").rglob("*.html")
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if HAN.search(re.sub(r"\{#.*?#\}", "", line)) or CYRILLIC.search(line)
    ]
    assert strays == []
