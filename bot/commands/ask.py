"""`ask`: a question from the terminal, or a file of them, answered as on every other channel."""

import asyncio
import json
import secrets
from collections.abc import Iterator, Sequence
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
from handlers.hearing import heading_of, hear, hear_all
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Notice

CHANNEL = "cli"
_AT_ONCE = 256
"""Questions of a batch recorded in one transaction."""
_SOURCE_FIELDS = ("title", "issuer", "number", "date", "url")


@click.command("ask")
@data_option
@sample_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object for each message.")
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    help='File of questions, one JSON object {"q": …} a line; - is standard input.',
)
@click.argument("question", required=False)
def command(
    data: Path | None, sample: bool | None, as_json: bool, batch: Path | None, question: str | None
) -> None:
    """Ask QUESTION, or every question of a file; exit 0 whatever the answer, 2 for bad input.

    Several questions in one message are answered one by one, at most three. With --json such a message has the first
    answer, its "question", and the other answers under "more".
    """
    if (question is None) == (batch is None):
        raise Stop("ask.one_of")
    questions = [question] if question is not None else list(_questions(batch or Path("-")))
    with failures_told():
        asyncio.run(_ask(settings_for(data, sample), questions, as_json))


async def _ask(settings: Settings, questions: list[str], as_json: bool) -> None:
    async with open_desk(settings, reading=True) as desk:
        for start in range(0, len(questions), _AT_ONCE):
            for answers in await _answers(desk, questions[start : start + _AT_ONCE]):
                _show(answers, as_json)


async def _answers(desk: Desk, questions: list[str]) -> list[tuple[Recorded, ...]]:
    """One item for each message; it holds several answers when several questions are asked in it."""
    messages = [
        Inquiry(Origin(CHANNEL, secrets.token_hex(8)), text, desk.now(), language=reader_language())
        for text in questions
    ]
    if len(messages) == 1:
        return [await hear(desk, messages[0])]
    return await hear_all(desk, messages)


def _show(answers: Sequence[Recorded], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(as_object(answers), ensure_ascii=False))
        return
    for recorded in answers:
        if over := heading_of(recorded, answers):
            click.echo(over)
        click.echo(render(recorded.notice, recorded.language))
        for button in recorded.notice.buttons:
            if button.act == "ask":
                click.echo(f"  • {button.value}")
        if len(answers) > 1:
            click.echo()


def as_object(answers: Sequence[Recorded]) -> dict[str, Any]:
    """One answer is the contract that others build on: status, text, score, sources, near, latency_us. Of several it is
    the first, with its `question`, and `more` holds the others in the same form."""
    first, *more = answers
    if not more:
        return _object(first)
    return _with_question(first) | {"more": [_with_question(recorded) for recorded in more]}


def _with_question(recorded: Recorded) -> dict[str, Any]:
    return {"question": recorded.inquiry.text} | _object(recorded)


def _object(recorded: Recorded) -> dict[str, Any]:
    notice = recorded.notice
    quoted = "entry" in notice.values
    plain = quoted and not notice.values.get("before")
    source = {name: notice.values.get(name, "") for name in _SOURCE_FIELDS}
    return {
        "status": str(recorded.status),
        "text": notice.values["text"] if plain else render(notice, recorded.language),
        "score": recorded.score,
        "sources": [
            {
                **source,
                "quote": notice.values["quote"],
                "anchor": notice.values["anchor"],
                **_in_force(notice),
            }
        ]
        if quoted
        else [],
        "near": [
            {"title": button.value, "score": float(button.values["score"])}
            for button in notice.buttons
            if button.act == "ask"
        ],
        "latency_us": recorded.latency_us,
    }


def _in_force(notice: Notice) -> dict[str, Any]:
    """`in_force` for a source where anything is known of it: state (now, not_yet, ended, draft), from, to, and the
    successor with the names of all that came between."""
    values = notice.values
    if not values.get("in_force") and not values.get("chain"):
        return {}
    successor = {
        "title": values["successor_title"],
        "number": values["successor_number"],
        "from": values["successor_from"],
        "chain": values["chain"],
    }
    state = str(values["in_force"]).removeprefix("in_force.")
    days = {"from": values.get("since", ""), "to": values.get("ended", "")}
    return {
        "in_force": {"state": state, **days, "successor": successor if values["chain"] else None}
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
