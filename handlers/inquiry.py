"""One thing said by one citizen on one channel at one time (诉求), and the record kept of it."""

from dataclasses import dataclass
from datetime import datetime

from cases.case import Origin
from handlers.notice import Notice
from knowledge.entry import Status


@dataclass(frozen=True, slots=True)
class Inquiry:
    """`conversation` is where later replies go on that channel; `language` as the channel knows it ('' = from text)."""

    origin: Origin
    text: str
    received_at: datetime
    conversation: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An inquiry in the ledger, with what was answered: the first result, also for a repeated delivery.

    `notice` is what the citizen was shown; `latency_us` the time from question to answer, microseconds.
    `understood_as` is the whole question that a follow-up was answered as, '' where it was asked whole; `helpful`
    what the citizen made of the answer, None until told.
    """

    id: str
    inquiry: Inquiry
    language: str
    status: Status
    notice: Notice
    score: float
    latency_us: int
    entry_id: str = ""
    entry_version: str = ""
    understood_as: str = ""
    helpful: bool | None = None

    @property
    def in_full(self) -> str:
        """What was asked, for somebody who did not follow the conversation."""
        said = self.inquiry.text
        return f"{said}（{self.understood_as}）" if self.understood_as else said
