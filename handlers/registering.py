"""Staff take down what somebody tells on the telephone, at the counter or by letter."""

from datetime import date, datetime, time

from cases.access import may_register
from cases.case import Origin
from cases.errors import BadForm, NotPermitted
from cases.form import CaseForm, checked, checked_line
from cases.lifecycle import open_case, register
from cases.number import case_number
from handlers.desk import Desk
from handlers.opening import Opened, keep, opened
from handlers.staff import Staff
from reports.period import OFFICE_ZONE, office_day

CHANNELS = ("电话", "窗口", "信件", "来访", "市长热线", "民心网", "书记市长信箱")
"""Offered; any other may be written."""


async def register_case(
    desk: Desk, staff: Staff, form: CaseForm, channel: str, received: date | None, form_id: str
) -> Opened:
    """The same form sent again finds the first case. `received`: the day it came, today where None.

    Raises NotPermitted, BadForm, UnknownKind, LedgerUnavailable.
    """
    if not may_register(staff.person):
        raise NotPermitted("register_case.not_permitted")
    origin = Origin(_channel(channel), f"{staff.login}:{form_id}")
    if first := await desk.ledger.case_by_origin(origin):
        return opened(desk, first)
    now = desk.now()
    today = office_day(now)
    day = received or today
    if day > today:
        raise BadForm("register_case.ahead", day=str(day))
    form = checked(form)
    limit = desk.kinds.limit(form.kind, day)
    number = case_number(today.year, await desk.ledger.take_number(today.year))
    earlier = datetime.combine(day, time(), OFFICE_ZONE) if day < today else now
    change = open_case(
        number,
        origin,
        form,
        limit,
        desk.calendar,
        now,
        today,
        actor=staff.login,
        received=earlier,
        received_on=day,
    )
    return await keep(desk, register(change, staff.login, staff.unit, now))


def _channel(written: str) -> str:
    channel = checked_line("register_case.channel_long", written)
    if not channel:
        raise BadForm("register_case.no_channel")
    return channel
