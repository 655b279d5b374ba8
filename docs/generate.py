"""Writes the reference pages from the code: `make docs`. A test compares them, so they cannot fall behind."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import click

from bot.cli import main
from bot.messages import say
from bot.settings import Settings
from reports.figures import FIGURES

DOCS = Path(__file__).parent
_WRITTEN = "<!-- written by `make docs`; do not edit -->"


def reference() -> str:
    return "\n".join(
        [
            _WRITTEN,
            "# Reference",
            "",
            "## Settings",
            "",
            *_settings(),
            "",
            "## Commands",
            *_commands(main, "bot.py"),
        ]
    )


def figures() -> str:
    lines = [
        _WRITTEN,
        "# Figures",
        "",
        "Rates keep numerator and denominator; rounding, half up, happens at print only.",
        "",
    ]
    for name in FIGURES:
        lines += [f"## {name}", ""]
        lines += [
            f"- {language}: **{say(f'figure.{name}.label', language)}**. {say(f'figure.{name}.definition', language)}"
            for language in ("zh", "en", "ru")
        ]
        lines.append("")
    return "\n".join(lines)


def _settings() -> Iterator[str]:
    yield "| environment | default | meaning |"
    yield "|---|---|---|"
    for field in dataclasses.fields(Settings):
        yield f"| `{field.metadata['env']}` | `{field.default}` | {field.metadata['help']} |"


def _commands(command: click.Command, name: str) -> Iterator[str]:
    context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from _commands(found, f"{name} {child}")
    else:
        yield from ("", f"### {name}", "", "```", context.get_help(), "```")


PAGES = {"reference.md": reference, "figures.md": figures}

if __name__ == "__main__":
    for page, write in PAGES.items():
        (DOCS / page).write_text(write().rstrip() + "\n", "utf-8")
