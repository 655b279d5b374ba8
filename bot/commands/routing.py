"""`routing`: the town's rules for where a case goes are checked, tried against past cases and taken into use."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.app import open_desk
from bot.commands.failures import failures_told
from bot.commands.findings import print_findings
from bot.commands.options import Failed, Stop, data_option, reader_language, settings_for, tell
from bot.messages import say
from cases.learning import LibraryMissing, TooFew
from cases.routing import Proposal
from handlers import routing
from handlers.desk import Desk
from handlers.routing import Tried
from handlers.routing_files import MODEL, RULES
from knowledge.findings import Finding, path_name

T = TypeVar("T")


@click.group()
def command() -> None:
    """Where cases go: check, try and use rules; learn from closed cases."""


def _of_file(subcommand: Callable[..., Any]) -> Callable[..., Any]:
    return data_option(click.argument("file", type=click.Path(path_type=Path))(subcommand))


@command.command("check")
@_of_file
def check_(file: Path, data: Path | None) -> None:
    """Check the rules in FILE (TOML): unknown units and kinds, rules that never match or contradict each other.

    Exit status: 0 nothing wrong, 1 there are findings, 2 called wrongly.
    """
    text = _read(file)
    _end_with(file, _run(data, lambda desk: routing.check(desk, text)))
    tell("routing.sound", path=path_name(file))


@command.command("try")
@_of_file
def try_(file: Path, data: Path | None) -> None:
    """Tell what the rules in FILE would change: number, proposed now, proposed then, and who handles the case.

    Tried on the latest past cases, at most 20,000. Nothing is saved. Exit status: 0 tried, 1 there are findings.
    """
    text = _read(file)
    tried = _run(data, lambda desk: routing.try_out(desk, text))
    _end_with(file, tried.findings)
    for changed in tried.changed:
        ways = (_way(changed.before), _way(changed.after))
        click.echo("\t".join((changed.case.number, *ways, changed.case.unit)))
    _tell_tried(tried)


@command.command("use")
@_of_file
def use_(file: Path, data: Path | None) -> None:
    """Take the rules in FILE into use, whole or not at all; a running service goes by them from the next case on.

    They are kept as routing.toml in the data folder. Exit status: 0 in use, 1 there are findings.
    """
    text = _read(file)
    findings = _run(data, lambda desk: routing.use(desk, text), RULES)
    if findings:
        tell("routing.refused", path=path_name(file), count=len(findings))
    _end_with(file, findings)
    tell("routing.used", path=path_name(file))


@command.command("learn")
@data_option
def learn_(data: Path | None) -> None:
    """Learn from closed cases which unit handles what, so that a unit is proposed where no rule says so.

    Confidential cases and reports of wrongdoing are left out. Says how many of the last fifth by date would be
    proposed the unit that closed them. Exit status: 0 learnt, 1 too few closed cases.
    """
    learnt = _run(data, routing.learn, MODEL)
    tell(
        "routing.learnt",
        cases=learnt.model.cases,
        units=len(learnt.model.units),
        words=len(learnt.model.words),
        tried=learnt.tried,
        right=learnt.right,
        commonest=learnt.commonest,
    )


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        problem = error.strerror or str(error)
    except UnicodeDecodeError as error:
        problem = str(error)
    raise Stop("routing.no_file", path=path_name(file), problem=problem)


def _run(data: Path | None, act: Callable[[Desk], Coroutine[Any, Any, T]], written: str = "") -> T:
    """`written`: the file that the act saves."""
    settings = settings_for(data)

    async def run() -> T:
        async with open_desk(settings, reading=True) as desk:
            return await act(desk)

    with failures_told():
        try:
            return asyncio.run(run())
        except (TooFew, LibraryMissing) as error:
            raise Failed(error.key, **error.values) from None
        except OSError as error:
            path, problem = path_name(settings.data / written), error.strerror or str(error)
            raise Failed("routing.not_saved", path=path, problem=problem) from None


def _end_with(file: Path, findings: Sequence[Finding]) -> None:
    if findings:
        print_findings([(file, finding) for finding in findings])
        sys.exit(1)


def _way(proposal: Proposal | None) -> str:
    if proposal is None:
        return say("routing.no_proposal", reader_language())
    if proposal.redirect:
        return say("routing.to_redirect", reader_language(), {"whose": proposal.redirect})
    return proposal.unit


def _tell_tried(tried: Tried) -> None:
    tell(
        "routing.tried",
        cases=tried.cases,
        changed=len(tried.changed),
        handled=tried.handled,
        before=tried.agreed_before,
        after=tried.agreed_after,
    )
