"""What the names in a report's words stand for: a figure of cases, a register, the year itself."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from reports.disclosure_figures import disclosure_figures
from reports.errors import BadWording
from reports.figures import CASE_FIGURES, CaseFigure
from reports.registers import Register

CASE_WHERE = ("channel", "unit", "kind", "area", "applicant")
ROW_WHERE = ("unit", "subject")
FLAGS = ("grown", "change", "last_year")


@dataclass(frozen=True, slots=True)
class OfCases:
    """A figure of the cases that have these values."""

    figure: CaseFigure
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfRegister:
    """Rows of a register, or their share in those of another (`whole`)."""

    register: Register
    where: Mapping[str, str] = field(default_factory=dict)
    whole: Register | None = None
    grown: bool = False
    """By how much it grew against the same days of the year before (同比)."""
    change: bool = False
    """What it is more or less than a year before (增/减), in its own measure."""
    last_year: bool = False
    """What it was a year before."""


Binding = OfCases | OfRegister


@cache
def all_case_figures() -> Mapping[str, CaseFigure]:
    return {**CASE_FIGURES, **disclosure_figures()}


def read_bindings(text: str, registers: Mapping[str, Register]) -> Mapping[str, Binding]:
    """Of [bind.NAME] tables. Raises BadWording naming the binding and what in it is wrong."""
    try:
        tables = tomllib.loads(text).get("bind", {})
    except tomllib.TOMLDecodeError as error:
        raise BadWording("wording.unreadable", problem=str(error)) from None
    return {name: binding(name, table, registers) for name, table in tables.items()}


def binding(name: str, told: Mapping[str, str], registers: Mapping[str, Register]) -> Binding:
    """`told` has `case`, a figure's name, or `register` (with `whole` or a flag), and what they are narrowed by."""
    own = ("case", "register", "whole", *FLAGS)
    rest = {key: value for key, value in told.items() if key not in own}
    if "case" in told:
        figure = all_case_figures().get(told["case"])
        if figure is None:
            raise BadWording("wording.no_figure", place=name, value=told["case"])
        return OfCases(figure, _only(rest, CASE_WHERE, name))
    register = _register(told.get("register", ""), registers, name)
    whole = _register(told["whole"], registers, name) if "whole" in told else None
    flags = {flag: bool(told.get(flag)) for flag in FLAGS}
    return OfRegister(register, _only(rest, ROW_WHERE, name), whole, **flags)


def _register(written: str, registers: Mapping[str, Register], name: str) -> Register:
    if written not in registers:
        raise BadWording("wording.no_register", place=name, value=written)
    return registers[written]


def _only(told: Mapping[str, str], known: Iterable[str], name: str) -> Mapping[str, str]:
    for key in told:
        if key not in known:
            raise BadWording("wording.no_column", place=name, value=key)
    return told
