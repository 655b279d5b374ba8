"""The desk: the collaborators of every handler, and the two seams (Ledger, Channel)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from cases.calendar import WorkingCalendar
from cases.case import Case, Change, Event, Origin
from cases.chain import Verified
from cases.kinds import Kinds
from handlers.inquiry import Recorded
from handlers.notice import Outgoing
from handlers.routing_files import RoutingFiles
from handlers.staff import Session, Staff
from knowledge.shelf import Shelf
from reports.counting import Tally
from reports.period import Period
from reports.registers import RegisterRow
from reports.report_words import SectionWords
from reports.rules import ReportRules

T = TypeVar("T")


class CaseUnknown(Exception):
    """No case has this number."""


class StaleCase(Exception):
    """Somebody saved this case since it was loaded: load again and decide again."""


class OriginTaken(Exception):
    """A case with this origin exists; `number` is its number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class LedgerUnavailable(Exception):
    """Nothing was recorded: the database is full, read-only or locked for too long. `reason` is for the log."""


class SendFailed(Exception):
    """A channel could not deliver. `permanent`: trying again is useless; `retry_after_s`: not before."""

    def __init__(self, reason: str, *, permanent: bool, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after_s = retry_after_s


@dataclass(frozen=True, slots=True)
class Update:
    """A raw update in the durable inbox: `raw` is the JSON text as it came."""

    id: int
    channel: str
    outside_id: str
    raw: str
    attempts: int


@dataclass(frozen=True, slots=True)
class GuardedRead:
    """Somebody read a guarded case. `purpose` is the act for which it was read, `reader` a login or 'citizen'."""

    seq: int
    number: str
    at: datetime
    reader: str
    purpose: str


class Channel(Protocol):
    """A way out. `kind` is an open string."""

    kind: str

    async def send(self, message: Outgoing) -> None:
        """Deliver, or raise SendFailed."""


@dataclass(frozen=True, slots=True)
class FrozenParts:
    """Rows of the tables figures, identities, texts and definitions of a frozen file, and what it says about itself."""

    figures: Sequence[Mapping[str, object]]
    identities: Sequence[Mapping[str, object]]
    texts: Sequence[Mapping[str, object]]
    definitions: Sequence[Mapping[str, object]]
    about: Mapping[str, str]


class Ledger(Protocol):
    """The record. Every write is committed when the call returns; a call that raises has written nothing."""

    # inbox: updates as they came, committed before the sender is told so
    async def take_in(self, channel: str, updates: Sequence[tuple[str, str]], now: datetime) -> int:
        """Store (outside id, raw JSON) pairs; repeated ones are ignored. Number of new rows."""

    async def next_updates(self, channel: str, limit: int, after: int = 0) -> list[Update]:
        """The oldest unhandled updates with id > after, in order of arrival. `attempts` counts how often each
        was handed out, this time included, so that an update that kills the process is seen as such."""

    async def update_done(self, id: int, error: str = "") -> None:
        """Handled; with `error` it is put in quarantine with its raw text kept."""

    # inquiries
    async def inquiry(self, origin: Origin) -> Recorded | None: ...
    async def inquiry_by_id(self, id: str) -> Recorded | None: ...
    async def record(self, recorded: Recorded) -> Recorded:
        """Store once per origin; a repeated origin returns what was stored first."""

    async def record_all(self, recorded: Sequence[Recorded]) -> None:
        """Many in one transaction (batch); repeated origins are left as they were."""

    async def conversation(self, channel: str, conversation: str, limit: int) -> list[Recorded]:
        """The latest inquiries of one conversation, oldest first."""

    async def judge(self, id: str, helpful: bool) -> None:
        """What a citizen made of an answer; the last word on an inquiry stands."""

    async def verdicts(self) -> list[tuple[str, str, bool]]:
        """(question, id of the entry that answered it, helpful) of every answer judged, in order of recording.
        The question is whole: of a follow-up, as it was understood."""

    # drafts of a case told step by step
    async def draft(self, channel: str, conversation: str) -> dict[str, str] | None: ...
    async def save_draft(
        self, channel: str, conversation: str, draft: dict[str, str] | None, now: datetime
    ) -> None:
        """None removes it."""

    # cases
    async def take_number(self, year: int) -> int:
        """The next case number of the year, from 1; gaps may occur, repeats never."""

    async def case(self, number: str) -> Case:
        """A guarded case comes sealed: without what it says. Raises CaseUnknown."""

    async def case_by_origin(self, origin: Origin) -> Case | None: ...
    async def cases_of(self, channel: str, conversation: str) -> list[Case]:
        """Without guarded ones: those are seen by query code alone."""

    async def merged_into(self, number: str) -> list[Case]:
        """The duplicates that were merged into this case, by number."""

    async def parts(self, number: str) -> list[Case]:
        """The co-handlers' parts of this case."""

    async def open_seal(self, number: str, reader: str, purpose: str, now: datetime) -> Case:
        """The whole of a guarded case; that `reader` read it, and what for, is written down. Raises CaseUnknown."""

    async def guarded_reads(self, number: str) -> list[GuardedRead]:
        """Who has read a guarded case, in order."""

    async def all_guarded_reads(self, before: int, most: int) -> list[GuardedRead]:
        """Of all guarded cases with seq < `before`, newest first."""

    async def events(self, number: str, *, whole: bool = False) -> list[Event]:
        """Without details for a guarded case, unless the `whole` is wanted: after `open_seal`."""

    async def sweep(
        self, today: date, rule: Callable[[Case], Change | None], most: int
    ) -> list[Change]:
        """What `rule` makes of at most so many cases whose day of watch has come, read and saved in one transaction:
        of several workers one does it."""

    async def forget(
        self, before: datetime, kind: str, rule: Callable[[Case], Change], most: int
    ) -> list[Change]:
        """At most so many cases that ended before that moment ('' is every kind) lose what they say; tombstones keep
        the chain, the figures stay. `rule` makes the event."""

    async def provisional(self, after: str, most: int) -> list[Case]:
        """Open cases with a provisional due date and number > `after`, by number."""

    async def verify_history(self, progress: Callable[[int], None]) -> Verified:
        """`progress` is told how many events were read, from another thread."""

    async def save(self, *changes: Change, outgoing: Sequence[Outgoing] = ()) -> None:
        """All in one transaction. Raises StaleCase, OriginTaken (a new case whose origin or number exists)."""

    async def import_cases(self, changes: Sequence[Change]) -> list[str]:
        """New cases of a register, all or none in one transaction. Numbers that were there unchanged and
        were left alone. Raises OriginTaken when a number or an origin is there with other content."""

    async def queue(
        self,
        *,
        unit: str = "",
        open_only: bool = True,
        after: tuple[date, str] | None = None,
        limit: int = 50,
    ) -> list[Case]:
        """Ordered by (due_on, number); `after` is the key of the last row seen. '' = every unit."""

    async def units(self) -> list[str]:
        """Names of units that hold or held a case, sorted."""

    # what leaves
    async def claim(
        self, channels: Sequence[str], now: datetime, lease_s: float
    ) -> Outgoing | None:
        """The next outgoing of these channels that is due, leased to the caller; a lapsed lease is free again.
        `attempts` counts this one. A later outgoing of an address waits until the earlier ones have ended."""

    async def delivered(self, id: int, now: datetime) -> None: ...
    async def not_delivered(self, id: int, reason: str, next_at: datetime | None) -> None:
        """`next_at` None gives up for good."""

    async def outgoing(
        self, channel: str, address: str, after: int = 0
    ) -> list[tuple[datetime, Outgoing]]:
        """What was put in the outbox for one address with id > after, by id."""

    # figures
    async def consult(self, ask: Callable[[Tally], T]) -> T:
        """What `ask` makes of the answers to its questions, all of one committed moment of the record."""

    async def freeze(
        self,
        path: Path,
        period: Period,
        make: Callable[[Tally], FrozenParts],
        progress: Callable[[str, int], None],
    ) -> str:
        """Writes a frozen copy of what figures of the period are counted from, with what `make` makes of that copy, and
        returns its digest. Raises OSError; then there is no file."""

    # registers and the words of reports
    async def register_rows(self, register: str = "") -> list[RegisterRow]:
        """Without struck ones; '' is every register."""

    async def add_register_rows(self, rows: Sequence[RegisterRow], by: str, now: datetime) -> int:
        """How many were not there."""

    async def set_sample_rows(self, rows: Sequence[RegisterRow], now: datetime) -> None:
        """Those of the sample town, except what was struck; none where it is not used."""

    async def strike_register_row(self, id: str, by: str, now: datetime) -> bool:
        """Whether it was there; it stays, struck out."""

    async def report_words(self, year: int, format: str) -> list[SectionWords]: ...
    async def write_report_words(
        self, year: int, format: str, section: str, words: str, by: str, now: datetime
    ) -> None:
        """New words have neither been reviewed nor signed."""

    async def confirm_report_words(
        self, act: str, year: int, format: str, text: SectionWords, by: str, now: datetime
    ) -> bool:
        """`act`: review or sign. False when the words are others by now, or it was done already."""

    async def cases_in(self, period: Period) -> list[Case]:
        """Cases received in the period (office days, both ends included), by number."""

    async def inquiry_counts(self, period: Period) -> list[tuple[str, str, str, int]]:
        """(channel, month 'YYYY-MM', status, count) of inquiries received in the period."""

    async def verdict_counts(self, period: Period) -> list[tuple[date, bool, int]]:
        """(day of receipt, helpful, count) of judged inquiries received in the period. Signals for whoever tends
        the published texts: most citizens press nothing, so this is no rate of satisfaction (满意率)."""

    # staff
    async def staff(self, login: str) -> Staff | None: ...
    async def staff_count(self) -> int: ...
    async def save_staff(self, staff: Staff) -> None: ...
    async def open_session(self, session: Session) -> None: ...
    async def session(self, token_digest: str) -> Session | None: ...
    async def touch_session(self, token_digest: str, now: datetime) -> None: ...
    async def close_session(self, token_digest: str) -> None: ...

    # for /healthz and /metrics
    async def health(self) -> dict[str, float | int]:
        """inbox_waiting, inbox_oldest_s, inbox_quarantined, outbox_waiting, outbox_oldest_s (ages in seconds,
        0.0 when nothing waits), writer_waiting, writer_failing (1 from a write that could not be recorded
        to the next that could), sqlite_version (3053004 is 3.53.4; only on SQLite)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a handler works with. `now` gives aware UTC; `secret` makes query codes (32 bytes)."""

    ledger: Ledger
    shelf: Shelf
    calendar: WorkingCalendar
    kinds: Kinds
    now: Callable[[], datetime]
    secret: bytes
    longest_question: int = 500
    wake: Callable[[], None] = lambda: None
    """Called after something was put in the outbox, so that delivery need not wait for its next round."""
    routing: RoutingFiles = field(default_factory=RoutingFiles)
    reporting: ReportRules = field(default_factory=ReportRules)
