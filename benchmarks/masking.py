"""How well personal data are found in sentences that are labelled by hand (benchmarks/data/README.md).

A span counts as found only where kind, start and end agree; `readable` is what matters to the person: the share of
the labelled characters that nothing masks.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter

from benchmarks.answering import one_core
from cases.masking import Kind, mask
from handlers.knowledge import SAMPLE
from handlers.official_numbers import numbers_of
from knowledge.importing import read_file

DATA = Path(__file__).parent / "data" / "masking.jsonl"
HALVES = ("tune", "held")
"""Even lines, by which the rules were tuned; odd lines, which were kept."""
GROUPS = {
    "numbers": tuple(kind for kind in Kind if kind not in (Kind.NAME, Kind.ADDRESS)),
    "names and addresses": (Kind.NAME, Kind.ADDRESS),
    "all": tuple(Kind),
}
Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """`labelled` and `found` hold (start, end, kind)."""

    text: str
    labelled: frozenset[Place]
    found: frozenset[Place]


def rows() -> list[dict[str, object]]:
    official()
    with one_core():
        lines = DATA.read_text("utf-8").splitlines()
        started = perf_counter()
        sentences = [sentence(json.loads(line)) for line in lines]
        seconds = perf_counter() - started
    found = []
    for at, half in enumerate(HALVES):
        found += list(_half(half, sentences[at :: len(HALVES)]))
    return [*found, _row("speed", "sentences", round(len(lines) / seconds), "/s", "one core")]


def sentence(row: dict[str, object]) -> Sentence:
    text, spans = row["text"], row["spans"]
    assert isinstance(text, str)
    assert isinstance(spans, list)
    found = frozenset((s.start, s.end, str(s.kind)) for s in mask(text, official()).spans)
    return Sentence(text, frozenset((a, b, kind) for a, b, kind in spans), found)


@cache
def official() -> frozenset[str]:
    """What the sample town publishes."""
    return numbers_of(read_file(SAMPLE / "directory.json", "directory").entries)


def _half(half: str, sentences: Sequence[Sentence]) -> Iterator[dict[str, object]]:
    for name, kinds in [*((kind, (kind,)) for kind in Kind), *GROUPS.items()]:
        labelled, found, right, readable = counted(sentences, kinds)
        note = f"{right} of {labelled} found, {found - right} wrong, {readable:.1%} readable"
        yield _row(half, name, f"{right / (found or 1):.3f}", "precision", note)
        yield _row(half, name, f"{right / (labelled or 1):.3f}", "recall", note)
    alike = [s for s in sentences if not s.labelled]
    clean = sum(not s.found for s in alike)
    yield _row(
        half, "look-alikes", f"{clean / (len(alike) or 1):.3f}", "untouched", f"of {len(alike)}"
    )


def counted(sentences: Iterable[Sentence], kinds: Sequence[Kind]) -> tuple[int, int, int, float]:
    """Spans labelled, found, and right; share of the labelled characters that nothing masks."""
    labelled = found = right = characters = open_ = 0
    for one in sentences:
        wanted = {place for place in one.labelled if place[2] in kinds}
        given = {place for place in one.found if place[2] in kinds}
        labelled, found, right = (
            labelled + len(wanted),
            found + len(given),
            right + len(wanted & given),
        )
        covered = {at for start, end, _ in one.found for at in range(start, end)}
        places = [at for start, end, _ in wanted for at in range(start, end)]
        characters += len(places)
        open_ += sum(at not in covered for at in places)
    return labelled, found, right, open_ / (characters or 1)


def _row(half: str, case: str, value: object, unit: str, note: str) -> dict[str, object]:
    return {"bench": f"masking, {half}", "case": case, "value": value, "unit": unit, "note": note}
