"""Freezes a report: what it was counted from, its figures and definitions, in one file that anybody can recompute."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from pathlib import Path

from handlers.annual import ReportAsked, maker, year_of
from handlers.desk import Desk, FrozenParts
from reports.counting import Tally
from reports.document import Document, Note, Paragraph
from reports.figures import FIGURES
from reports.form_model import Identity
from reports.forms import form
from reports.report_words import ReportWords
from reports.wording import joined

Told = Callable[[str], str]
"""The words of a key of the catalogue."""


async def freeze_report(
    desk: Desk,
    asked: ReportAsked,
    words: ReportWords,
    path: Path,
    told: Mapping[str, Told],
    progress: Callable[[str, int], None],
) -> tuple[Document, str]:
    """The report, made from the copy that is frozen, and the digest over it. `told` by language.

    Raises ReportError, OSError, LedgerUnavailable; then there is no file."""
    make = maker(desk, asked, words)
    chosen = form(asked.format, asked.year)
    made: list[Document] = []

    def parts(tally: Tally) -> FrozenParts:
        document = make(tally)
        made.append(document)
        return FrozenParts(
            figures=[_figure(name, note) for name, note in document.notes.items()],
            identities=[_identity(identity) for identity in chosen.identities],
            texts=list(_texts(document)),
            definitions=list(_definitions(told)),
            about=_about(document, words, asked, desk.now().date()),
        )

    digest = await desk.ledger.freeze(path, year_of(asked), parts, progress)
    return made[0], digest


def _figure(name: str, note: Note) -> dict[str, object]:
    return {**asdict(note), "name": name, "as_of": note.as_of.isoformat()}


def _identity(identity: Identity) -> dict[str, object]:
    sides = {"left_side": identity.left, "right_side": identity.right}
    told = {side: json.dumps(keys) for side, keys in sides.items()}
    return {"name": identity.name, "rule": identity.rule, **told}


def _texts(document: Document) -> Iterator[dict[str, object]]:
    """Paragraphs as printed; `place` is the number of the section and of the paragraph."""
    for n, paragraph in enumerate(document.preamble):
        yield {"place": f"000.{n:03}", "heading": "", "words": joined(paragraph.words)}
    for at, section in enumerate(document.sections, 1):
        yield {"place": f"{at:03}", "heading": section.heading, "words": ""}
        for n, block in enumerate(section.blocks):
            if isinstance(block, Paragraph):
                place = f"{at:03}.{n:03}"
                yield {"place": place, "heading": section.heading, "words": joined(block.words)}


def _definitions(told: Mapping[str, Told]) -> Iterator[dict[str, object]]:
    for name in FIGURES:
        for language, say in told.items():
            yield {
                "name": f"{name}.{language}",
                "label": say(f"figure.{name}.label"),
                "definition": say(f"figure.{name}.definition"),
            }


def _about(
    document: Document, words: ReportWords, asked: ReportAsked, today: date
) -> dict[str, str]:
    signed = {s.by for s in (text.signed for text in words.sections.values()) if s}
    return {
        "title": document.title,
        "office": document.office,
        "year": str(document.year),
        "format": document.format,
        "published_on": str(document.published_on or ""),
        "is_draft": str(int(document.is_draft)),
        "signed_by": "、".join(sorted(signed)),
        "accepted": json.dumps(dict(asked.accepted), ensure_ascii=False),
        "frozen_on": today.isoformat(),
        "verify.py": files("reports").joinpath("verify.py").read_text("utf-8"),
    }
