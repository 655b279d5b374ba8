"""A citizen asks how a case stands, on any channel, by number and query code."""

from dataclasses import replace

from cases.access import is_guarded
from cases.case import Case
from cases.errors import NotFound
from cases.number import as_written, code_matches
from cases.text import clean
from handlers.desk import CaseUnknown, Desk
from handlers.notice import Notice


async def status_notice(desk: Desk, number: str, code: str) -> Notice:
    """How the case stands, in words for its citizen; a guarded one does not repeat what was said."""
    try:
        case = await status(desk, number, code)
    except NotFound as problem:
        return Notice(problem.key, problem.values)
    if is_guarded(case):
        case = replace(case, title="", reply="")
    due = case.due_on.isoformat()
    values = {"number": case.number, "title": case.title, "due": due, "reply": case.reply}
    return Notice(f"case.status.{case.state}", values)


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
