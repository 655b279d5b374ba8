"""Published information comes in: files into the published file, and the sample town that ships with the service."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import knowledge.sample
from knowledge.entry import EntryKind
from knowledge.findings import Finding, Unreadable, path_name
from knowledge.importing import file_digest, read_file
from knowledge.store import KnowledgeStore, Publication, Published

SAMPLE = Path(knowledge.sample.__path__[0])
SAMPLE_KEY = "sample:"
"""Keys of the sample town's publications start so."""


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
    if reading.findings and not (keep_good and reading.entries):
        return FileResult(path, None, tuple(reading.findings))
    published = store.publish(publication, reading.entries)
    return FileResult(path, published, tuple(reading.findings))


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
