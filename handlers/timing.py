"""Staff change when a case is due; errors as in handlers.work."""

from datetime import date

from cases import timing
from cases.access import Act
from cases.case import Case
from handlers.desk import Desk
from handlers.staff import Staff
from handlers.work import load, save
from reports.period import office_day


async def pause(desk: Desk, staff: Staff, number: str, since: date, reason: str) -> Case:
    case = await load(desk, staff, Act.PAUSE, number)
    change = timing.pause(case, since, reason, staff.login, desk.calendar, desk.now())
    return await save(desk, change)


async def resume(desk: Desk, staff: Staff, number: str, day: date, *, anew: bool = False) -> Case:
    """`day` is counted again; `anew`: as the first day after a new receipt."""
    case = await load(desk, staff, Act.RESUME, number)
    now = desk.now()
    change = timing.resume(case, day, staff.login, desk.calendar, now, office_day(now), anew=anew)
    return await save(desk, change)


async def ask_extension(desk: Desk, staff: Staff, number: str, days: int, reason: str) -> Case:
    case = await load(desk, staff, Act.ASK_EXTENSION, number)
    now = desk.now()
    change = timing.ask_extension(
        case, days, reason, staff.login, desk.calendar, now, office_day(now)
    )
    return await save(desk, change)


async def extend(desk: Desk, staff: Staff, number: str, days: int = 0, reason: str = "") -> Case:
    """Approves what was asked for, or what is said here."""
    case = await load(desk, staff, Act.EXTEND, number)
    now = desk.now()
    change = timing.extend(case, days, reason, staff.login, desk.calendar, now, office_day(now))
    return await save(desk, change)
