"""An application for government information (依申请公开), from its receipt to the answer.

Sources: 政府信息公开条例, 国务院令第492号 (2008-05-01 to 2019-05-14) arts 21–24 and 国务院令第711号 (from 2019-05-15)
arts 29–39; 国办公开办函〔2015〕207号 on receipt by e-mail; 行政复议法 (2023-09-01修订) art. 23. The day of receipt
chooses the act.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from cases import clock as clocks
from cases.calendar import ONE_DAY, WorkingCalendar
from cases.clock import Clock, Extension
from cases.disclosure_tables import ReplyKind, disclosure_tables
from cases.errors import IllegalMove, require
from cases.kinds import DISCLOSURE, Kinds
from cases.text import clean

NEW_ACT = date(2019, 5, 15)
RECONSIDERATION_FIRST = date(2024, 1, 1)
"""From this day a refusal is first taken to 行政复议 (art. 23(1)(四)), and the organ has to say so."""
CORRECTION_WD = 7
OPINION_WD = 15


class Way(StrEnum):
    """How an application came in."""

    BY_HAND = "当面提交"
    SIGNED_POST = "签收邮件"
    LETTER = "平常信函"
    INTERNET = "互联网"
    FAX = "传真"
    E_MAIL = "电子邮件"


class Asked(StrEnum):
    """Whom the organ asks; the time is not counted."""

    THIRD_PARTY = "第三方"
    OTHER_ORGAN = "其他机关"
    JOINT_MAKER = "共同制作机关"


class Silence(StrEnum):
    """What it means when nobody answers within fifteen working days."""

    ORGAN_DECIDES = "由本机关决定"
    AGREED = "视为同意公开"
    NO_RULE = "没有规定"


@dataclass(frozen=True, slots=True)
class Correction:
    """Asked for once; `until` is the reasonable period that was set, `came` the day the correction was received."""

    asked: date
    until: date
    what: str
    came: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """`result` names a row of the report's table 三."""

    kind: str
    result: str
    day: date
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Application:
    """`received` is the day in the sense of the act; the clock starts anew with a correction."""

    received: date
    clock: Clock
    correction: Correction | None = None
    answer: Answer | None = None

    @property
    def by_new_act(self) -> bool:
        return self.received >= NEW_ACT


def received_on(way: Way, submitted: date, confirmed: date | None = None) -> date:
    """The day of receipt. `submitted`: handed in, signed for, or come into the mail system; `confirmed`: the day on
    which the organ and the applicant agreed that it had come. Raises IllegalMove. Source: art. 31 (第711号), 207号."""
    by_confirmation = way in (Way.LETTER, Way.INTERNET, Way.FAX) or (
        way is Way.E_MAIL and submitted >= NEW_ACT
    )
    if not by_confirmation:
        return submitted
    require(confirmed, "disclosure.not_confirmed", way=way.value)
    assert confirmed is not None
    require(confirmed >= submitted, "disclosure.confirmed_early", day=str(submitted))
    return confirmed


def open_application(received: date, kinds: Kinds) -> Application:
    """Raises UnknownKind before 2008-05-01."""
    return Application(received, Clock(received, kinds.limit(DISCLOSURE, received)))


def ask_correction(
    application: Application, day: date, until: date, what: str, calendar: WorkingCalendar
) -> Application:
    """Everything that is missing, once, within seven working days of receipt. Until it comes the clock stands."""
    _unanswered(application)
    require(application.correction is None, "disclosure.corrected_once")
    require(clean(what), "disclosure.nothing_missing")
    last = calendar.due(application.received, CORRECTION_WD).day
    require(not application.by_new_act or day <= last, "disclosure.correction_late", day=str(last))
    require(until > day, "disclosure.no_time", day=str(day))
    clock = clocks.pause(application.clock, calendar, max(day, _first(application)), clean(what))
    return replace(application, clock=clock, correction=Correction(day, until, clean(what)))


def correct(application: Application, day: date) -> Application:
    """The correction has come: the limit runs from then on, whole."""
    correction = _waiting(application)
    require(day >= correction.asked, "clock.too_early", day=str(correction.asked))
    clock = Clock(day, application.clock.limit)
    return replace(application, clock=clock, correction=replace(correction, came=day))


