"""Whatever is done in whatever order: legal states, a history that folds into the case, counts that add up."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from cases import feedback, lifecycle, merging, publishing, timing
from cases.calendar import WorkingCalendar
from cases.case import AWAITING, CallBack, Case, Change, Event, Origin, PublicText, State
from cases.clock import due
from cases.errors import IllegalMove
from cases.feedback import GRADES
from cases.folding import fold
from cases.form import CaseForm
from cases.kinds import load_kinds
from cases.sweeping import swept
from tests.support.records import NOW

CALENDAR = WorkingCalendar()
KINDS = load_kinds()
UNITS = st.sampled_from(["住建局", "水务局", "公安局", "纪委"])
WORDS = st.sampled_from(["暖气不热", " ", "已修复。"])
DAYS = st.integers(-1, 12)
YES = st.booleans()


class Office(RuleBasedStateMachine):
    """Cases, each with its case as opened and what happened to it since."""

    def __init__(self) -> None:
        super().__init__()
        self.now: datetime = NOW
        self.cases: dict[str, Case] = {}
        self.opened: dict[str, Case] = {}
        self.events: dict[str, list[Event]] = {}

    @property
    def today(self) -> date:
        return self.now.date()

    def happens(self, act: Callable[[], Change | Sequence[Change] | None]) -> None:
        """All changes or none."""
        try:
            done = act()
        except IllegalMove:
            return
        changes = [done] if isinstance(done, Change) else list(done or ())
        for change in changes:
            number = change.case.number
            if number not in self.cases:
                self.opened[number] = change.case
                self.events[number] = []
            self.cases[number] = change.case
            self.events[number] += change.events

    @rule(
        kind=st.sampled_from([*KINDS.names(NOW.date()), "依申请公开", "补办件", "信访"]),
        public=YES,
        confidential=YES,
    )
    def opens(self, kind: str, public: bool, confidential: bool) -> None:
        number = f"2012-{len(self.cases):05}"
        form = CaseForm(kind, "内容", "标题", may_publish=public, confidential=confidential)
        limit = KINDS.limit(kind, self.today)
        origin = Origin("cli", number)
        self.happens(
            lambda: lifecycle.open_case(number, origin, form, limit, CALENDAR, self.now, self.today)
        )

    def any_case(self, data: st.DataObject) -> Case:
        return self.cases[data.draw(st.sampled_from(sorted(self.cases)))]

    @rule(days=st.integers(0, 6))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days, minutes=1)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), unit=UNITS, words=WORDS, against=st.sampled_from(["", "公安局"]))
    def the_desk_works(self, data: st.DataObject, unit: str, words: str, against: str) -> None:
        case, now = self.any_case(data), self.now
        acts: list[Callable[[], Change]] = [
            lambda: lifecycle.accept(
                case,
                "op",
                now,
                urgent=KINDS.limit("投诉", self.today, urgent=True),
                calendar=CALENDAR,
                today=self.today,
            ),
            lambda: lifecycle.refuse(case, words, "法院", "op", now),
            lambda: lifecycle.transfer(case, unit, "op", now, against=against),
            lambda: lifecycle.escalate(case, "", words, "boss", now),
            lambda: lifecycle.remind(case, words, "op", now),
            lambda: lifecycle.withdraw(case, words, "citizen", now),
            lambda: lifecycle.recuse(case, "li", "li", now),
            lambda: lifecycle.archive(case, "op", now),
            lambda: lifecycle.forget(case, "a rule", "service", now),
            lambda: publishing.publish(case, PublicText("题", "文", words), "boss", now),
        ]
        self.happens(data.draw(st.sampled_from(acts)))

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), unit=UNITS, words=WORDS, days=DAYS)
    def a_unit_works(self, data: st.DataObject, unit: str, words: str, days: int) -> None:
        case, now = self.any_case(data), self.now
        parts = [self.cases[number] for number in case.parts]

        def joins() -> Sequence[Change]:
            part = lifecycle.part_for(case, unit, days, parts, CALENDAR, now, self.today)
            return lifecycle.join(case, part, "wang", now)

        acts: list[Callable[[], Change | Sequence[Change]]] = [
            lambda: lifecycle.acknowledge(case, "wang", now),
            lambda: lifecycle.send_back(case, words, "wang", now),
            joins,
            lambda: lifecycle.reply(case, words, "wang", now, parts),
            lambda: lifecycle.close(case, "wang", now),
        ]
        self.happens(data.draw(st.sampled_from(acts)))

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), words=WORDS, days=DAYS)
    def the_clock_is_changed(self, data: st.DataObject, words: str, days: int) -> None:
        case, now, today = self.any_case(data), self.now, self.today
        day = today + timedelta(days=days)
        acts: list[Callable[[], Change | None]] = [
            lambda: timing.pause(case, day, words, "wang", CALENDAR, now),
            lambda: timing.resume(case, day, "wang", CALENDAR, now, today),
            lambda: timing.resume(case, day, "wang", CALENDAR, now, today, anew=True),
            lambda: timing.ask_extension(case, days, words, "wang", CALENDAR, now, today),
            lambda: timing.extend(case, days, words, "boss", CALENDAR, now, today),
            lambda: timing.redate(case, "service", CALENDAR, now, today),
        ]
        self.happens(data.draw(st.sampled_from(acts)))

    @precondition(lambda self: self.cases)
    @rule(
        data=st.data(), words=WORDS, grade=st.sampled_from(["", *GRADES]), reached=YES, solved=YES
    )
    def the_citizen_is_heard(
        self, data: st.DataObject, words: str, grade: str, reached: bool, solved: bool
    ) -> None:
        case, now = self.any_case(data), self.now
        said = CallBack(now, "op", reached, True, solved, grade, words)
        acts: list[Callable[[], Change]] = [
            lambda: feedback.call_back(case, said),
            lambda: feedback.rate(case, grade, solved, words, now),
            lambda: feedback.rework(case, words, "op", CALENDAR, now, self.today),
        ]
        self.happens(data.draw(st.sampled_from(acts)))

    @precondition(lambda self: len(self.cases) > 1)
    @rule(data=st.data())
    def two_are_merged(self, data: st.DataObject) -> None:
        duplicate, main = self.any_case(data), self.any_case(data)
        others = [c.number for c in self.cases.values() if c.merged_into == duplicate.number]
        self.happens(lambda: merging.merge(duplicate, main, others, "op", self.now))

    @rule()
    def the_sweep_runs(self) -> None:
        """Twice a day, as two workers would; the second finds nothing."""
        for found in (True, False):
            due_cases = [
                case
                for case in self.cases.values()
                if case.watch_on is not None and case.watch_on <= self.today
            ]
            assert found or not due_cases
            for case in due_cases:
                change = swept(case, CALENDAR, self.now, self.today, lambda unit: "")
                assert change is not None
                self.happens(lambda change=change: change)

    @invariant()
    def the_history_folded_is_the_case(self) -> None:
        for number, case in self.cases.items():
            assert fold(self.opened[number], self.events[number]) == case

    @invariant()
    def states_and_moments_agree(self) -> None:
        for case in self.cases.values():
            answered = case.state in (State.REPLIED, State.REWORK, State.CLOSED, State.ARCHIVED)
            replied = case.replied_at is not None
            # handled again, it may be passed on, merged or withdrawn
            assert answered <= replied <= (answered or case.reworks > 0)
            assert bool(case.reply) == (replied and case.forgotten_at is None)
            assert (case.state in (State.CLOSED, State.ARCHIVED)) == (case.closed_at is not None)
            ended = case.state in (State.REFUSED, State.MERGED, State.WITHDRAWN)
            assert ended == (case.ended_at is not None)
            assert (case.state is State.MERGED) == bool(case.merged_into)
            assert case.published_at is None or (case.may_publish and case.public is not None)
            assert case.accepted_at is not None or case.state in (
                *(State.RECEIVED, State.REFUSED),
                *(State.MERGED, State.WITHDRAWN),
            )

    @invariant()
    def whoever_is_complained_of_has_nothing_in_hand(self) -> None:
        assert not [
            case for case in self.cases.values() if case.against and case.unit == case.against
        ]

    @invariant()
    def what_waits_is_watched_or_stands(self) -> None:
        """Nothing that a citizen waits for falls out of sight, and nothing else is watched."""
        for case in self.cases.values():
            if case.watch_on is not None:
                assert case.state in AWAITING
                assert not case.clock.stands
            elif case.state in AWAITING and not case.clock.stands:
                assert case.escalations > 0
            if not case.clock.stands and not case.urgent:
                found = due(case.clock, CALENDAR)
                assert found is not None
                assert case.due_on == found.day

    @invariant()
    def merged_cases_count_once(self) -> None:
        counted = [c for c in self.cases.values() if not c.merged_into and not c.part_of]
        into = Counter(c.merged_into for c in self.cases.values() if c.merged_into)
        assert set(into) <= {case.number for case in counted}
        whole = [c for c in self.cases.values() if not c.part_of]
        assert len(counted) + into.total() == len(whole)

    @invariant()
    def a_lead_answers_after_its_co_handlers(self) -> None:
        for case in self.cases.values():
            if case.state in (State.REPLIED, State.CLOSED):
                assert not [n for n in case.parts if self.cases[n].awaits_reply]


TestAnyMoves = Office.TestCase
TestAnyMoves.settings = settings(max_examples=200, stateful_step_count=50, deadline=None)
