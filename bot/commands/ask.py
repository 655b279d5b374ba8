"""`ask`: a question from the terminal, or a file of them, answered as on every other channel."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.options import (
    Stop,
    data_option,
    reader_language,
    sample_option,
    settings_for,
)
from bot.messages import render
from bot.settings import Settings
from cases.case import Origin
from handlers.desk import Desk
from handlers.inquiries import receive, receive_all
from handlers.inquiry import Inquiry, Recorded

CHANNEL = "cli"
_AT_ONCE = 256
"""Questions of a batch recorded in one transaction."""
_SOURCE_FIELDS = ("title", "issuer", "number", "date", "url")


@click.command("ask")
@data_option
@sample_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each answer.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help='File of questions, one JSON object {"q": …} a line; - is standard input.',
)
@click.argument("question", required=False)
def command(
    data: Path | None, sample: bool | None, as_json: bool, batch: Path | None, question: str | None
) -> None:
    """Ask QUESTION, or every question of a file; exit 0 whatever the answer, 2 for bad input."""
    if (question is None) == (batch is None):
        raise Stop("ask.one_of")
    questions = [question] if question is not None else list(_questions(batch or Path("-")))
    with failures_told():
        asyncio.run(_ask(settings_for(data, sample), questions, as_json))


async def _ask(settings: Settings, questions: list[str], as_json: bool) -> None:
    async with open_desk(settings, reading=True) as desk:
        for start in range(0, len(questions), _AT_ONCE):
            for recorded in await _answers(desk, questions[start : start + _AT_ONCE]):
                _show(recorded, as_json)


async def _answers(desk: Desk, questions: list[str]) -> list[Recorded]:
    inquiries = [
        Inquiry(Origin(CHANNEL, secrets.token_hex(8)), text, desk.now(), language=reader_language())
        for text in questions
    ]
    if len(inquiries) == 1:
        return [await receive(desk, inquiries[0])]
    return await receive_all(desk, inquiries)


def _show(recorded: Recorded, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(as_object(recorded), ensure_ascii=False))
        return
    click.echo(render(recorded.notice, recorded.language))
    for button in recorded.notice.buttons:
        if button.act == "ask":
            click.echo(f"  • {button.value}")


def as_object(recorded: Recorded) -> dict[str, Any]:
    """The contract that others build on: status, text, score, sources, near, latency_us."""
    notice = recorded.notice
    quoted = "entry" in notice.values
    source = {name: notice.values.get(name, "") for name in _SOURCE_FIELDS}
    return {
        "status": str(recorded.status),
        "text": notice.values["text"] if quoted else render(notice, recorded.language),
        "score": recorded.score,
        "sources": [{**source, "quote": notice.values["quote"], "anchor": notice.values["anchor"]}]
        if quoted
        else [],
        "near": [
            {"title": button.value, "score": float(button.values["score"])}
            for button in notice.buttons
            if button.act == "ask"
        ],
        "latency_us": recorded.latency_us,
    }


def _questions(path: Path) -> Iterator[str]:
    try:
        lines = click.open_file(str(path), encoding="utf-8-sig").read().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Stop("ask.unreadable", path=str(path), problem=str(error)) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _question_in(line, number)


def _question_in(line: str, number: int) -> str:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("q"), str):
        raise Stop("ask.bad_line", line_number=number, line=line[:60])
    question: str = row["q"]
    return question
