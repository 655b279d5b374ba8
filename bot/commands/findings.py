"""Findings of an import, shown as a table to a person and as tab-separated lines to a program."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.options import reader_language, tell
from bot.messages import say
from knowledge.findings import Finding, path_name

MOST_SHOWN = 1_000
_COLUMNS = ("file", "place", "column", "value", "problem")


def print_findings(found: Sequence[tuple[Path, Finding]]) -> None:
    if not found:
        return
    language = reader_language()
    rows = [_row(path, finding, language) for path, finding in found[:MOST_SHOWN]]
    head = [say(f"findings.{name}", language) for name in _COLUMNS]
    if not sys.stdout.isatty():
        for row in (head, *rows):
            click.echo("\t".join(row))
    else:
        _print_table(head, rows)
    if len(found) > MOST_SHOWN:
        tell("findings.more", count=len(found) - MOST_SHOWN)


def _print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(*head)
    for row in rows:
        table.add_row(*map(escape, row))
    Console().print(table)


def _row(path: Path, finding: Finding, language: str) -> list[str]:
    problem = say(finding.key, language, finding.values)
    return [path_name(path), str(finding.place), finding.column, finding.value, problem]
