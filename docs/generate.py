"""Writes the reference pages from the code: `make docs`. A test compares them, so they cannot fall behind."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from babel.messages.pofile import read_po

from bot.cli import main
from bot.messages import files, say
from bot.settings import Settings
from cases.access import ACTS, GUARDED_ACTS, Act, Role
from cases.case import State
from cases.kinds import TABLES, read_kinds
from cases.states import REFUSED
from reports.figures import CASE_FIGURES, FIGURES

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
        "Rates keep numerator and denominator; rounding, half up, happens at print only. A figure of cases is a",
        "condition on a row of `case_facts` (`part`), out of the rows of another (`whole`); both are SQL, and a frozen",
        "report carries them, so that anybody can put the same question. `:first` and `:last` are the period, `:as_of`",
        "the day up to which things count as having happened; every figure is over the cases received in the period",
        "that are no duplicates and no co-handler's part.",
        "",
    ]
    for name in FIGURES:
        lines += [f"## {name}", ""]
        lines += [
            f"- {language}: **{say(f'figure.{name}.label', language)}**. {say(f'figure.{name}.definition', language)}"
            for language in ("zh", "en", "ru")
        ]
        lines += _condition(name)
        lines.append("")
    return "\n".join(lines)


def _condition(name: str) -> list[str]:
    figure = CASE_FIGURES.get(name)
    if figure is None:
        return []
    told = [f"- part: `{figure.part}`"]
    if figure.weight:
        told.append(f"- weight: `{figure.weight}` of {figure.scale}")
    if figure.is_rate:
        told.append(f"- whole: `{figure.whole}`")
    return told


def case_rules() -> str:
    return "\n".join(
        [
            _WRITTEN,
            "# Case rules",
            "",
            "Every move is one event in a history that is only added to; the events folded are the case "
            "(`cases/folding.py`). What a state forbids is refused with the sentence in the last table.",
            "",
            "## Which state allows which move",
            "",
            *_moves(),
            "",
            "## Who may do what",
            "",
            "An officer acts on cases of the own unit alone; the unit complained of and whoever stepped aside act on "
            "none. G: also of guarded cases (confidential ones and 举报); (G): of guarded ones alone.",
            "",
            *_access(),
            "",
            "## Kinds and their limits",
            "",
            *_kinds(),
            "",
            "## What a refused move says",
            "",
            *_refusals(),
        ]
    )


def _moves() -> Iterator[str]:
    states = list(State)
    yield "| move | " + " | ".join(say(f"state.{state}", "zh") for state in states) + " |"
    yield "|---|" + ":-:|" * len(states)
    for move, refused in REFUSED.items():
        allowed = ("" if state in refused else "✓" for state in states)
        yield f"| `{move}` {say(f'web.move.{move}', 'zh')} | " + " | ".join(allowed) + " |"


def _access() -> Iterator[str]:
    yield "| act | " + " | ".join(Role) + " |"
    yield "|---|" + ":-:|" * len(Role)
    for act in Act:
        cells = (
            _may(act in ACTS.get(role, ()), act in GUARDED_ACTS.get(role, ())) for role in Role
        )
        yield f"| `{act}` | " + " | ".join(cells) + " |"


def _may(plain: bool, guarded: bool) -> str:
    if guarded:
        return "✓ G" if plain else "(G)"
    return "✓" if plain else ""


def _kinds() -> Iterator[str]:
    yield "| kind | limit | urgent | one extension | from | to | source |"
    yield "|---|--:|--:|--:|---|---|---|"
    for row in (row for table in TABLES for row in read_kinds(f"kinds/{table}.toml")):
        unit = {"wd": "wd", "day": "d"}[row.limit.unit]
        first = "" if row.first == date.min else row.first
        last = "" if row.last == date.max else row.last
        extension = row.limit.extension or ""
        yield (
            f"| {row.name} | {row.limit.days} {unit} | {row.urgent} | {extension} | {first} | {last} "
            f"| {row.limit.source} |"
        )


def _refusals() -> Iterator[str]:
    yield "| key | zh | en |"
    yield "|---|---|---|"
    zh, en = _sentences("zh"), _sentences("en")
    for key in sorted(key for key in zh if key.startswith(("move.", "clock."))):
        yield f"| `{key}` | {zh[key]} | {en[key]} |"


def _sentences(language: str) -> dict[str, str]:
    """Key → the sentence with its {placeholders}, of those that have one form."""
    found: dict[str, str] = {}
    for path in files(language):
        with path.open("rb") as f:
            found |= {m.id: m.string for m in read_po(f) if isinstance(m.id, str) and m.id}
    return found


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


PAGES = {"reference.md": reference, "figures.md": figures, "case-rules.md": case_rules}

if __name__ == "__main__":
    for page, write in PAGES.items():
        (DOCS / page).write_text(write().rstrip() + "\n", "utf-8")
