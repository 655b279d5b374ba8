"""The rows of table 三: applications for information received, carried over and answered, by applicant.

An application counts once, in the year in which it was answered or ended (国办公开办函〔2021〕30号; domain facts 3b).
"""

from collections.abc import Mapping

from cases.disclosure_tables import disclosure_tables
from cases.kinds import DISCLOSURE
from reports.figures import CaseFigure

APPLICATION = f"(channel = '{DISCLOSURE}' OR kind = '{DISCLOSURE}')"
"""However it was registered: as a kind of case, or in a register of its own."""
IN_WORDS = frozenset({"disclosure.new", "disclosure.in_time"})
"""Those that stand in sentences; the others only in the table, which says what they are."""
_DONE = "CASE WHEN replied_on <> '' THEN replied_on ELSE ended_on END"
_ANSWERED = f"{_DONE} BETWEEN :first AND :last"


_OTHERS = "'not_corrected', 'not_paid', 'other'"
"""（六）其他处理, one row in the form of 2019."""


def _row(name: str, part: str) -> CaseFigure:
    return CaseFigure(name, part, base="applications", during=APPLICATION)


def disclosure_figures() -> Mapping[str, CaseFigure]:
    """By name: new, carried_in, one for each of the 21 results, other_all, result_total, carried_out, in_time."""
    open_before = f"({_DONE} = '' OR {_DONE} >= :first)"
    open_after = f"({_DONE} = '' OR {_DONE} > :last)"
    rows = [
        _row("disclosure.new", "received_on BETWEEN :first AND :last"),
        _row("disclosure.carried_in", f"received_on < :first AND {open_before}"),
        *(
            _row(f"disclosure.{name}", f"{_ANSWERED} AND result = '{name}'")
            for name in disclosure_tables().results
        ),
        _row("disclosure.other_all", f"{_ANSWERED} AND result IN ({_OTHERS})"),
        _row("disclosure.result_total", _ANSWERED),
        _row("disclosure.carried_out", f"received_on <= :last AND {open_after}"),
        _row("disclosure.in_time", "replied_on BETWEEN :first AND :last AND replied_on <= due_on"),
    ]
    return {row.name: row for row in rows}
