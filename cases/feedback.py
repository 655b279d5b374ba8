"""What the citizen says of the reply: called back or rating it; what was not solved is handled again."""

from datetime import date, datetime

from cases.calendar import WorkingCalendar
from cases.case import CallBack, Case, Change, Move
from cases.clock import Clock
from cases.errors import IllegalMove
from cases.folding import happen
from cases.lifecycle import CITIZEN, require_whole
from cases.states import check
from cases.text import clean
from cases.timing import told_dates

GRADES = ("满意", "基本满意", "不满意")
"""As call-backs ask; a rate of satisfaction weighs them (domain facts 5.6)."""


def call_back(case: Case, said: CallBack) -> Change:
    """Somebody of the desk asked the citizen (回访), reached or not."""
    check(case, Move.CALL_BACK)
    require_whole(case)
    if said.satisfied not in (*GRADES, "") or (said.reached and not said.satisfied):
        raise IllegalMove("move.no_grade", number=case.number, grades="、".join(GRADES))
    detail = {
        **{name: "1" if getattr(said, name) else "" for name in ("reached", "contacted", "solved")},
        "satisfied": said.satisfied,
        "words": clean(said.words),
    }
    return happen(case, Move.CALL_BACK, said.by, said.at, detail)


def rate(case: Case, grade: str, solved: bool, words: str, now: datetime) -> Change:
    """By the citizen, once for each reply."""
    check(case, Move.RATE)
    require_whole(case)
    if grade not in GRADES:
        raise IllegalMove("move.no_grade", number=case.number, grades="、".join(GRADES))
    if case.rating and case.solved is not None:
        raise IllegalMove("move.rated_already", number=case.number)
    detail = {"rating": grade, "solved": "1" if solved else "", "words": clean(words)}
    return happen(case, Move.RATE, CITIZEN, now, detail)


def rework(
    case: Case, reason: str, actor: str, calendar: WorkingCalendar, now: datetime, today: date
) -> Change:
    """Handled again (重办) by the unit that replied, within the same limit counted from today. Only after the citizen
    said that it is not solved: closed is not solved."""
    check(case, Move.REWORK)
    require_whole(case)
    if case.solved is not False:
        raise IllegalMove("move.solved", number=case.number)
    reason = clean(reason)
    if not reason:
        raise IllegalMove("move.no_reason", number=case.number)
    clock = Clock(today, case.clock.limit)
    detail = {"reason": reason, "received": str(today), **told_dates(clock, calendar, today)}
    return happen(case, Move.REWORK, actor, now, detail)
