"""What the citizen makes of a reply, told to the staff or on the citizen's own page.

Errors as in handlers.work; the citizen's own acts raise NotFound too.
"""

from cases import feedback, lifecycle
from cases.access import Act
from cases.case import CallBack, Case
from handlers.desk import Desk
from handlers.staff import Staff
from handlers.status import status
from handlers.work import load, save
from reports.period import office_day


async def call_back(
    desk: Desk,
    staff: Staff,
    number: str,
    *,
    reached: bool,
    contacted: bool = False,
    solved: bool = False,
    satisfied: str = "",
    words: str = "",
) -> Case:
    case = await load(desk, staff, Act.CALL_BACK, number)
    said = CallBack(desk.now(), staff.login, reached, contacted, solved, satisfied, words)
    return await save(desk, feedback.call_back(case, said))


async def rework(desk: Desk, staff: Staff, number: str, reason: str) -> Case:
    case = await load(desk, staff, Act.REWORK, number)
    now = desk.now()
    change = feedback.rework(case, reason, staff.login, desk.calendar, now, office_day(now))
    return await save(desk, change)


async def rate(
    desk: Desk, number: str, code: str, grade: str, solved: bool, words: str = ""
) -> Case:
    """By the citizen with number and query code."""
    case = await status(desk, number, code)
    return await save(desk, feedback.rate(case, grade, solved, words, desk.now()))


async def withdraw(desk: Desk, number: str, code: str, reason: str = "") -> Case:
    """By the citizen with number and query code."""
    case = await status(desk, number, code)
    return await save(desk, lifecycle.withdraw(case, reason, lifecycle.CITIZEN, desk.now()))
