"""A published entry, its source, and the answer found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class EntryKind(StrEnum):
    """What kind of published information an entry is."""

    DOCUMENT = "document"
    FAQ = "faq"
    GUIDE = "guide"
    DIRECTORY = "directory"


class State(StrEnum):
    """Of a published text on a day; UNSTATED where neither it nor another text says."""

    UNSTATED = ""
    NOW = "now"
    NOT_YET = "not_yet"
    ENDED = "ended"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Source:
    """Where published text comes from; empty means the publication does not say.

    `state` is DRAFT (征求意见稿) or ENDED (废止) where the publication says so of itself. `successor` names what
    replaces it, `replaces` what it repeals: by number (文号), title or entry id.
    """

    title: str
    issuer: str = ""
    number: str = ""
    published: date | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    url: str = ""
    state: State = State.UNSTATED
    successor: str = ""
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands on a day: in force from `since` to `until`, both included. `successors`: what replaced it,
    what replaced that, and so on; `successor_name` where that is known by name only."""

    state: State = State.UNSTATED
    since: date | None = None
    until: date | None = None
    successors: tuple[Source, ...] = ()
    successor_name: str = ""

    def covers(self, first: date, last: date) -> bool:
        """Whether any day from `first` to `last` lies within `since` and `until`, open where they are not known."""
        return (self.since is None or self.since <= last) and (
            self.until is None or self.until >= first
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One paragraph, question, guide or directory row.

    `id` is stable over re-imports of the same publication; `version` is a digest of what the citizen may be shown.
    `headings` run from the outermost inwards; `anchor` names the paragraph inside the source (p12, q3, row 7).
    `title` is the question of a FAQ, the item of a guide, the unit of a directory row, the last heading of a document.
    `text` is the published wording, one paragraph or several lines (guides: one line for each slot, 'label:value').
    `slots` are the labelled fields of a guide or a directory row (label → value, labels as published).
    """

    id: str
    version: str
    kind: EntryKind
    title: str
    text: str
    source: Source
    anchor: str = ""
    headings: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    area: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    sample: bool = False


class Status(StrEnum):
    """How an inquiry was answered: a closed set."""

    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    NOT_KNOWN = "not_known"
    OUT_OF_FORCE = "out_of_force"
    SMALLTALK = "smalltalk"
    EMERGENCY = "emergency"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Quote:
    """One to three consecutive published sentences or slot lines, unchanged, and where they stand.

    `heading` names the guide or the directory row that the lines belong to; '' where sentences speak for themselves.
    """

    entry_id: str
    entry_version: str
    quote: str
    anchor: str
    source: Source
    heading: str = ""
    standing: Standing = Standing()


@dataclass(frozen=True, slots=True)
class Near:
    """A published question or heading close to what was asked; `score` in [0, 1]."""

    title: str
    score: float
    entry_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `score` in [0, 1]; `reason` refines the status (emergency: the number to call;
    smalltalk: greeting, thanks, …; refused: empty, symbols, too_long; out_of_force: ended, draft, not_yet; answered:
    then, from a text of the time asked about)."""

    status: Status
    score: float = 0.0
    quotes: tuple[Quote, ...] = ()
    near: tuple[Near, ...] = ()
    reason: str = ""


WRONG_ANSWERS = 0.02
"""Share of the answers given that may be wrong, unless an office sets another."""
