"""The queue: cases by due date, overdue ones marked, paged by key."""

from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import page
from cases.access import Act, may, only_unit
from cases.case import Case
from handlers.desk import Ledger
from handlers.signing_in import SignedIn
from reports.period import office_day

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """`title` is '' where the case is guarded; whoever `may_open` it leaves a line in the record."""

    case: Case
    title: str
    may_open: bool
    is_overdue: bool

    @property
    def marks(self) -> list[str]:
        """Keys of what wants attention."""
        case = self.case
        marks = {
            "console.urgent": case.urgent,
            "console.mark.escalated": case.escalations,
            "console.mark.reminded": case.reminders and not case.escalations,
            "console.mark.extension": case.asked_extension,
            "console.mark.stands": case.clock.stands,
            "console.mark.unsolved": case.solved is False,
            "console.mark.part": case.part_of,
        }
        return [key for key, holds in marks.items() if holds]


async def show_queue(request: web.Request, officer: SignedIn) -> web.Response:
    """?unit=, ?all=1 (closed ones too), ?after=DAY,NUMBER (the last row seen)."""
    desk = request.app[DESK]
    units = await _units(desk.ledger, officer)
    own = only_unit(officer.staff.person)
    unit = request.query.get("unit", "") if own is None else own
    everything = request.query.get("all") == "1"
    cases = (
        []
        if own == ""
        else await desk.ledger.queue(
            unit=unit,
            open_only=not everything,
            after=_key(request.query.get("after", "")),
            limit=SHOWN + 1,
        )
    )
    shown, today = cases[:SHOWN], office_day(desk.now())
    return page(
        request,
        "console/queue.html",
        officer=officer,
        rows=[_row(case, officer, today) for case in shown],
        units=units,
        unit=unit,
        all=everything,
        following=f"{shown[-1].due_on},{shown[-1].number}" if len(cases) > SHOWN else "",
    )


def is_overdue(case: Case, today: date) -> bool:
    """Its day has passed without a reply; a clock that stands does not run out."""
    return case.awaits_reply and case.due_on < today and not case.clock.stands


async def _units(ledger: Ledger, officer: SignedIn) -> list[str]:
    own = only_unit(officer.staff.person)
    if own is None:
        return await ledger.units()
    return [own] if own else []


def _row(case: Case, officer: SignedIn, today: date) -> Row:
    visible = may(officer.staff.person, Act.VIEW, case)
    return Row(case, case.title if visible else "", visible, is_overdue(case, today))


def _key(text: str) -> tuple[date, str] | None:
    day, _, number = text.partition(",")
    try:
        return (date.fromisoformat(day), number) if number else None
    except ValueError:
        return None
