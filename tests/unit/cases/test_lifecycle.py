"""What each state allows, and what else forbids a move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.messages import LANGUAGES, say
from cases import feedback, lifecycle, publishing, timing
from cases.calendar import WorkingCalendar
from cases.case import CallBack, Case, Change, Move, Origin, PublicText, State
from cases.clock import Clock, Extension, Pause
from cases.errors import IllegalMove
from cases.folding import happen
from cases.form import CaseForm, checked
from cases.kinds import Limit
from cases.states import REFUSED
from tests.support.records import CLOCK, NOW, a_case

CALENDAR = WorkingCalendar()
LATER = NOW + timedelta(hours=1)
TODAY = date(2012, 3, 5)
NEXT_DAY = date(2012, 3, 6)
SHOWN = PublicText("标题", "内容", "已修复。")
Step = Callable[[Case], Change]

STEPS: dict[Move, Step] = {
    Move.ACCEPT: lambda case: lifecycle.accept(case, "op", LATER),
    Move.REFUSE: lambda case: lifecycle.refuse(case, "涉诉", "法院", "op", LATER),
    Move.TRANSFER: lambda case: lifecycle.transfer(case, "住建局", "op", LATER),
    Move.ACKNOWLEDGE: lambda case: lifecycle.acknowledge(case, "wang", LATER),
    Move.SEND_BACK: lambda case: lifecycle.send_back(case, "不归我局", "wang", LATER),
    Move.JOIN: lambda case: lifecycle.join(case, a_part(case), "wang", LATER)[0],
    Move.REMIND: lambda case: lifecycle.remind(case, "", "op", LATER),
    Move.ESCALATE: lambda case: lifecycle.escalate(case, "市政府", "拖延", "boss", LATER),
    Move.ASK_EXTENSION: lambda case: timing.ask_extension(
        case, 3, "还要勘察", "wang", CALENDAR, LATER, TODAY
    ),
    Move.EXTEND: lambda case: timing.extend(case, 3, "勘察", "boss", CALENDAR, LATER, TODAY),
    Move.PAUSE: lambda case: timing.pause(case, NEXT_DAY, "补正", "wang", CALENDAR, LATER),
    Move.RESUME: lambda case: timing.resume(
        paused(case), date(2012, 3, 8), "wang", CALENDAR, LATER, TODAY
    ),
    Move.REPLY: lambda case: lifecycle.reply(case, "已修复。", "wang", LATER),
    Move.PUBLISH: lambda case: publishing.publish(case, SHOWN, "boss", LATER),
    Move.CALL_BACK: lambda case: feedback.call_back(case, CallBack(LATER, "op", reached=False)),
    Move.RATE: lambda case: feedback.rate(case, "满意", True, "", LATER),
    Move.REWORK: lambda case: feedback.rework(
        replace(case, solved=False), "仍不热", "op", CALENDAR, LATER, TODAY
    ),
    Move.MERGE: lambda case: happen(case, Move.MERGE, "op", LATER, {"into": "2012-2"}),
    Move.ABSORB: lambda case: happen(case, Move.ABSORB, "op", LATER, {"number": "2012-2"}),
    Move.WITHDRAW: lambda case: lifecycle.withdraw(case, "", "citizen", LATER),
    Move.RECUSE: lambda case: lifecycle.recuse(case, "li", "li", LATER),
    Move.CLOSE: lambda case: lifecycle.close(case, "op", LATER),
    Move.FORGET: lambda case: lifecycle.forget(case, "five years", "service", LATER),
    Move.ARCHIVE: lambda case: lifecycle.archive(case, "op", LATER),
}
# one letter for each state that allows the move
LETTERS = dict(zip("ratkbpwczfmx", State, strict=True))
ALLOWED = {
    Move.ACCEPT: "r",
    Move.REFUSE: "rab",
    Move.TRANSFER: "ratkbw",
    Move.ACKNOWLEDGE: "tw",
    Move.SEND_BACK: "tk",
    Move.JOIN: "tkw",
    **dict.fromkeys((Move.REMIND, Move.ESCALATE, Move.ASK_EXTENSION, Move.EXTEND), "ratkbw"),
    **dict.fromkeys((Move.PAUSE, Move.RESUME, Move.MERGE, Move.WITHDRAW), "ratkbw"),
    **dict.fromkeys((Move.REPLY, Move.RECUSE), "ratkbwp"),
    **dict.fromkeys((Move.PUBLISH, Move.CALL_BACK, Move.RATE, Move.REWORK), "pc"),
    Move.ABSORB: "ratkbwpc",
    Move.CLOSE: "p",
    Move.ARCHIVE: "c",
    Move.FORGET: "czfmx",
}


def a_part(case: Case) -> Case:
    return lifecycle.part_for(case, "水务局", 2, (), CALENDAR, LATER, TODAY)


def paused(case: Case) -> Case:
    return replace(case, clock=replace(case.clock, pauses=(Pause(NEXT_DAY, "补正"),)))


def standing(state: State) -> Case:
    return a_case(state=state, may_publish=True, unit="供热公司")


def refused(key: str, act: Callable[[], object]) -> None:
    """With a reason that every reader understands."""
    with pytest.raises(IllegalMove) as error:
        act()
    assert error.value.key == key
    for language in LANGUAGES:
        assert say(key, language, error.value.values)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", STEPS)
def test_state_allows_or_refuses_with_a_reason(move: Move, state: State) -> None:
    if state in {LETTERS[letter] for letter in ALLOWED[move]}:
        [event] = STEPS[move](standing(state)).events
        assert (event.move, event.at) == (move, LATER)
    else:
        refused(REFUSED[move][state], lambda: STEPS[move](standing(state)))


def test_every_move_but_the_first_and_the_calendar_s_is_in_the_table() -> None:
    assert set(Move) - STEPS.keys() == {Move.OPEN, Move.REDATE}


def test_opened_case_carries_the_form_and_its_due_day() -> None:
    form = checked(CaseForm("求助", "暖气不热。已经三天了", place="青云路"))
    change = lifecycle.open_case(
        "2012-00001",
        Origin("cli", "1"),
        form,
        Limit(5, "wd", "a rule"),
        CALENDAR,
        NOW,
        TODAY,
        language="ru",
    )
    case = change.case
    assert (case.title, case.place, case.language) == ("暖气不热", "青云路", "ru")
    assert (case.due_on, case.due_provisional) == (date(2012, 3, 12), False)
    assert (case.watch_on, case.state) == (date(2012, 3, 8), State.RECEIVED)
    assert [event.move for event in change.events] == [Move.OPEN]


def test_second_reply_keeps_the_moment_of_the_first() -> None:
    first = lifecycle.reply(a_case(), "正在查。", "op", NOW).case
    second = lifecycle.reply(first, "已修复。", "op", LATER)
    assert (second.case.replied_at, second.case.reply) == (NOW, "已修复。")
    assert second.events[0].detail == {"text": "已修复。"}


@pytest.mark.parametrize("text", ["", "  \n", "\u202e\u200b"])
def test_empty_words_are_none(text: str) -> None:
    case = a_case(state=State.TRANSFERRED)
    refused("move.no_text", lambda: lifecycle.reply(case, text, "op", NOW))
    refused("move.no_reason", lambda: lifecycle.send_back(case, text, "op", NOW))
    refused("move.no_reason", lambda: lifecycle.refuse(a_case(), text, "法院", "op", NOW))
    refused("move.no_redirect", lambda: lifecycle.refuse(a_case(), "涉诉", text, "op", NOW))
    refused("move.no_unit", lambda: lifecycle.transfer(case, text, "op", NOW))


def test_transfer_needs_another_unit() -> None:
    held = a_case(unit="住建局")
    refused("move.same_unit", lambda: lifecycle.transfer(held, "住建局", "op", NOW))


def test_transfer_to_another_unit_waits_for_its_acknowledgement() -> None:
    held = a_case(state=State.ACKNOWLEDGED, unit="公安局", acknowledged_at=NOW)
    change = lifecycle.transfer(held, "住建局", "op", LATER)
    assert (change.case.state, change.case.acknowledged_at) == (State.TRANSFERRED, None)
    assert change.events[0].detail == {"from": "公安局", "to": "住建局"}


def test_the_first_asked_stays_responsible_until_another_accepts() -> None:
    """首问首办负责制."""
    case = lifecycle.accept(a_case(), "op", NOW).case
    passed = lifecycle.transfer(case, "住建局", "other", LATER).case
    assert (passed.responsible, passed.responsible_unit) == ("op", "")
    taken = lifecycle.acknowledge(passed, "wang", LATER).case
    assert (taken.responsible, taken.responsible_unit) == ("wang", "住建局")


def test_the_third_transfer_needs_a_supervisor() -> None:
    case = a_case(transfers=2, unit="公安局")
    refused("move.third_transfer", lambda: lifecycle.transfer(case, "住建局", "op", NOW))
    moved = lifecycle.transfer(case, "住建局", "boss", NOW, supervised=True).case
    assert (moved.transfers, moved.unit) == (3, "住建局")


def test_an_objection_is_decided_once() -> None:
    """派单异议."""
    case = lifecycle.transfer(a_case(), "住建局", "op", NOW).case
    back = lifecycle.send_back(case, "不归我局", "wang", NOW).case
    assert (back.state, back.unit, back.reason) == (State.RETURNED, "", "不归我局")
    decided = lifecycle.transfer(back, "住建局", "op", NOW).case
    assert decided.settled
    refused("move.settled", lambda: lifecycle.send_back(decided, "仍不归", "wang", NOW))


def test_a_report_of_wrongdoing_never_reaches_whom_it_complains_of() -> None:
    report = a_case(kind="举报")
    refused("move.no_against", lambda: lifecycle.transfer(report, "纪委", "boss", NOW))
    moved = lifecycle.transfer(report, "纪委", "boss", NOW, against="住建局").case
    assert (moved.against, moved.unit) == ("住建局", "纪委")
    for unit in ("住建局", " 住建局 "):
        refused("move.unit_complained_of", lambda u=unit: lifecycle.transfer(moved, u, "b", NOW))


def test_the_lead_replies_when_every_co_handler_has() -> None:
    lead = a_case(state=State.ACKNOWLEDGED, unit="住建局")
    change, opened = lifecycle.join(lead, a_part(lead), "wang", LATER)
    lead, part = change.case, opened.case
    assert lead.parts == (part.number,) == ("2012000001-1",)
    assert (part.part_of, part.unit, part.conversation) == (lead.number, "水务局", "")
    assert part.due_on <= lead.due_on
    refused("move.parts_open", lambda: lifecycle.reply(lead, "已修复。", "wang", NOW, [part]))
    answered = lifecycle.reply(part, "管道已查。", "zhao", NOW).case
    assert lifecycle.reply(lead, "已修复。", "wang", NOW, [answered]).case.reply == "已修复。"


@pytest.mark.parametrize(
    ("unit", "days", "key"),
    [
        ("住建局", 2, "move.joint_already"),
        ("水务局", 0, "move.part_late"),
        ("水务局", 6, "move.part_late"),
        ("", 2, "move.no_unit"),
        ("供热公司", 2, "move.unit_complained_of"),
    ],
)
def test_a_part_fits_into_the_whole(unit: str, days: int, key: str) -> None:
    lead = a_case(state=State.ACKNOWLEDGED, unit="住建局", against="供热公司")
    refused(key, lambda: lifecycle.part_for(lead, unit, days, (), CALENDAR, LATER, TODAY))


def test_a_co_handler_s_part_is_no_case_of_its_own() -> None:
    part = a_part(a_case(state=State.ACKNOWLEDGED, unit="住建局"))
    for act in (
        lambda: lifecycle.transfer(part, "公安局", "op", NOW),
        lambda: lifecycle.send_back(part, "不归", "op", NOW),
        lambda: lifecycle.withdraw(part, "", "citizen", NOW),
        lambda: feedback.rate(replace(part, state=State.REPLIED), "满意", True, "", NOW),
    ):
        refused("move.only_a_part", act)


def test_closed_is_not_solved() -> None:
    """What the citizen calls unsolved is handled again, within a limit of its own."""
    replied = lifecycle.reply(a_case(unit="住建局"), "已修复。", "wang", NOW).case
    refused(
        "move.solved",
        lambda: feedback.rework(replied, "不热", "op", CALENDAR, LATER, NEXT_DAY),
    )
    unsolved = feedback.rate(replied, "不满意", False, "还是不热", LATER).case
    refused("move.not_solved", lambda: lifecycle.close(unsolved, "op", LATER))
    again = feedback.rework(unsolved, "不热", "op", CALENDAR, LATER, NEXT_DAY).case
    assert (again.state, again.reworks, again.due_on) == (State.REWORK, 1, date(2012, 3, 13))
    assert (again.solved, again.closed_at, again.replied_at) == (None, None, NOW)
    done = lifecycle.reply(again, "换了阀门。", "wang", LATER).case
    assert lifecycle.close(done, "op", LATER).case.state is State.CLOSED


def test_what_is_called_unsolved_after_closing_is_open_again() -> None:
    replied = lifecycle.reply(a_case(), "已修复。", "wang", NOW).case
    closed = lifecycle.close(replied, "op", LATER).case
    rated = feedback.rate(closed, "不满意", False, "", LATER).case
    said = CallBack(LATER, "op", True, True, False, "不满意", "")
    called = feedback.call_back(closed, said).case
    for case in (rated, called):
        assert (case.state, case.closed_at, case.solved) == (State.REPLIED, None, False)
    assert feedback.rate(closed, "满意", True, "", LATER).case.state is State.CLOSED


def test_each_reply_is_rated_once() -> None:
    replied = lifecycle.reply(a_case(), "已修复。", "wang", NOW).case
    rated = feedback.rate(replied, "基本满意", True, "", NOW).case
    refused("move.rated_already", lambda: feedback.rate(rated, "满意", True, "", NOW))
    second = lifecycle.reply(rated, "再修。", "wang", NOW).case
    assert feedback.rate(second, "满意", True, "", NOW).case.rating == "满意"
    refused("move.no_grade", lambda: feedback.rate(second, "五星", True, "", NOW))


def test_a_call_back_that_reached_nobody_says_nothing_of_the_reply() -> None:
    replied = lifecycle.reply(a_case(), "已修复。", "wang", NOW).case
    missed = feedback.call_back(replied, CallBack(LATER, "op", reached=False)).case
    assert (missed.solved, missed.call_back) == (None, CallBack(LATER, "op", reached=False))
    said = CallBack(LATER, "op", True, True, False, "不满意", "不热")
    reached = feedback.call_back(replied, said).case
    assert (reached.solved, reached.call_back) == (False, said)
    no_grade = CallBack(LATER, "op", reached=True)
    refused("move.no_grade", lambda: feedback.call_back(replied, no_grade))


@pytest.mark.parametrize(
    "case",
    [
        a_case(state=State.REPLIED, may_publish=False),
        a_case(state=State.REPLIED, may_publish=True, confidential=True),
        a_case(state=State.REPLIED, may_publish=True, kind="举报"),
    ],
    ids=["not allowed", "confidential", "wrongdoing"],
)
def test_case_that_must_stay_private_is_not_published(case: Case) -> None:
    refused("move.not_publishable", lambda: publishing.publish(case, SHOWN, "boss", NOW))


def test_case_is_published_once_in_the_words_that_were_read() -> None:
    case = publishing.publish(a_case(state=State.REPLIED, may_publish=True), SHOWN, "b", NOW).case
    assert (case.public, case.published_at) == (SHOWN, NOW)
    refused("move.published_already", lambda: publishing.publish(case, SHOWN, "b", NOW))


class TestTime:
    """When a case is due changes by its clock alone."""

    def test_an_urgent_case_is_due_the_next_working_day(self) -> None:
        change = lifecycle.accept(
            a_case(), "op", NOW, urgent=Limit(1, "wd", "r"), calendar=CALENDAR, today=TODAY
        )
        assert (change.case.urgent, change.case.due_on) == (True, NEXT_DAY)
        assert change.case.clock.limit.days == 1

    def test_time_that_stands_is_not_counted(self) -> None:
        stands = timing.pause(a_case(), NEXT_DAY, "补正", "w", CALENDAR, NOW).case
        assert (stands.clock.stands, stands.watch_on) == (True, None)
        runs = timing.resume(stands, date(2012, 3, 8), "w", CALENDAR, NOW, TODAY)
        assert runs.case.due_on == date(2012, 3, 14)
        assert runs.events[0].detail["due"] == "2012-03-14"

    def test_a_correction_starts_the_limit_anew(self) -> None:
        application = a_case(kind="依申请公开")
        stands = timing.pause(application, NEXT_DAY, "补正", "w", CALENDAR, NOW).case
        came = date(2012, 3, 8)
        anew = timing.resume(stands, came, "w", CALENDAR, NOW, TODAY, anew=True).case
        assert anew.clock == Clock(came, application.clock.limit)
        assert anew.due_on == date(2012, 3, 15)
        hotline = timing.pause(a_case(), NEXT_DAY, "补正", "w", CALENDAR, NOW).case
        refused(
            "clock.not_anew",
            lambda: timing.resume(hotline, came, "w", CALENDAR, NOW, TODAY, anew=True),
        )

    def test_an_extension_that_was_asked_for_is_approved_by_another(self) -> None:
        asked = timing.ask_extension(a_case(), 3, "勘察", "wang", CALENDAR, NOW, TODAY).case
        assert asked.asked_extension == Extension(3, TODAY, "勘察", "")
        assert asked.due_on == date(2012, 3, 12)
        extended = timing.extend(asked, 0, "", "boss", CALENDAR, NOW, TODAY).case
        assert extended.clock.extension == Extension(3, TODAY, "勘察", "boss")
        assert (extended.due_on, extended.asked_extension) == (date(2012, 3, 15), None)

    def test_after_expiry_nothing_is_extended(self) -> None:
        late = date(2012, 3, 13)
        for act in (
            lambda: timing.ask_extension(a_case(), 3, "勘察", "w", CALENDAR, NOW, late),
            lambda: timing.extend(a_case(), 3, "勘察", "boss", CALENDAR, NOW, late),
        ):
            refused("clock.expired", act)

    def test_a_provisional_date_is_settled_by_the_notice_and_both_are_kept(self) -> None:
        clock = Clock(date(2026, 12, 10), Limit(20, "wd", "r"))
        case = a_case(clock=clock, due_on=date(2027, 1, 5), due_provisional=True)
        change = timing.redate(case, "service", CALENDAR, NOW, date(2026, 12, 11))
        assert change is not None
        assert change.events[0].detail["from"] == "2027-01-05"
        assert change.events[0].detail["due"] == str(change.case.due_on) == "2027-01-08"
        again = timing.redate(change.case, "service", CALENDAR, NOW, date(2026, 12, 11))
        assert again is None


def test_clock_of_the_fixture_ends_where_the_case_says() -> None:
    assert timing.dates(CLOCK, CALENDAR, TODAY).due.day == a_case().due_on
