"""The numbers that names and cells stand for, counted from the record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reports.bindings import Binding, OfCases, OfRegister
from reports.counting import Row, Standing, Tally
from reports.errors import BadRegister
from reports.figures import CASE_FIGURES, CaseFigure
from reports.period import Period
from reports.register_counting import listed, total_of, totalled
from reports.registers import RegisterRow, Takes, missing_months
from reports.resolving import Cube, Resolved, cubes, of_cases, of_register, rows_of, whole_of


@dataclass(frozen=True, slots=True)
class Figured:
    """Numbers by name, and cases received and replied by month and unit."""

    numbers: Mapping[str, Resolved]
    charts: Cube


def charted() -> Sequence[CaseFigure]:
    return (CASE_FIGURES["received"], CASE_FIGURES["replied"])


def figured(
    tally: Tally, names: Iterable[str], bindings: Mapping[str, Binding], at: Standing
) -> Figured:
    """The numbers that these names stand for, and what charts are drawn from."""
    used = {name: bindings[name] for name in names if name in bindings}
    of_case = {name: b for name, b in used.items() if isinstance(b, OfCases)}
    numbers: dict[str, Resolved] = {}
    charts: Cube | None = None
    for figures, by, question in cubes(of_case.values(), charted(), at):
        cube = Cube(figures, by, tally(question))
        charts = cube if charted()[0] in figures else charts
        numbers |= {n: of_cases(b, cube, at) for n, b in of_case.items() if b.figure in figures}
    for name, bound in used.items():
        if isinstance(bound, OfRegister):
            numbers[name] = _registered(tally, bound, at)
    assert charts is not None
    return Figured(numbers, charts)


def _registered(tally: Tally, bound: OfRegister, at: Standing) -> Resolved:
    own = rows_of(bound, Period(at.period.first, min(at.period.last, at.as_of)))
    if bound.register.takes is Takes.FLOW:
        _require_months(bound, tally(listed(own)))
    asked, totals = [own], [total_of((tally(totalled(own)))[0])]
    if whole := whole_of(bound, own, totals[0].as_of):
        asked.append(whole)
        totals.append(total_of((tally(totalled(whole)))[0]))
    texts: list[str] = []
    if bound.register.takes is Takes.TEXT:
        texts = [str(row[4]) for row in tally(listed(own))]
    return of_register(bound, totals, asked, texts)


def _require_months(bound: OfRegister, rows: Sequence[Row]) -> None:
    """Raises BadRegister where a register that is kept month by month lacks one."""
    found: dict[tuple[str, str], list[RegisterRow]] = {}
    for name, first, last, unit, subject, quantity, *_ in rows:
        days = date.fromisoformat(str(first)), date.fromisoformat(str(last))
        row = RegisterRow(str(name), *days, str(unit), str(subject), int(quantity))
        found.setdefault((row.unit, row.subject), []).append(row)
    for (unit, subject), own in found.items():
        if months := missing_months(own):
            place = " ".join(word for word in (bound.register.name, unit, subject) if word)
            raise BadRegister("report.month_missing", place=place, value="、".join(months))
