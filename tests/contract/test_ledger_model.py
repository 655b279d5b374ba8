"""Whatever is done in whatever order, the ledger equals a plain model of it."""

import asyncio
import tempfile
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cases.case import Case, Change, Event, Move, Origin, State
from handlers.desk import OriginTaken, StaleCase
from handlers.inquiry import Recorded
from handlers.notice import Outgoing
from ledger.sqlite import open_ledger
from tests.support.records import NOW, a_case, a_recorded, an_outgoing, opened

T = TypeVar("T")
LEASE = timedelta(seconds=60)
FEW = st.integers(0, 4).map(str)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DAYS = st.dates(date(2012, 3, 1), date(2012, 3, 9))


class Model(RuleBasedStateMachine):
    """`due` holds, for what waits in the outbox, the moment from which it may leave."""

    def __init__(self) -> None:
        super().__init__()
        self.cases: dict[str, Case] = {}
        self.history: dict[str, list[Event]] = {}
        self.inquiries: dict[Origin, Recorded] = {}
        self.outbox: dict[str, Outgoing] = {}
        self.due: dict[str, datetime] = {}
        self.now = NOW
        self.runner = asyncio.Runner()
        self.exits = AsyncExitStack()

    @initialize()
    def open(self) -> None:
        folder = self.exits.enter_context(tempfile.TemporaryDirectory())
        path = Path(folder) / "ledger.db"
        self.ledger = self.run(self.exits.enter_async_context(open_ledger(path)))

    def run(self, act: Awaitable[T]) -> T:
        async def wait() -> T:
            return await act

        return self.runner.run(wait())

    def teardown(self) -> None:
        self.run(self.exits.aclose())
        self.runner.close()

    @rule(number=FEW, outside_id=FEW, content=TEXT, due_on=DAYS, unit=FEW)
    def opens(self, number: str, outside_id: str, content: str, due_on: date, unit: str) -> None:
        origin = Origin("webchat", outside_id)
        case = a_case(number, origin=origin, content=content, due_on=due_on, unit=unit)
        if number in self.cases or any(c.origin == origin for c in self.cases.values()):
            with pytest.raises(OriginTaken):
                self.run(self.ledger.save(opened(case)))
            return
        self.run(self.ledger.save(opened(case)))
        self.cases[number] = replace(case, version=1)
        self.history[number] = list(opened(case).events)

    @precondition(lambda self: self.cases)
    @rule(data=st.data(), reply=TEXT, state=st.sampled_from(State), behind=st.integers(0, 1))
    def changes(self, data: st.DataObject, reply: str, state: State, behind: int) -> None:
        stored = data.draw(st.sampled_from(sorted(self.cases.values(), key=lambda c: c.number)))
        event = Event(stored.number, self.now, "wang", Move.REPLY, {"reply": reply})
        changed = replace(stored, reply=reply, state=state)
        if behind and stored.version > 1:
            stale = replace(changed, version=stored.version - behind)
            with pytest.raises(StaleCase):
                self.run(self.ledger.save(Change(stale, [event])))
            return
        self.run(self.ledger.save(Change(changed, [event])))
        self.cases[stored.number] = replace(changed, version=stored.version + 1)
        self.history[stored.number].append(event)

    @rule(id=FEW, outside_id=FEW)
    def records(self, id: str, outside_id: str) -> None:
        recorded = a_recorded(f"{id}-{len(self.inquiries)}", outside_id)
        first = self.inquiries.setdefault(recorded.inquiry.origin, recorded)
        assert self.run(self.ledger.record(recorded)) == first

    @rule(dedupe=st.integers(0, 20).map(str), address=FEW)
    def puts(self, dedupe: str, address: str) -> None:
        outgoing = an_outgoing(dedupe, address=address)
        self.run(self.ledger.save(outgoing=[outgoing]))
        if self.outbox.setdefault(dedupe, outgoing) is outgoing:
            self.due[dedupe] = NOW

    @rule(seconds=st.integers(1, 100))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(outcome=st.sampled_from(["delivered", "again", "given up", "crashed"]))
    def sends(self, outcome: str) -> None:
        heads: dict[str, str] = {}
        for dedupe in self.outbox:
            if dedupe in self.due:
                heads.setdefault(self.outbox[dedupe].address, dedupe)
        free = {dedupe for dedupe in heads.values() if self.due[dedupe] <= self.now}
        claimed = self.run(self.ledger.claim(["webchat"], self.now, LEASE.total_seconds()))
        if claimed is None:
            assert not free
            return
        assert claimed.dedupe in free
        self.due[claimed.dedupe] = self.now + LEASE
        if outcome == "delivered":
            self.run(self.ledger.delivered(claimed.id, self.now))
            del self.due[claimed.dedupe]
        elif outcome == "again":
            self.due[claimed.dedupe] = self.now + timedelta(seconds=5)
            self.run(self.ledger.not_delivered(claimed.id, "busy", self.due[claimed.dedupe]))
        elif outcome == "given up":
            self.run(self.ledger.not_delivered(claimed.id, "blocked", None))
            del self.due[claimed.dedupe]

    @invariant()
    def the_queue_is_the_open_cases_by_due_day(self) -> None:
        open_cases = [case for case in self.cases.values() if case.is_open]
        expected = sorted(open_cases, key=lambda case: (case.due_on, case.number))
        assert self.run(self.ledger.queue()) == expected

    @invariant()
    def history_is_complete(self) -> None:
        for number, events in self.history.items():
            assert self.run(self.ledger.events(number)) == events


TestLedgerEqualsItsModel = Model.TestCase
TestLedgerEqualsItsModel.settings = settings(
    max_examples=30,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
