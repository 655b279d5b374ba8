"""What is written about commands, settings and figures is what the code says."""

import re
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from docs.generate import DOCS, PAGES

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", PAGES)
def test_generated_pages_are_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text("utf-8") == PAGES[page]().rstrip() + "\n", "run `make docs`"


def test_readme_commands_are_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(
        re.findall(r"^make ([a-z]+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    )
    assert named >= {"run", "test"}
    assert named <= targets


def test_readme_names_every_subcommand() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert all(command in readme for command in COMMANDS)


@pytest.mark.parametrize(
    "page",
    sorted(
        p.relative_to(ROOT).as_posix() for p in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
    ),
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"
