"""Staff merge cases that tell the same; errors as in handlers.work."""

from dataclasses import replace

from cases.access import Act
from cases.case import Case
from cases.errors import IllegalMove
from cases.merging import merge as merged
from cases.number import as_written
from cases.text import clean
from handlers.desk import CaseUnknown, Desk
from handlers.staff import Staff
from handlers.work import load, save


async def merge(desk: Desk, staff: Staff, number: str, into: str) -> Case:
    """The person may merge both. What was answered already is told to the citizen of the duplicate."""
    duplicate = await load(desk, staff, Act.MERGE, number)
    try:
        main = await load(desk, staff, Act.MERGE, as_written(clean(into)))
    except CaseUnknown:
        raise IllegalMove("move.merge_unknown", number=number, into=clean(into)) from None
    others = [case.number for case in await desk.ledger.merged_into(number)]
    one, other = merged(duplicate, main, others, staff.login, desk.now())
    told = replace(one, case=replace(one.case, reply=main.reply))
    return await save(desk, told, other)
