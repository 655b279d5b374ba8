"""What the sweep makes of a case whose day of watch has come: a reminder, or an escalation."""

from collections.abc import Callable
from datetime import date, datetime

from cases.access import is_guarded
from cases.calendar import WorkingCalendar
from cases.case import Case, Change, Move
from cases.folding import happen
from cases.watching import Step, watch

SERVICE = "service"

Above = Callable[[str], str]
"""A unit → the unit above it, '' for the supervisor of the desk."""


def swept(
    case: Case, calendar: WorkingCalendar, now: datetime, today: date, above: Above
) -> Change | None:
    """The latest step alone: after a standstill nobody is reminded twice. None for a case that waits for nothing."""
    watched = watch(case.clock, calendar, today)
    if watched.step is None or not case.awaits_reply:
        return None
    told = {"step": watched.step.value, "watch_on": str(watched.following)}
    if watched.step is not Step.OVERDUE:
        return happen(case, Move.REMIND, SERVICE, now, told)
    # a report of wrongdoing does not climb the tree of those it may complain of
    to = "" if is_guarded(case) else above(case.escalated_to or case.unit)
    if to == "":
        told["watch_on"] = ""  # nobody is above the supervisor
    return happen(case, Move.ESCALATE, SERVICE, now, told | {"to": to})
