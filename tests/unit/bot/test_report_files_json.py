"""The report for programs, and what holds for every kind of file."""

import json
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from bot.report_files import FORMATS
from bot.report_files.json import as_json
from reports.document import (
    Block,
    Cell,
    Chart,
    Document,
    Note,
    Paragraph,
    Printed,
    Section,
    Series,
    Table,
    Words,
)
from tests.support.report_document import document


def _words(told: list[Any]) -> Words:
    return tuple(part if isinstance(part, str) else Printed(**part) for part in told)


def _block(told: Mapping[str, Any]) -> Block:
    match told["kind"]:
        case "paragraph":
            return Paragraph(_words(told["words"]))
        case "table":
            rows = [
                [Cell(**{**cell, "words": _words(cell["words"])}) for cell in row]
                for row in told["rows"]
            ]
            return Table(told["name"], told["caption"], rows)
        case _:
            series = [Series(**{**one, "notes": tuple(one["notes"])}) for one in told["series"]]
            return Chart(told["name"], told["caption"], told["categories"], series)


def _read(told: Mapping[str, Any]) -> Document:
    day = told["published_on"]
    sections = [
        Section(one["heading"], [_block(block) for block in one["blocks"]], one["level"])
        for one in told["sections"]
    ]
    notes = {
        key: Note(**{**note, "as_of": date.fromisoformat(note["as_of"])})
        for key, note in told["notes"].items()
    }
    read = {
        "published_on": date.fromisoformat(day) if day else None,
        "warnings": tuple(told["warnings"]),
        "preamble": [Paragraph(_words(one["words"])) for one in told["preamble"]],
        "sections": sections,
        "notes": notes,
    }
    return Document(**{**told, **read})


@pytest.mark.parametrize("is_draft", [False, True])
def test_a_program_reads_back_the_whole_report(is_draft: bool) -> None:
    told = document(is_draft=is_draft)
    assert _read(json.loads(as_json(told))) == told


def test_notes_stay_in_the_order_of_first_use() -> None:
    assert list(json.loads(as_json(document()))["notes"]) == list(document().notes)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_two_runs_write_the_same(ending: str) -> None:
    assert FORMATS[ending](document()) == FORMATS[ending](document())


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_archives_hold_no_clock(ending: str) -> None:
    with ZipFile(BytesIO(FORMATS[ending](document()))) as archive:
        assert {told.date_time for told in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
