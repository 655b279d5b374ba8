"""A citizen asks how a case stands, on any channel, by number and query code."""

from dataclasses import replace

from cases.access import is_guarded
from cases.case import Case
from cases.errors import NotFound
from cases.lifecycle import CITIZEN
from cases.number import as_written, code_matches
from cases.text import clean
from handlers.desk import CaseUnknown, Desk
from handlers.notice import Notice


async def status_notice(desk: Desk, number: str, code: str) -> Notice:
    """How the case stands, or that there is none."""
    try:
        return await standing(desk, await status(desk, number, code))
    except NotFound as problem:
        return Notice(problem.key, problem.values)


async def standing(desk: Desk, case: Case) -> Notice:
    """In words for its citizen; a guarded case does not repeat what was said."""
    if is_guarded(case):
        case = replace(case, title="", reply="", reason="", redirect="")
    values = {
        "number": case.number,
        "title": case.title,
        "due": case.due_on.isoformat(),
        "reply": case.reply or await reply_of_main(desk, case),
        "reason": case.reason,
        "redirect": case.redirect,
        "into": case.merged_into,
    }
    return Notice(f"case.status.{case.state}", values)


async def reply_of_main(desk: Desk, case: Case) -> str:
    """Of the case that this one was merged into; '' where there is none."""
    return (await desk.ledger.case(case.merged_into)).reply if case.merged_into else ""


async def status(desk: Desk, number: str, code: str) -> Case:
    """The whole case; that a citizen read a guarded one is written down. Raises NotFound in the same words for a
    wrong number and a wrong code."""
    number = as_written(clean(number))
    matches = code_matches(desk.secret, number, code)
    try:
        case = await desk.ledger.case(number)
    except CaseUnknown:
        raise NotFound("case.unknown") from None
    if not matches or case.part_of:
        raise NotFound("case.unknown")
    return (
        await desk.ledger.open_seal(number, CITIZEN, "status", desk.now()) if case.sealed else case
    )
