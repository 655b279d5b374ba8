"""A citizen asks: answer from what is published, record, and only then let the reply go out."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from time import perf_counter_ns

from cases.number import number_and_code, without_code
from handlers.desk import Desk
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Button, Notice, Value
from handlers.status import status_notice
from handlers.verdicts import verdict_buttons
from knowledge.entry import Answer, Quote, Source, Standing, State, Status
from knowledge.finding import Finder
from knowledge.following import Before, answer_after, may_follow, names_no_matter
from knowledge.question import language_of
from knowledge.validity import name_of
from reports.period import office_day

_LANGUAGES = frozenset(("zh", "en", "ru"))
_IDLE = (Status.SMALLTALK, Status.REFUSED)
REMEMBERED = timedelta(minutes=10)
"""A follow-up goes on with what was asked within this time."""
LATEST_LOOKED_AT = 10
"""Inquiries of a conversation."""


async def receive(desk: Desk, inquiry: Inquiry) -> Recorded:
    """The recorded answer, committed; a repeated origin finds the first one. Raises LedgerUnavailable."""
    if first := await desk.ledger.inquiry(inquiry.origin):
        return first
    asked = number_and_code(inquiry.text)
    inquiry = replace(inquiry, text=storable(inquiry.text))
    if asked:
        return await desk.ledger.record(await _case_status(desk, inquiry, *asked))
    said = await said_before(desk, inquiry, inquiry.text)
    return await desk.ledger.record(answer(desk, inquiry, said))


async def said_before(desk: Desk, inquiry: Inquiry, *questions: str) -> Sequence[Recorded]:
    """What these questions may go on with, oldest first."""
    if not any(map(may_follow, questions)):
        return ()
    return await desk.ledger.conversation(
        inquiry.origin.channel, inquiry.conversation, LATEST_LOOKED_AT
    )


async def _case_status(desk: Desk, inquiry: Inquiry, number: str, code: str) -> Recorded:
    """Somebody wrote the number and the query code of a case: how it stands."""
    started = perf_counter_ns()
    id = secrets.token_hex(8)
    notice = await status_notice(desk, number, code)
    known = notice.key.startswith("case.status.")
    return Recorded(
        id=id,
        inquiry=inquiry,
        language=answer_language(inquiry),
        status=Status.ANSWERED if known else Status.NOT_KNOWN,
        notice=replace(notice, buttons=(Button("person", id, "button.person"),)),
        score=1.0 if known else 0.0,
        latency_us=(perf_counter_ns() - started) // 1000,
    )


def storable(text: str) -> str:
    """As it was said, but for what no database takes (lone surrogates, NUL) and a query code after a case number."""
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return without_code(text)


def answer(desk: Desk, inquiry: Inquiry, said: Sequence[Recorded]) -> Recorded:
    """Not recorded yet. `said` is what the question may go on with, oldest first."""
    started = perf_counter_ns()
    today = office_day(desk.now())
    found, understood_as = _found(desk, inquiry, said, today)
    latency_us = (perf_counter_ns() - started) // 1000
    id = secrets.token_hex(8)
    quote = found.quotes[0] if found.quotes else None
    return Recorded(
        id=id,
        inquiry=inquiry,
        language=answer_language(inquiry),
        status=found.status,
        notice=notice_of(found, id),
        score=found.score,
        latency_us=latency_us,
        entry_id=quote.entry_id if quote else "",
        entry_version=quote.entry_version if quote else "",
        understood_as=understood_as,
    )


def _found(
    desk: Desk, inquiry: Inquiry, said: Sequence[Recorded], today: date
) -> tuple[Answer, str]:
    finder = desk.shelf.finder
    before = _before(finder, said, inquiry.received_at)
    followed = answer_after(before, inquiry.text, finder, today) if before else None
    return followed or (finder.answer(inquiry.text, today, desk.longest_question), "")


def _before(finder: Finder, said: Sequence[Recorded], now: datetime) -> Before | None:
    """The last question, when it was answered from an entry. Past smalltalk and follow-ups that found nothing, for
    they leave the matter as it was; a question about something else that found nothing changes it."""
    for earlier in reversed(said):
        asked = earlier.inquiry
        if now - asked.received_at > REMEMBERED:
            return None
        if earlier.entry_id:
            entry = finder.entry(earlier.entry_id)
            return Before(earlier.understood_as or asked.text, entry) if entry else None
        follows = earlier.understood_as or names_no_matter(asked.text)
        if earlier.status not in _IDLE and not follows:
            return None
    return None


def answer_language(inquiry: Inquiry) -> str:
    """That of the question; where the text shows none, the one the channel knows."""
    known = inquiry.language if inquiry.language in _LANGUAGES else "zh"
    return language_of(inquiry.text, known)


def notice_of(answer: Answer, inquiry_id: str) -> Notice:
    """What the citizen is told; the last button always reaches a person."""
    person = Button("person", inquiry_id, "button.person")
    match answer.status:
        case Status.ANSWERED | Status.OUT_OF_FORCE:
            quote = answer.quotes[0]
            values = _quote_values(quote) | {"before": _flag(answer.reason, quote.standing)}
            asked = verdict_buttons(inquiry_id) if answer.status is Status.ANSWERED else ()
            return Notice("answer.answered", values, (*asked, person))
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


def _quote_values(quote: Quote) -> dict[str, Value]:
    source = quote.source
    parts = (source.title, source.issuer, source.number, _day(source.published))
    return {
        "text": f"{quote.heading}\n{quote.quote}" if quote.heading else quote.quote,
        "quote": quote.quote,
        "title": source.title,
        "issuer": source.issuer,
        "number": source.number,
        "date": _day(source.published),
        "cite": " · ".join(part for part in parts if part),
        "url": source.url,
        "anchor": quote.anchor,
        "entry": quote.entry_id,
        **_standing_values(quote.standing),
    }


def _standing_values(standing: Standing) -> dict[str, Value]:
    """`chain` names all that replaced the text in turn, the `successor_…` the last of them; `also` is the key of a
    sentence that `bot.messages.render` puts behind the answer."""
    last = standing.successors[-1] if standing.successors else None
    chain = " → ".join(map(name_of, standing.successors)) or standing.successor_name
    return {
        "in_force": f"in_force.{standing.state}" if standing.state else "",
        "since": _day(standing.since),
        "ended": _day(standing.until),
        "chain": chain,
        "successor_title": last.title if last else "",
        "successor_number": last.number if last else "",
        "successor_from": _day(last.in_force_from or last.published) if last else "",
        "also": _also(last, chain),
    }


def _flag(reason: str, standing: Standing) -> str:
    """Key of the sentence that says why the text is not the one in force."""
    if reason == State.ENDED and not standing.until:
        return "in_force.flag.repealed"
    if reason == "then" and standing.state is State.NOT_YET:
        return "in_force.flag.not_yet"
    return f"in_force.flag.{reason}" if reason else ""


def _also(last: Source | None, chain: str) -> str:
    if last and (last.in_force_from or last.published):
        return "in_force.successor"
    if last:
        return "in_force.successor_undated"
    return "in_force.successor_named" if chain else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
