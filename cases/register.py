"""An office's own register (台账) → cases with their history, and a finding for everything that is wrong in it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from cases.calendar import WorkingCalendar
from cases.case import AWAITING, Case, Change, Contact, Event, Move, Origin, State
from cases.clock import Clock
from cases.disclosure_tables import disclosure_tables
from cases.errors import UnknownKind
from cases.kinds import DISCLOSURE, OTHER, Kinds, Limit
from cases.moments import LOCAL, Moment, read_moment
from cases.register_head import columns, missing
from cases.text import clean
from cases.timing import dates

IMPORT = "import"
"""The actor of every imported event."""

PUBLIC: Mapping[str, bool] = {
    **dict.fromkeys(("是", "公开", "已公开", "y", "yes", "true", "1"), True),
    **dict.fromkeys(("", "否", "不公开", "未公开", "n", "no", "false", "0"), False),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a cell; `row` 0 is the whole file. `key` names the sentence."""

    row: int
    column: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What rows are read by. `now` is aware; nothing in a register happened after it."""

    kinds: Kinds
    calendar: WorkingCalendar
    now: datetime


def read_register(
    head: Sequence[str], rows: Iterable[tuple[int, Mapping[str, object]]], rules: Rules
) -> tuple[list[Change], list[Finding]]:
    """The sound rows as new cases, and what is wrong with the others: one wrong cell keeps its row out.

    `rows` are row numbers with the cells by column name.
    """
    names = columns(head)
    if absent := missing(names):
        return [], [Finding(0, name, "", "register.column_missing") for name in absent]
    changes: list[Change] = []
    findings: list[Finding] = []
    seen: set[str] = set()
    for row, cells in rows:
        reading = _Row(row, {field: cells[name] for field, name in names.items()}, names)
        case = reading.case(rules)
        if case.number in seen:
            reading.wrong("number", "register.number_twice")
        seen.add(case.number)
        findings += reading.findings
        if not reading.findings:
            changes.append(Change(case, tuple(history(case))))
    return changes, findings


def history(case: Case) -> Iterator[Event]:
    """What an imported case went through, in order of time."""
    moves: list[tuple[datetime | None, Move, dict[str, str]]] = [
        (case.received_at, Move.OPEN, {}),
        (case.accepted_at, Move.ACCEPT, {}),
        (case.transferred_at, Move.TRANSFER, {"from": "", "to": case.unit}),
        (case.replied_at, Move.REPLY, _replied(case)),
        (case.published_at, Move.PUBLISH, {}),
        (case.closed_at, Move.CLOSE, {}),
    ]
    happened = [(at, move, detail) for at, move, detail in moves if at]
    for at, move, detail in sorted(happened, key=lambda moved: moved[0]):
        yield Event(case.number, at, IMPORT, move, detail)


def _replied(case: Case) -> dict[str, str]:
    return {"text": case.reply, **({"result": case.result} if case.result else {})}


class _Row:
    """One row being read; `findings` grow on the way."""

    def __init__(self, row: int, cells: Mapping[str, object], names: Mapping[str, str]) -> None:
        self._row = row
        self._cells = cells
        self._names = names
        self.findings: list[Finding] = []

    def wrong(self, field: str, key: str) -> None:
        value = self._text(field)
        self.findings.append(Finding(self._row, self._names.get(field, ""), value, key))

    def case(self, rules: Rules) -> Case:
        """As far as the row can be read; it counts only when there are no findings. What stands in a register
        was registered, so it was accepted when it came in (受理登记)."""
        origin = Origin(self._needed("channel"), self._needed("number"))
        kind = self._kind(rules.kinds)
        times = self._times(rules.now)
        received, replied = times.get("received", rules.now), times.get("replied")
        today, clock = (
            rules.now.astimezone(LOCAL).date(),
            self._clock(origin, kind, received, rules),
        )
        found = dates(clock, rules.calendar, today)
        state = _state(times)
        public = self._public()
        return Case(
            number=origin.outside_id,
            origin=origin,
            kind=kind,
            title=self._text("title"),
            content=self._text("content"),
            received_at=received,
            due_on=found.due.day,
            clock=clock,
            due_provisional=found.due.provisional,
            # what was overdue when it came in is history: nobody is reminded of it
            watch_on=found.watch_on if state in AWAITING and found.due.day >= today else None,
            state=state,
            place=self._text("place"),
            contact=Contact(self._text("name"), self._text("reach")),
            may_publish=public,
            area=self._text("area"),
            unit=self._text("unit"),
            reply=self._text("reply") if replied else "",
            rating=self._text("rating"),
            applicant=self._named("applicant", disclosure_tables().applicant_named),
            result=self._named("result", disclosure_tables().result_named) if replied else "",
            accepted_at=received,
            transferred_at=times.get("transferred"),
            replied_at=replied,
            closed_at=times.get("closed"),
            published_at=(replied or received) if public else None,
        )

    def _text(self, field: str) -> str:
        cell = self._cells.get(field, "")
        whole = isinstance(cell, float) and cell.is_integer()
        return clean(f"{cell:.0f}" if whole else str(cell))

    def _needed(self, field: str) -> str:
        text = self._text(field)
        if not text:
            self.wrong(field, "register.empty")
        return text

    def _named(self, field: str, name: Callable[[str], str]) -> str:
        """'' where nothing is written."""
        written = self._text(field)
        try:
            return name(written) if written else ""
        except KeyError:
            self.wrong(field, f"register.{field}_unknown")
            return ""

    def _kind(self, kinds: Kinds) -> str:
        try:
            return kinds.name_of(self._text("kind") or OTHER)
        except UnknownKind:
            self.wrong("kind", "register.kind_unknown")
            return OTHER

    def _clock(self, origin: Origin, kind: str, received: datetime, rules: Rules) -> Clock:
        day = received.astimezone(LOCAL).date()
        kind = DISCLOSURE if origin.channel == DISCLOSURE else kind
        try:
            return Clock(day, rules.kinds.limit(kind, day))
        except UnknownKind:
            self.wrong("received", "register.no_limit")
            return Clock(day, Limit(0, "wd", ""))

    def _public(self) -> bool:
        written = self._text("public").lower()
        if written not in PUBLIC:
            self.wrong("public", "register.flag_unknown")
        return PUBLIC.get(written, False)

    def _times(self, now: datetime) -> dict[str, datetime]:
        """Moments by field; a finding for each that cannot be read, lies ahead or is out of order."""
        self._needed("received")
        received = self._moment("received", now)
        transferred = self._later("transferred", now, received, "register.before_receipt")
        replied = self._later("replied", now, received, "register.before_receipt")
        if replied:
            closed = self._later("closed", now, replied, "register.before_reply")
        else:
            closed = self._later("closed", now, received, "register.before_receipt")
        moments = zip(
            ("received", "transferred", "replied", "closed"),
            (received, transferred, replied, closed),
            strict=True,
        )
        return {field: moment.at for field, moment in moments if moment}

    def _later(self, field: str, now: datetime, earlier: Moment | None, key: str) -> Moment | None:
        moment = self._moment(field, now)
        if moment is None or earlier is None:
            return moment
        moment = moment.not_before(earlier)
        if moment.at < earlier.at:
            self.wrong(field, key)
        return moment

    def _moment(self, field: str, now: datetime) -> Moment | None:
        cell = self._cells.get(field, "")
        if cell == "":
            return None
        try:
            moment = read_moment(cell)
        except (ValueError, OverflowError):
            self.wrong(field, "register.date_unknown")
            return None
        if moment.at > now:
            self.wrong(field, "register.ahead")
            return None
        return moment


def _state(times: Mapping[str, datetime]) -> State:
    if "closed" in times:
        return State.CLOSED
    if "replied" in times:
        return State.REPLIED
    return State.TRANSFERRED if "transferred" in times else State.ACCEPTED
