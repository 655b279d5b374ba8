"""Published information comes in: files into the published file, and the sample town that ships with the service."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import knowledge.sample
from knowledge.entry import Entry, EntryKind, Status
from knowledge.finding import Finder
from knowledge.findings import Finding, Unreadable, path_name, shown
from knowledge.importing import file_digest, read_file
from knowledge.store import KnowledgeStore, Publication, Published
from knowledge.validity import Validity

SAMPLE = Path(knowledge.sample.__path__[0])
SAMPLE_KEY = "sample:"
"""Keys of the sample town's publications start so."""
EXAMPLES = 2
LONGEST_EXAMPLE = 24
_TRIED = 20
"""Published questions tried as examples."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """`published` is None when nothing of the file landed."""

    path: Path
    published: Published | None
    findings: tuple[Finding, ...] = ()


def import_files(
    store: KnowledgeStore,
    files: Iterable[Path],
    kind: EntryKind | None = None,
    *,
    keep_good: bool = False,
) -> Iterator[FileResult]:
    """One result for each file as it is done. A file with a finding leaves nothing, or its good rows with `keep_good`.

    Raises StoreUnavailable; what was published before stays.
    """
    for path in files:
        try:
            yield _import(store, path, kind, keep_good)
        except Unreadable as e:
            yield FileResult(path, None, (e.finding,))
        except OSError as e:
            problem = Finding("finding.cannot_open", values={"problem": e.strerror or str(e)})
            yield FileResult(path, None, (problem,))


def _import(
    store: KnowledgeStore, path: Path, kind: EntryKind | None, keep_good: bool
) -> FileResult:
    publication = _publication(path, path_name(path.resolve()), kind)
    if known := store.known(publication):
        return FileResult(path, known)
    reading = read_file(path, publication.key, kind)
    circles = _circles(store, publication.key, reading.entries)
    if circles or (reading.findings and not (keep_good and reading.entries)):
        return FileResult(path, None, (*reading.findings, *circles))
    published = store.publish(publication, reading.entries)
    return FileResult(path, published, tuple(reading.findings))


def _circles(store: KnowledgeStore, key: str, entries: Sequence[Entry]) -> list[Finding]:
    """Texts of a file that replace each other in a circle, among themselves or with what is published."""
    if not any(entry.source.successor or entry.source.replaces for entry in entries):
        return []
    others = (entry for known, entry in store.sources() if known != key)
    own = {entry.source for entry in entries}
    return [
        Finding("finding.successor_cycle", values={"chain": " → ".join(broken.circle)})
        for broken in Validity([*others, *entries]).broken()
        if broken.circle and broken.source in own
    ]


def unknown_successors(
    store: KnowledgeStore, paths: Iterable[Path]
) -> Iterator[tuple[Path, Finding]]:
    """Texts of these files that name a successor which nothing published is; looked at when all of them have landed."""
    by_key = {path_name(path.resolve()): path for path in paths}
    sources = store.sources()
    broken = Validity(entry for _, entry in sources).broken()
    unknown = {b.source: b.unknown for b in broken if b.unknown and not store.holds(b.unknown)}
    for key, entry in sources:
        if key in by_key and entry.source in unknown:
            name = unknown[entry.source]
            yield (
                by_key[key],
                Finding("finding.successor_unknown", values={"successor": shown(name)}),
            )


def examples(finder: Finder, today: date) -> tuple[str, ...]:
    """Published questions that this town answers, to show what can be asked; first those that the editors expect in
    the most wordings."""
    asked = sorted(
        (e for e in finder.entries if e.kind is EntryKind.FAQ and len(e.title) <= LONGEST_EXAMPLE),
        key=lambda entry: -len(entry.variants),
    )
    tried = (entry.title for entry in asked[:_TRIED])
    answered = (t for t in tried if finder.answer(t, today).status is Status.ANSWERED)
    return tuple(islice(answered, EXAMPLES))


def wants_sample(store: KnowledgeStore, wished: bool | None) -> bool:
    """As wished; without a wish yes, but not where there are publications and none is the sample town's."""
    if wished is not None:
        return wished
    publications = store.publications()
    return not publications or any(p.sample for p in publications)


def ensure_sample(store: KnowledgeStore) -> None:
    """The sample town as it ships, and nothing of an earlier one; quick when nothing changed."""
    wanted = [_publication(path, SAMPLE_KEY + path.stem, None) for path in _sample_files()]
    held = {p.key: p.digest for p in store.publications() if p.sample}
    for publication in wanted:
        if held.get(publication.key) != publication.digest:
            reading = read_file(SAMPLE / publication.name, publication.key)
            store.publish(publication, reading.entries)
    for key in held.keys() - {publication.key for publication in wanted}:
        store.retire(key)


def _sample_files() -> list[Path]:
    return sorted(SAMPLE.glob("*.json"))


def _publication(path: Path, key: str, kind: EntryKind | None) -> Publication:
    return Publication(
        key=key,
        name=path_name(Path(path.name)),
        kind=kind or "auto",
        digest=file_digest(path),
        imported_at=datetime.now(UTC),
        sample=key.startswith(SAMPLE_KEY),
    )
