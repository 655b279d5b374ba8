"""A citizen asks: answer from what is published, record, and only then let the reply go out."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter_ns

from cases.number import number_and_code, without_code
from handlers.desk import Desk
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Button, Notice, Value
from handlers.status import status_notice
from knowledge.entry import Answer, Quote, Source, Status
from knowledge.question import language_of
from reports.period import office_day

_LANGUAGES = frozenset(("zh", "en", "ru"))


async def receive(desk: Desk, inquiry: Inquiry) -> Recorded:
    """The recorded answer, committed; a repeated origin finds the first one. Raises LedgerUnavailable."""
    if first := await desk.ledger.inquiry(inquiry.origin):
        return first
    asked = number_and_code(inquiry.text)
    inquiry = replace(inquiry, text=storable(inquiry.text))
    recorded = await _case_status(desk, inquiry, *asked) if asked else _answer(desk, inquiry)
    return await desk.ledger.record(recorded)


async def receive_all(desk: Desk, inquiries: Sequence[Inquiry]) -> list[Recorded]:
    """Many at once in one transaction, in order; their origins must be new."""
    recorded = [_answer(desk, replace(i, text=storable(i.text))) for i in inquiries]
    await desk.ledger.record_all(recorded)
    return recorded


async def _case_status(desk: Desk, inquiry: Inquiry, number: str, code: str) -> Recorded:
    """Somebody wrote the number and the query code of a case: how it stands."""
    started = perf_counter_ns()
    id = secrets.token_hex(8)
    notice = await status_notice(desk, number, code)
    known = notice.key.startswith("case.status.")
    return Recorded(
        id=id,
        inquiry=inquiry,
        language=_language(inquiry),
        status=Status.ANSWERED if known else Status.NOT_KNOWN,
        notice=replace(notice, buttons=(Button("person", id, "button.person"),)),
        score=1.0 if known else 0.0,
        latency_us=(perf_counter_ns() - started) // 1000,
    )


def storable(text: str) -> str:
    """As it was said, but for what no database takes (lone surrogates, NUL) and a query code after a case number."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return without_code(text)


def _answer(desk: Desk, inquiry: Inquiry) -> Recorded:
    started = perf_counter_ns()
    today = office_day(desk.now())
    answer = desk.shelf.finder.answer(inquiry.text, today, desk.longest_question)
    latency_us = (perf_counter_ns() - started) // 1000
    id = secrets.token_hex(8)
    quote = answer.quotes[0] if answer.quotes else None
    return Recorded(
        id=id,
        inquiry=inquiry,
        language=_language(inquiry),
        status=answer.status,
        notice=notice_of(answer, id, today),
        score=answer.score,
        latency_us=latency_us,
        entry_id=quote.entry_id if quote else "",
        entry_version=quote.entry_version if quote else "",
    )


def _language(inquiry: Inquiry) -> str:
    """That of the question; where the text shows none, the one the channel knows."""
    known = inquiry.language if inquiry.language in _LANGUAGES else "zh"
    return language_of(inquiry.text, known)


def notice_of(answer: Answer, inquiry_id: str, today: date) -> Notice:
    """What the citizen is told; the last button always reaches a person."""
    person = Button("person", inquiry_id, "button.person")
    match answer.status:
        case Status.ANSWERED | Status.OUT_OF_FORCE:
            values = _quote_values(answer.quotes[0], today)
            return Notice(f"answer.{answer.status}", values, (person,))
        case Status.CLARIFICATION:
            asks = tuple(
                Button(
                    "ask", near.title, "button.ask", {"title": near.title, "score": f"{near.score}"}
                )
                for near in answer.near
            )
            return Notice("answer.clarification", {}, (*asks, person))
        case Status.NOT_KNOWN:
            return Notice("answer.not_known", {}, (person,))
        case Status.SMALLTALK | Status.EMERGENCY | Status.REFUSED:
            return Notice(f"answer.{answer.status}.{answer.reason}", {}, (person,))


def _quote_values(quote: Quote, today: date) -> dict[str, Value]:
    source = quote.source
    published = source.published.isoformat() if source.published else ""
    parts = (source.title, source.issuer, source.number, published)
    return {
        "text": f"{quote.heading}\n{quote.quote}" if quote.heading else quote.quote,
        "quote": quote.quote,
        "title": source.title,
        "issuer": source.issuer,
        "number": source.number,
        "date": published,
        "cite": " · ".join(part for part in parts if part),
        "in_force": in_force(source, today),
        "ended": source.in_force_to.isoformat() if source.in_force_to else "",
        "url": source.url,
        "anchor": quote.anchor,
        "entry": quote.entry_id,
    }


def in_force(source: Source, today: date) -> str:
    """Key of the state on this day: 'in_force.now', 'in_force.not_yet', 'in_force.ended', or '' when not stated."""
    if source.in_force_to and source.in_force_to < today:
        return "in_force.ended"
    if source.in_force_from and source.in_force_from > today:
        return "in_force.not_yet"
    return "in_force.now" if source.in_force_from or source.in_force_to else ""
