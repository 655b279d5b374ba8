"""`knowledge`: published information comes in, is listed, and is taken back."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

from bot.app import open_program
from bot.commands.failures import failures_told
from bot.commands.findings import print_findings
from bot.commands.options import Failed, Stop, data_option, sample_option, settings_for, tell
from bot.settings import Settings
from handlers.knowledge import (
    SAMPLE_KEY,
    FileResult,
    ensure_sample,
    import_files,
    unknown_successors,
    wants_sample,
)
from handlers.refitting import gather, refit_town
from knowledge.entry import EntryKind
from knowledge.findings import path_name
from knowledge.importing import readable_files
from knowledge.refitting import Refitted
from knowledge.store import KnowledgeStore, StoreUnavailable
from reports.period import office_day


@click.group()
def command() -> None:
    """Published information: import, list, retire."""


def _with_store(subcommand: Callable[..., Any]) -> Callable[..., Any]:
    return data_option(sample_option(subcommand))


@command.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice([kind.value for kind in EntryKind]), help="Default: guessed."
)
@click.option("--keep-good", is_flag=True, help="Import the good rows of a file that has bad ones.")
@_with_store
def import_(
    paths: Sequence[Path], kind: str | None, keep_good: bool, data: Path | None, sample: bool | None
) -> None:
    """Import .txt .md .html .docx .pdf .csv .tsv .xlsx .json .jsonl files, or folders of them.

    A file with anything wrong in it leaves nothing behind and is listed with its findings. Exit status: 0 all
    imported, 1 something was wrong, 2 called wrongly.
    """
    files = _files(paths)
    with _store(data, sample) as store:
        results = import_files(store, files, EntryKind(kind) if kind else None, keep_good=keep_good)
        done = [_told(result) for result in _shown(results, len(files))]
        unknown = list(unknown_successors(store, (r.path for r in done if r.published)))
    found = [(result.path, finding) for result in done for finding in result.findings] + unknown
    print_findings(found)
    sys.exit(1 if found else 0)


@command.command("list")
@_with_store
def list_(data: Path | None, sample: bool | None) -> None:
    """List the publications: entries, day of import, key."""
    with _store(data, sample) as store:
        wanted = wants_sample(store, settings_for(data, sample).sample)
        publications = [p for p in store.publications() if wanted or not p.sample]
    for publication in publications:
        tell(
            "knowledge.publication",
            entries=publication.entries,
            day=office_day(publication.imported_at).isoformat(),
            publication=publication.key,
        )


@command.command("retire")
@click.argument("key")
@_with_store
def retire(key: str, data: Path | None, sample: bool | None) -> None:
    """Take a publication out of the answers; KEY as `list` shows it. Old versions stay on record."""
    key = path_name(Path(key))
    if key.startswith(SAMPLE_KEY):
        raise Stop("knowledge.sample_key", publication=key)
    with _store(data, sample) as store:
        try:
            tell("knowledge.retired", publication=key, n=store.retire(key))
        except KeyError:
            raise Stop("knowledge.no_key", publication=key) from None


@command.command("refit")
@_with_store
def refit_(data: Path | None, sample: bool | None) -> None:
    """Refit the ranking to this town: to the other wordings of its entries and to what citizens found helpful.

    Writes weights.json in the data folder, and only when the town's questions that were held back are answered better;
    a running service takes it up by itself. Delete the file to go back.
    """
    settings = settings_for(data, sample)
    if not settings.data.is_dir():
        raise Stop("data.missing", path=path_name(settings.data))
    with failures_told():
        refitted = asyncio.run(_refit(settings))
    tell(
        "knowledge.refitted" if refitted.weights else "knowledge.refit_kept",
        examples=refitted.examples,
        questions=refitted.before.questions,
        before=refitted.before.right,
        after=refitted.after.right,
        surprise_before=f"{refitted.before.surprise:.3f}",
        surprise_after=f"{refitted.after.surprise:.3f}",
    )


async def _refit(settings: Settings) -> Refitted:
    async with open_program(settings) as opened:
        examples = await gather(opened.desk)
        with _bar() as bar:
            task = bar.add_task("", total=len(examples))
            return refit_town(
                opened.desk,
                settings.data,
                examples,
                lambda done: bar.update(task, completed=done),
            )


def _files(paths: Sequence[Path]) -> list[Path]:
    """Each file once; a folder stands for what can be read below it."""
    files: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise Stop("knowledge.no_path", path=path_name(path))
        below = readable_files(path) if path.is_dir() else [path]
        if not below:
            raise Stop("knowledge.empty_folder", path=path_name(path))
        files |= {file.resolve(): file for file in below}
    return list(files.values())


@contextmanager
def _store(data: Path | None, sample: bool | None) -> Iterator[KnowledgeStore]:
    settings = settings_for(data, sample)
    try:
        store = KnowledgeStore.open(settings.data / "knowledge.db")
        try:
            if wants_sample(store, settings.sample):
                ensure_sample(store)
            yield store
        finally:
            store.close()
    except StoreUnavailable as e:
        raise Failed(e.key, path=str(e.path)) from None


def _shown(results: Iterable[FileResult], total: int) -> Iterator[FileResult]:
    with _bar() as bar:
        task = bar.add_task("", total=total)
        for result in results:
            bar.update(task, advance=1, description=path_name(result.path))
            yield result


def _bar() -> Progress:
    """Seen on a terminal only."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _told(result: FileResult) -> FileResult:
    path = path_name(result.path)
    match result.published:
        case None:
            tell("knowledge.refused", path=path, n=len(result.findings))
        case published if published.new or published.changed or published.removed:
            tell(
                "knowledge.imported",
                path=path,
                new=published.new,
                changed=published.changed,
                removed=published.removed,
                unchanged=published.unchanged,
            )
        case published:
            tell("knowledge.unchanged", path=path, n=published.unchanged)
    return result
