"""What an officer can do on the page of a case: the form of each act, and the handler that does it."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.access import Act, is_guarded, may
from cases.case import Case, Move, PublicText
from cases.errors import CaseError
from cases.kinds import DISCLOSURE
from cases.masking import mask
from cases.publishing import is_publishable
from cases.routing import Proposal
from cases.states import REFUSED
from cases.timing import require_day
from handlers import feedback, merging, timing, work
from handlers.desk import Desk
from handlers.staff import Staff

Form = Mapping[str, str]
Doing = Callable[[Desk, Staff, str, Form], Awaitable[Case]]


@dataclass(frozen=True, slots=True)
class Field:
    """`type`: text, area, unit and redirect (with a list to choose from), number, date, tick, grade, result."""

    name: str
    type: str = "text"
    required: bool = True


@dataclass(frozen=True, slots=True)
class ActForm:
    """`plain`: always in sight; the others unfold."""

    do: Doing
    fields: tuple[Field, ...] = ()
    plain: bool = False


async def _accept(desk: Desk, staff: Staff, number: str, form: Form) -> Case:
    urgent, against = "urgent" in form, form.get("against", "")
    return await work.accept(desk, staff, number, urgent=urgent, against=against)


async def _transfer(desk: Desk, staff: Staff, number: str, form: Form) -> Case:
    return await work.transfer(desk, staff, number, form["unit"], form.get("against", ""))


async def _call_back(desk: Desk, staff: Staff, number: str, form: Form) -> Case:
    reached, contacted, solved = (name in form for name in ("reached", "contacted", "solved"))
    return await feedback.call_back(
        desk,
        staff,
        number,
        reached=reached,
        contacted=contacted,
        solved=solved,
        satisfied=form["satisfied"] if reached else "",
        words=form["words"],
    )


def _text(form: Form) -> PublicText:
    return PublicText(form["title"], form["content"], form["public_reply"])


def _days(form: Form) -> int:
    """Raises CaseError; '' is 0."""
    written = form["days"].strip()
    if written and not (written.isascii() and written.isdigit() and len(written) < 5):
        raise CaseError("console.no_number", value=written)
    return int(written or 0)


REASON = Field("reason", "area")
UNIT = Field("unit", "unit")

FORMS: Mapping[Act, ActForm] = {
    Act.ACCEPT: ActForm(_accept, (Field("urgent", "tick", False),), plain=True),
    Act.TRANSFER: ActForm(_transfer, (UNIT,), plain=True),
    Act.ACKNOWLEDGE: ActForm(lambda d, s, n, f: work.acknowledge(d, s, n), plain=True),
    Act.REPLY: ActForm(
        lambda d, s, n, f: work.reply(d, s, n, f["text"], f.get("result", "")),
        (Field("text", "area"),),
        plain=True,
    ),
    Act.CALL_BACK: ActForm(
        _call_back,
        (
            Field("reached", "tick", False),
            Field("contacted", "tick", False),
            Field("solved", "tick", False),
            Field("satisfied", "grade", False),
            Field("words", "area", False),
        ),
    ),
    Act.REWORK: ActForm(lambda d, s, n, f: feedback.rework(d, s, n, f["reason"]), (REASON,)),
    Act.PUBLISH: ActForm(
        lambda d, s, n, f: work.publish(d, s, n, _text(f)),
        (Field("title"), Field("content", "area"), Field("public_reply", "area")),
    ),
    Act.CLOSE: ActForm(lambda d, s, n, f: work.close(d, s, n), plain=True),
    Act.ARCHIVE: ActForm(lambda d, s, n, f: work.archive(d, s, n)),
    Act.SEND_BACK: ActForm(lambda d, s, n, f: work.send_back(d, s, n, f["reason"]), (REASON,)),
    Act.JOIN: ActForm(
        lambda d, s, n, f: work.join(d, s, n, f["unit"], _days(f)), (UNIT, Field("days", "number"))
    ),
    Act.ASK_EXTENSION: ActForm(
        lambda d, s, n, f: timing.ask_extension(d, s, n, _days(f), f["reason"]),
        (Field("days", "number"), REASON),
    ),
    Act.EXTEND: ActForm(
        lambda d, s, n, f: timing.extend(d, s, n, _days(f), f["reason"]),
        (Field("days", "number", False), Field("reason", "area", False)),
    ),
    Act.PAUSE: ActForm(
        lambda d, s, n, f: timing.pause(d, s, n, require_day(f["day"]), f["reason"]),
        (Field("day", "date"), REASON),
    ),
    Act.RESUME: ActForm(
        lambda d, s, n, f: timing.resume(d, s, n, require_day(f["day"]), anew="anew" in f),
        (Field("day", "date"), Field("anew", "tick", False)),
    ),
    Act.REMIND: ActForm(
        lambda d, s, n, f: work.remind(d, s, n, f["words"]), (Field("words", "area", False),)
    ),
    Act.ESCALATE: ActForm(lambda d, s, n, f: work.escalate(d, s, n, f["reason"]), (REASON,)),
    Act.MERGE: ActForm(lambda d, s, n, f: merging.merge(d, s, n, f["into"]), (Field("into"),)),
    Act.REFUSE: ActForm(
        lambda d, s, n, f: work.refuse(d, s, n, f["reason"], f["redirect"]),
        (REASON, Field("redirect", "redirect")),
    ),
    Act.WITHDRAW: ActForm(
        lambda d, s, n, f: work.withdraw(d, s, n, f["reason"]), (Field("reason", "area", False),)
    ),
    Act.RECUSE: ActForm(
        lambda d, s, n, f: work.recuse(d, s, n, f["login"]), (Field("login", "text", False),)
    ),
}
"""In the order of the page."""

AGAINST = Field("against", "unit")
RESULT = Field("result", "result")


def fields(act: Act, case: Case) -> tuple[Field, ...]:
    """Of a guarded case also whom it complains of, so that it is not passed on to them; of an application for
    information the row of the report that the answer counts in."""
    own = FORMS[act].fields
    if act is Act.TRANSFER and is_guarded(case) and not case.against:
        return (*own, AGAINST)
    if act is Act.REPLY and case.kind == DISCLOSURE and not case.part_of:
        return (*own, RESULT)
    return own


def open_acts(staff: Staff, case: Case) -> list[Act]:
    """Acts whose form is worth showing; the handler decides again when it is sent."""
    return [act for act in FORMS if may(staff.person, act, case) and _fits(act, case)]


def filled(act: Act, case: Case, form: Form) -> Form:
    """Every field that the handler looks at; a tick is there only when it was set."""
    texts = {f.name: form.get(f.name, "") for f in fields(act, case) if f.type != "tick"}
    ticks = {f.name: "1" for f in fields(act, case) if f.type == "tick" and form.get(f.name)}
    return {**texts, **ticks}


def suggested(
    act: Act, case: Case, proposals: Sequence[Proposal], official: Collection[str]
) -> Form:
    """What stands in a form before anything is typed; `official` numbers may be published as they are."""
    if act is Act.REFUSE and (not_ours := next((p for p in proposals if p.redirect), None)):
        return {"reason": not_ours.told, "redirect": not_ours.redirect}
    if act is Act.EXTEND and (asked := case.asked_extension):
        return {"days": str(asked.days), "reason": asked.reason}
    if act is Act.PUBLISH:
        texts = {"title": case.title, "content": case.content, "public_reply": case.reply}
        return {name: mask(text, official).text for name, text in texts.items()}
    return {}


async def do(desk: Desk, staff: Staff, case: Case, act: Act, form: Form) -> Case:
    return await FORMS[act].do(desk, staff, case.number, filled(act, case, form))


def _fits(act: Act, case: Case) -> bool:
    if case.state in REFUSED[Move(act)]:
        return False
    match act:
        case Act.PUBLISH:
            return is_publishable(case)
        case Act.REWORK:
            return case.solved is False
        case Act.CLOSE:
            return case.solved is not False
        case Act.RESUME:
            return case.clock.stands
        case Act.PAUSE:
            return not case.clock.stands
        case Act.ASK_EXTENSION | Act.EXTEND:
            return case.clock.extension is None and case.clock.limit.extension > 0
        case Act.SEND_BACK:
            return not case.settled and not case.part_of
        case Act.TRANSFER | Act.REFUSE | Act.JOIN | Act.MERGE | Act.WITHDRAW | Act.CALL_BACK:
            return not case.part_of
    return True
