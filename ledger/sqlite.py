"""The ledger on SQLite: every method hands one unit to the writer or one query to a reader."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from cases.case import Case, Change, Event, Origin
from cases.chain import Verified
from handlers.desk import FrozenParts, GuardedRead, Ledger, Update
from handlers.inquiry import Recorded
from handlers.notice import Outgoing
from handlers.staff import Session, Staff
from ledger import cases, facts, guarded, history, inbox, inquiries, outbox, registers, staff
from ledger.connection import PATIENCE_S, Connection
from ledger.freezing import freeze
from ledger.health import health
from ledger.migrate import prepare
from ledger.readers import Readers
from ledger.writer import Writer
from reports.counting import Tally
from reports.period import Period
from reports.registers import RegisterRow
from reports.report_words import SectionWords

T = TypeVar("T")


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_ledger(
    path: Path, now: Callable[[], datetime] = utc_now, patience_s: float = PATIENCE_S
) -> AsyncIterator[Ledger]:
    """Creates and migrates the file when needed. `now` stamps what carries no moment of its own;
    `patience_s` bounds the wait for another process that writes.

    Raises LedgerUnavailable.
    """
    await asyncio.to_thread(prepare, path, patience_s)
    ledger = SqliteLedger(path, Writer(path, patience_s), Readers(path), now)
    try:
        yield ledger
    finally:
        await ledger.close()


class SqliteLedger:
    """See handlers.desk.Ledger. Made by `open_ledger`."""

    def __init__(
        self, path: Path, writer: Writer, readers: Readers, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._writer = writer
        self._readers = readers
        self._now = now

    async def close(self) -> None:
        await self._writer.close()
        await self._readers.close()

    async def take_in(self, channel: str, updates: Sequence[tuple[str, str]], now: datetime) -> int:
        return await self._writer.write(lambda db: inbox.take_in(db, channel, updates, now))

    async def next_updates(self, channel: str, limit: int, after: int = 0) -> list[Update]:
        if not await self._readers.read(lambda db: inbox.any_waiting(db, channel, after)):
            return []
        return await self._writer.write(lambda db: inbox.hand_out(db, channel, limit, after))

    async def update_done(self, id: int, error: str = "") -> None:
        await self._writer.write(lambda db: inbox.done(db, id, error, self._now()))

    async def inquiry(self, origin: Origin) -> Recorded | None:
        return await self._readers.read(lambda db: inquiries.by_origin(db, origin))

    async def inquiry_by_id(self, id: str) -> Recorded | None:
        return await self._readers.read(lambda db: inquiries.by_id(db, id))

    async def record(self, recorded: Recorded) -> Recorded:
        return await self._writer.write(lambda db: inquiries.record(db, recorded))

    async def record_all(self, recorded: Sequence[Recorded]) -> None:
        await self._writer.write(lambda db: inquiries.record_all(db, recorded))

    async def conversation(self, channel: str, conversation: str, limit: int) -> list[Recorded]:
        return await self._readers.read(
            lambda db: inquiries.conversation(db, channel, conversation, limit)
        )

    async def judge(self, id: str, helpful: bool) -> None:
        await self._writer.write(lambda db: inquiries.judge(db, id, helpful))

    async def verdicts(self) -> list[tuple[str, str, bool]]:
        return await self._readers.read(inquiries.verdicts)

    async def verdict_counts(self, period: Period) -> list[tuple[date, bool, int]]:
        return await self._readers.read(lambda db: inquiries.verdict_counts(db, period))

    async def draft(self, channel: str, conversation: str) -> dict[str, str] | None:
        return await self._readers.read(lambda db: inquiries.draft(db, channel, conversation))

    async def save_draft(
        self, channel: str, conversation: str, draft: dict[str, str] | None, now: datetime
    ) -> None:
        await self._writer.write(
            lambda db: inquiries.save_draft(db, channel, conversation, draft, now)
        )

    async def take_number(self, year: int) -> int:
        return await self._writer.write(lambda db: cases.take_number(db, year))

    async def case(self, number: str) -> Case:
        return await self._readers.read(lambda db: cases.by_number(db, number))

    async def case_by_origin(self, origin: Origin) -> Case | None:
        return await self._readers.read(lambda db: cases.by_origin(db, origin))

    async def cases_of(self, channel: str, conversation: str) -> list[Case]:
        return await self._readers.read(lambda db: cases.of_conversation(db, channel, conversation))

    async def merged_into(self, number: str) -> list[Case]:
        return await self._readers.read(lambda db: cases.merged_into(db, number))

    async def parts(self, number: str) -> list[Case]:
        return await self._readers.read(lambda db: cases.parts(db, number))

    async def open_seal(self, number: str, reader: str, purpose: str, now: datetime) -> Case:
        return await self._writer.write(
            lambda db: guarded.open_seal(db, number, reader, purpose, now)
        )

    async def guarded_reads(self, number: str) -> list[GuardedRead]:
        return await self._readers.read(lambda db: guarded.reads(db, number))

    async def all_guarded_reads(self, before: int, most: int) -> list[GuardedRead]:
        return await self._readers.read(lambda db: guarded.all_reads(db, before, most))

    async def events(self, number: str, *, whole: bool = False) -> list[Event]:
        return await self._readers.read(lambda db: history.of_case(db, number, whole))

    async def sweep(
        self, today: date, rule: Callable[[Case], Change | None], most: int
    ) -> list[Change]:
        return await self._writer.write(lambda db: cases.sweep(db, today, rule, most))

    async def forget(
        self, before: datetime, kind: str, rule: Callable[[Case], Change], most: int
    ) -> list[Change]:
        return await self._writer.write(lambda db: cases.forget(db, before, kind, rule, most))

    async def provisional(self, after: str, most: int) -> list[Case]:
        return await self._readers.read(lambda db: cases.provisional(db, after, most))

    async def verify_history(self, progress: Callable[[int], None]) -> Verified:
        return await self._readers.read(lambda db: history.verified(db, progress))

    async def save(self, *changes: Change, outgoing: Sequence[Outgoing] = ()) -> None:
        def unit(db: Connection) -> None:
            cases.save(db, changes)
            outbox.put(db, outgoing, self._now())

        await self._writer.write(unit)

    async def import_cases(self, changes: Sequence[Change]) -> list[str]:
        return await self._writer.write(lambda db: cases.import_all(db, changes))

    async def queue(
        self,
        *,
        unit: str = "",
        open_only: bool = True,
        after: tuple[date, str] | None = None,
        limit: int = 50,
    ) -> list[Case]:
        return await self._readers.read(lambda db: cases.queue(db, unit, open_only, after, limit))

    async def units(self) -> list[str]:
        return await self._readers.read(cases.units)

    async def claim(
        self, channels: Sequence[str], now: datetime, lease_s: float
    ) -> Outgoing | None:
        if not await self._readers.read(lambda db: outbox.any_due(db, channels, now)):
            return None
        return await self._writer.write(lambda db: outbox.claim(db, channels, now, lease_s))

    async def delivered(self, id: int, now: datetime) -> None:
        await self._writer.write(lambda db: outbox.delivered(db, id, now))

    async def not_delivered(self, id: int, reason: str, next_at: datetime | None) -> None:
        await self._writer.write(lambda db: outbox.not_delivered(db, id, reason, next_at))

    async def outgoing(
        self, channel: str, address: str, after: int = 0
    ) -> list[tuple[datetime, Outgoing]]:
        return await self._readers.read(lambda db: outbox.of_address(db, channel, address, after))

    async def consult(self, ask: Callable[[Tally], T]) -> T:
        return await self._readers.read(lambda db: ask(facts.tally_of(db)))

    async def freeze(
        self,
        path: Path,
        period: Period,
        make: Callable[[Tally], FrozenParts],
        progress: Callable[[str, int], None],
    ) -> str:
        return await asyncio.to_thread(freeze, path, self._path, period, make, progress)

    async def register_rows(self, register: str = "") -> list[RegisterRow]:
        return await self._readers.read(lambda db: registers.rows(db, register))

    async def add_register_rows(self, rows: Sequence[RegisterRow], by: str, now: datetime) -> int:
        return await self._writer.write(lambda db: registers.add(db, rows, by, now))

    async def set_sample_rows(self, rows: Sequence[RegisterRow], now: datetime) -> None:
        if await self._readers.read(lambda db: registers.sample_is_set(db, rows)):
            return
        await self._writer.write(lambda db: registers.set_sample(db, rows, now))

    async def strike_register_row(self, id: str, by: str, now: datetime) -> bool:
        return await self._writer.write(lambda db: registers.strike(db, id, by, now))

    async def report_words(self, year: int, format: str) -> list[SectionWords]:
        return await self._readers.read(lambda db: registers.words(db, year, format))

    async def write_report_words(
        self, year: int, format: str, section: str, words: str, by: str, now: datetime
    ) -> None:
        await self._writer.write(
            lambda db: registers.write(db, year, format, section, words, by, now)
        )

    async def confirm_report_words(
        self, act: str, year: int, format: str, text: SectionWords, by: str, now: datetime
    ) -> bool:
        return await self._writer.write(
            lambda db: registers.confirm(db, act, year, format, text, by, now)
        )

    async def cases_in(self, period: Period) -> list[Case]:
        return await self._readers.read(lambda db: cases.received(db, period))

    async def inquiry_counts(self, period: Period) -> list[tuple[str, str, str, int]]:
        return await self._readers.read(lambda db: inquiries.counts(db, period))

    async def staff(self, login: str) -> Staff | None:
        return await self._readers.read(lambda db: staff.by_login(db, login))

    async def staff_count(self) -> int:
        return await self._readers.read(staff.count)

    async def save_staff(self, person: Staff) -> None:
        await self._writer.write(lambda db: staff.save(db, person))

    async def open_session(self, session: Session) -> None:
        await self._writer.write(lambda db: staff.open_session(db, session))

    async def session(self, token_digest: str) -> Session | None:
        return await self._readers.read(lambda db: staff.session(db, token_digest))

    async def touch_session(self, token_digest: str, now: datetime) -> None:
        await self._writer.write(lambda db: staff.touch_session(db, token_digest, now))

    async def close_session(self, token_digest: str) -> None:
        await self._writer.write(lambda db: staff.close_session(db, token_digest))

    async def health(self) -> dict[str, float | int]:
        figures = await self._readers.read(lambda db: health(db, self._now()))
        return {
            **figures,
            "writer_waiting": self._writer.waiting,
            "writer_failing": int(self._writer.failing),
        }
