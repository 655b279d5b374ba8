"""A citizen asks how a case stands, on any channel, by number and query code."""

from cases.case import Case
from cases.errors import NotFound
from cases.number import as_written, code_matches
from cases.text import clean
from handlers.desk import CaseUnknown, Desk


async def status(desk: Desk, number: str, code: str) -> Case:
    """Raises NotFound in the same words for a wrong number and a wrong code."""
    number = as_written(clean(number))
    matches = code_matches(desk.secret, number, code)
    try:
        case = await desk.ledger.case(number)
    except CaseUnknown:
        raise NotFound("case.unknown") from None
    if not matches:
        raise NotFound("case.unknown")
    return case
