"""When a case becomes a petition (信访): its kinds, who hears it next, and until when that can be asked for.

Sources: 信访工作条例 (2022-02-25, in force 2022-05-01) arts 20–23, 34–36; before it 信访条例 (国务院令第431号, 2005)
with the same limits. Days are calendar days and a last day at rest moves on (民法典 art. 203); a unit objects within
working days.
"""

from datetime import date
from enum import StrEnum

from cases.calendar import WorkingCalendar
from cases.clock import Clock, due
from cases.errors import IllegalMove
from cases.kinds import Limit

MOST_REPRESENTATIVES = 5
OBJECTION_WD = 5
ASK_DAYS = 30


class PetitionKind(StrEnum):
    SUGGESTION = "建议意见类"
    ACCUSATION = "检举控告类"
    """Goes to the bodies of discipline and supervision (art. 22)."""
    APPEAL = "申诉求决类"


class Stage(StrEnum):
    """Each is heard by the organ above the one before; after the last nobody accepts the same facts again (art. 36)."""

    HANDLING = "申诉求决类"
    REVIEW = "信访复查"
    RE_EXAMINATION = "信访复核"


def next_stage(stage: Stage) -> Stage:
    """Raises IllegalMove after the re-examination."""
    stages = list(Stage)
    if stage is stages[-1]:
        raise IllegalMove("petition.ended")
    return stages[stages.index(stage) + 1]


def ask_until(told: date, calendar: WorkingCalendar) -> date:
    """The last day to ask for the next stage after the answer was received."""
    found = due(Clock(told, Limit(ASK_DAYS, "day", "")), calendar)
    assert found is not None
    return found.day


def ask_next(stage: Stage, told: date, asked: date, calendar: WorkingCalendar) -> Stage:
    """The stage that begins with a request made on `asked`. Raises IllegalMove: too late, or there is none."""
    following = next_stage(stage)
    last = ask_until(told, calendar)
    if asked > last:
        raise IllegalMove("petition.too_late", day=str(last))
    return following


def objection_until(passed_on: date, calendar: WorkingCalendar) -> date:
    """A unit that got it wrongly objects within five working days, with reasons (art. 23)."""
    return calendar.due(passed_on, OBJECTION_WD).day


def check_representatives(number: int) -> None:
    """Of many who petition together at most five come (art. 20). Raises IllegalMove."""
    if number > MOST_REPRESENTATIVES:
        raise IllegalMove("petition.many", number=str(number), most=str(MOST_REPRESENTATIVES))


def goes_to_discipline(kind: PetitionKind) -> bool:
    return kind is PetitionKind.ACCUSATION
