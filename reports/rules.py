"""What an office may set of its figures and reports: figures.toml, registers.toml, bindings.toml in its data folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from cases.errors import BadTable
from reports.bindings import Binding, read_bindings
from reports.figure_rules import FigureRules
from reports.registers import Register, read_registers

OWN = "figures.toml"
WEIGHTS = ("response", "solved", "satisfied")


@cache
def standard_registers() -> Mapping[str, Register]:
    return read_registers(_packaged("registers.toml"))


@cache
def standard_bindings() -> Mapping[str, Binding]:
    return read_bindings(_packaged("bindings.toml"), standard_registers())


def _packaged(name: str) -> str:
    return files("reports").joinpath(name).read_text("utf-8")


@dataclass(frozen=True, slots=True)
class ReportRules:
    """`office` is how the organ calls itself in a report; `sample`: the sample town's registers and words are used."""

    office: str = ""
    figures: FigureRules = field(default_factory=FigureRules)
    registers: Mapping[str, Register] = field(default_factory=standard_registers)
    bindings: Mapping[str, Binding] = field(default_factory=standard_bindings)
    sample: bool = False


def report_rules(
    figures: str = "", registers: str = "", bindings: str = "", *, sample: bool = False
) -> ReportRules:
    """The texts of the office's own files, '' where there is none. Raises BadTable, BadWording."""
    known = read_registers(_packaged("registers.toml"), registers)
    bound = {**read_bindings(_packaged("bindings.toml"), known), **read_bindings(bindings, known)}
    told = _told(figures)
    return ReportRules(str(told.get("office", "")), _figures(told), known, bound, sample)


def _told(text: str) -> Mapping[str, Any]:
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTable("table.unreadable", file=OWN, problem=str(error)) from None
    known = ("office", "objection_days", "smallest", "three_rates")
    for name in told:
        if name not in known:
            raise BadTable("table.unknown_setting", file=OWN, field=name, known="、".join(known))
    return told


def _figures(told: Mapping[str, Any]) -> FigureRules:
    standard = FigureRules()
    weights = told.get("three_rates", dict(zip(WEIGHTS, standard.weights, strict=True)))
    response, solved, satisfied = (_whole(weights, name) for name in WEIGHTS)
    if response + solved + satisfied != 100:
        raise _wrong("three_rates")
    return FigureRules(
        (response, solved, satisfied),
        _whole(told, "objection_days", standard.objection_days),
        _whole(told, "smallest", standard.smallest),
    )


def _whole(told: Mapping[str, Any], name: str, otherwise: int | None = None) -> int:
    value = told.get(name, otherwise)
    if type(value) is not int or not 0 <= value <= 1000:
        raise _wrong(name)
    return value


def _wrong(name: str) -> BadTable:
    return BadTable("table.bad_setting", file=OWN, field=name)