def give_up(application: Application, day: date) -> Application:
    """No correction came within the period that was set, without a good reason: the organ handles it no further."""
    correction = _waiting(application)
    require(day > correction.until, "disclosure.still_time", day=str(correction.until))
    states = {"reason": correction.what}
    return replace(application, answer=Answer("其他处理", "not_corrected", day, states))


def ask_opinion(
    application: Application, asked: Asked, day: date, calendar: WorkingCalendar
) -> Application:
    """A third party whose rights it touches; under the new act also another organ, or a joint maker."""
    _unanswered(application)
    known = application.by_new_act or asked is Asked.THIRD_PARTY
    require(known, "disclosure.not_in_this_act", whom=asked.value)
    clock = clocks.pause(application.clock, calendar, day, f"征求{asked.value}意见")
    return replace(application, clock=clock)


def opinion_came(application: Application, day: date) -> Application:
    _unanswered(application)
    require(_waits_for_opinion(application), "clock.not_paused")
    return replace(application, clock=clocks.resume(application.clock, day))


def opinion_due(asked: Asked, received: date, calendar: WorkingCalendar) -> tuple[date, Silence]:
    """Of an opinion asked for on that day: the last day, and what silence means.

    Source: arts 32, 34 (第711号); the act of 2008 set no limit.
    """
    if received < NEW_ACT:
        return date.max, Silence.NO_RULE
    silence = Silence.AGREED if asked is Asked.JOINT_MAKER else Silence.ORGAN_DECIDES
    return calendar.due(received, OPINION_WD).day, silence


def extend(
    application: Application, extension: Extension, calendar: WorkingCalendar
) -> Application:
    """Once, approved by the head of the disclosure body, told to the applicant."""
    _unanswered(application)
    return replace(application, clock=clocks.extend(application.clock, calendar, extension))


def answer(
    application: Application, kind: str, result: str, states: Mapping[str, str], day: date
) -> Application:
    """`states` is what the answer says, by the names in kinds/disclosure.toml. Raises IllegalMove, which names what the
    act wants stated and is missing."""
    _unanswered(application)
    require(not application.clock.stands, "disclosure.stands")
    found = _reply_kind(kind, application.received)
    require(result in found.results, "disclosure.result_wrong", kind=kind, result=result)
    said = {name: clean(text) for name, text in states.items() if clean(text)}
    missing = [name for name in found.needs if name not in said]
    require(not missing, "disclosure.not_stated", kind=kind, missing="、".join(missing))
    if "remedy" in found.needs and day >= RECONSIDERATION_FIRST:
        require("复议" in said["remedy"], "disclosure.reconsideration_first")
    require(day >= application.received, "clock.too_early", day=str(application.received))
    return replace(application, answer=Answer(kind, result, day, said))


def one_result(results: Collection[str]) -> str:
    """The one row of an application whose matters ended differently: given in part is 部分公开, whatever the rest.

    Raises IllegalMove where nothing was given and the reasons differ: one has to be chosen.
    """
    known = disclosure_tables().results
    for name in results:
        require(name in known, "disclosure.result_unknown", result=name)
    require(results, "disclosure.no_result")
    different = set(results)
    if len(different) == 1:
        return next(iter(different))
    require(different & {"granted", "partly"}, "disclosure.one_row", results="、".join(results))
    return "partly"


def _reply_kind(name: str, received: date) -> ReplyKind:
    for kind in disclosure_tables().replies:
        if kind.name == name and kind.first <= received <= kind.last:
            return kind
    raise IllegalMove("disclosure.kind_unknown", kind=name, received=str(received))


def _first(application: Application) -> date:
    """A clock is stopped at the earliest on the day after receipt, since the day of receipt is not counted."""
    return application.clock.received + ONE_DAY


def _waiting(application: Application) -> Correction:
    _unanswered(application)
    correction = application.correction
    if correction is None or correction.came is not None:
        raise IllegalMove("disclosure.no_correction")
    return correction


def _waits_for_opinion(application: Application) -> bool:
    correction = application.correction
    return application.clock.stands and (correction is None or correction.came is not None)


def _unanswered(application: Application) -> None:
    require(application.answer is None, "disclosure.answered")
