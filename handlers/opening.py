"""A citizen opens a case: number, query code and due day, once per origin."""

from dataclasses import dataclass, replace
from datetime import datetime

from cases.case import Case, Change, Origin
from cases.form import CaseForm, checked
from cases.lifecycle import open_case as opened_case
from cases.number import case_number, query_code
from handlers.desk import Desk, OriginTaken
from reports.period import office_day


@dataclass(frozen=True, slots=True)
class Opened:
    """A case and the query code that the citizen needs to see it again."""

    case: Case
    code: str


async def open_case(
    desk: Desk, form: CaseForm, origin: Origin, conversation: str, language: str, now: datetime
) -> Opened:
    """A repeated origin finds the first case. Raises BadForm, UnknownKind, LedgerUnavailable."""
    if first := await desk.ledger.case_by_origin(origin):
        return opened(desk, first)
    form = checked(form)
    today = office_day(now)
    limit = desk.kinds.limit(form.kind, today)
    number = case_number(today.year, await desk.ledger.take_number(today.year))
    change = opened_case(
        number,
        origin,
        form,
        limit,
        desk.calendar,
        now,
        today,
        conversation=conversation,
        language=language,
    )
    return await keep(desk, change)


async def keep(desk: Desk, change: Change) -> Opened:
    """A new case; where its origin is there already, the first one."""
    try:
        await desk.ledger.save(change)
    except OriginTaken as taken:
        return opened(desk, await desk.ledger.case(taken.number))
    return opened(desk, replace(change.case, version=change.case.version + 1))


def opened(desk: Desk, case: Case) -> Opened:
    """With its query code."""
    return Opened(case, query_code(desk.secret, case.number))
