"""The forms that a report takes (reports/formats/): sections, tables, and the years in which each holds."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reports.errors import NotValid

FORMATS = ("2008",)
"""In the order of time."""


@dataclass(frozen=True, slots=True)
class FormSection:
    """`narrative`: a person has to write it. `tables`: those that stand in it, by name."""

    number: str
    heading: str
    narrative: bool = False
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Holds for reports on the years from `first` to `last`."""

    id: str
    title: str
    first: int
    last: int
    source: str
    sections: Sequence[FormSection]
    charts_heading: str


def form(id: str, year: int) -> Form:
    """Raises NotValid for an unknown one, or one that does not hold for reports on that year."""
    if id not in FORMATS:
        raise NotValid("report.format_unknown", value=id, known="、".join(FORMATS))
    found = _read(id)
    if not found.first <= year <= found.last:
        raise NotValid(
            "report.format_years",
            value=id,
            year=str(year),
            first=str(found.first),
            last=str(found.last),
            right=form_of(year),
        )
    return found


def form_of(year: int) -> str:
    """The format that holds; '' before there was any."""
    return next((id for id in reversed(FORMATS) if _read(id).first <= year), "")


@cache
def _read(id: str) -> Form:
    told = tomllib.loads(files("reports.formats").joinpath(f"{id}.toml").read_text("utf-8"))
    return Form(
        id=id,
        title=told["title"],
        first=told["first"],
        last=told.get("last", 9999),
        source=told["source"],
        sections=tuple(map(_section, told["section"])),
        charts_heading=told["charts_heading"],
    )


def _section(told: Mapping[str, Any]) -> FormSection:
    return FormSection(
        number=told["number"],
        heading=told["heading"],
        narrative=told.get("narrative", False),
        tables=tuple(told.get("tables", ())),
    )
