"""An office's past comes along: its register becomes cases."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from cases.case import Case, Change
from cases.register import Finding as RegisterFinding
from cases.register import Rules, read_register
from handlers.desk import CaseUnknown, Desk, OriginTaken
from knowledge.findings import Finding, shown
from knowledge.tables import Row, Table


@dataclass(frozen=True, slots=True)
class Imported:
    """`landed` new cases; `unchanged` were here already, just so. `findings` by row."""

    landed: int
    unchanged: int
    findings: Sequence[Finding]


async def import_register(
    desk: Desk,
    table: Table,
    keep_good: bool,
    track: Callable[[Iterable[Row]], Iterable[Row]] = lambda rows: rows,
) -> Imported:
    """All rows or none, unless `keep_good` lets the sound ones in. The same file again changes nothing.

    `track` sees the rows go by. Raises LedgerUnavailable.
    """
    if not table.head:
        return Imported(0, 0, table.findings)
    rules = Rules(desk.kinds, desk.calendar, desk.now())
    rows = ((row, dict(zip(table.head, cells, strict=True))) for row, cells in track(table.rows))
    changes, wrong = read_register(table.head, rows, rules)
    findings = [*table.findings, *map(_finding, wrong)]
    if findings and not keep_good:
        return Imported(0, 0, _by_row(findings))
    try:
        unchanged = await desk.ledger.import_cases(changes)
    except OriginTaken:
        free, taken = await _without_taken(desk, changes)
        findings += taken
        if not keep_good:
            return Imported(0, 0, _by_row(findings))
        changes, unchanged = free, await desk.ledger.import_cases(free)
    return Imported(len(changes) - len(unchanged), len(unchanged), _by_row(findings))


async def _without_taken(
    desk: Desk, changes: Iterable[Change]
) -> tuple[list[Change], list[Finding]]:
    """The changes that can land, and a finding for each number that stands for something else by now."""
    free: list[Change] = []
    taken: list[Finding] = []
    for change in changes:
        stored = await _stored(desk, change.case)
        if stored is None or replace(stored, version=change.case.version) == change.case:
            free.append(change)
        else:
            taken.append(Finding("register.number_taken", value=shown(change.case.number)))
    return free, taken


async def _stored(desk: Desk, case: Case) -> Case | None:
    try:
        return await desk.ledger.case(case.number)
    except CaseUnknown:
        return None


def _finding(found: RegisterFinding) -> Finding:
    return Finding(found.key, found.row or "", found.column, shown(found.value))


def _by_row(findings: Iterable[Finding]) -> Sequence[Finding]:
    return sorted(findings, key=lambda found: int(found.place or 0))
