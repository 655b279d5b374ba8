"""The way in: the chat page, questions and verdicts posted with or without script, replies pushed while the page is
open."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

from aiohttp import web

from bot.channels.webchat.history import Turn, history
from bot.channels.webchat.send import KIND
from bot.channels.webchat.visitor import Visitor, visitor_of
from bot.web.address import address_of
from bot.web.forms import read_form
from bot.web.keys import DESK, LATENCY, THROTTLES, WEBCHAT
from bot.web.language import language_of
from bot.web.page import fragment, new_form_id, page
from cases.case import Origin
from handlers.desk import LedgerUnavailable
from handlers.hearing import hear
from handlers.inquiry import Inquiry, Recorded
from handlers.knowledge import examples
from handlers.person import asks_for_person
from handlers.verdicts import VERDICTS, NotTheirs, judge
from reports.period import office_day

FORM_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
FRAGMENT = "X-Fragment"
"""The header by which our script asks for a piece of the page."""
HEARTBEAT_S = 20
"""A comment line goes out so often, so that proxies keep a silent stream and a lost reader is noticed."""


async def show_chat(request: web.Request) -> web.Response:
    visitor = visitor_of(request)
    return await chat_page(request, visitor)


async def ask(request: web.Request) -> web.Response:
    """Script gets the new turns as a fragment; a plain form is sent back to the page, which then shows them. Who asks
    for a person is sent to the form."""
    form = await read_form(request)
    visitor = visitor_of(request)
    desk = request.app[DESK]
    if not request.app[THROTTLES].asking.take(address_of(request), desk.now()):
        raise web.HTTPTooManyRequests
    answers = await hear(
        desk,
        Inquiry(
            origin=outside_origin(visitor, form),
            text=form.get("text", ""),
            received_at=desk.now(),
            conversation=visitor.conversation,
            language=language_of(request),
        ),
    )
    for recorded in answers:
        request.app[LATENCY].observe(recorded.latency_us / 1_000_000)
    if asks_for_person(desk, form.get("text", "")):
        to_form = web.HTTPSeeOther(f"/chat/case?inquiry={answers[0].id}")
        visitor.remember(request, to_form)
        raise to_form
    answer = await _shown(request, visitor, answers)
    visitor.remember(request, answer)
    return answer


async def _shown(
    request: web.Request, visitor: Visitor, answers: Sequence[Recorded]
) -> web.Response:
    if FRAGMENT in request.headers:
        turns = [Turn(recorded.inquiry.received_at, recorded=recorded) for recorded in answers]
        return page(request, "chat/turns.html", turns=turns)
    if (
        visitor.is_new
    ):  # perhaps this browser keeps no cookies, and a redirect would show an empty page
        return await chat_page(request, visitor)
    raise web.HTTPSeeOther(f"/chat#{answers[0].id}")


async def judge_answer(request: web.Request) -> web.Response:
    """Script gets the row of buttons with what was pressed; a plain form is sent back to the answer."""
    form = await read_form(request)
    visitor = visitor_of(request)
    desk = request.app[DESK]
    if not request.app[THROTTLES].asking.take(address_of(request), desk.now()):
        raise web.HTTPTooManyRequests
    id, act = form.get("inquiry", ""), form.get("act", "")
    try:
        recorded = await judge(desk, KIND, visitor.conversation, id, VERDICTS[act])
    except (KeyError, NotTheirs):
        raise web.HTTPForbidden from None
    if FRAGMENT in request.headers:
        return page(request, "chat/verdict.html", recorded=recorded)
    raise web.HTTPSeeOther(f"/chat#{id}")


async def chat_page(request: web.Request, visitor: Visitor) -> web.Response:
    desk = request.app[DESK]
    shown = await history(desk, visitor.conversation)
    answer = page(
        request,
        "chat/chat.html",
        history=shown,
        examples=() if shown.turns else examples(desk.shelf.finder, office_day(desk.now())),
        question=request.query.get("q", ""),
    )
    visitor.remember(request, answer)
    return answer


async def stream(request: web.Request) -> web.StreamResponse:
    """Server-sent events: one for each thing sent to this conversation after Last-Event-ID (or ?after=)."""
    visitor = visitor_of(request)
    channel = request.app[WEBCHAT]
    answer = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
    )
    if visitor.is_new:
        raise web.HTTPForbidden
    after = _last_seen(request)
    with (
        suppress(ConnectionError, LedgerUnavailable),
        channel.listening(visitor.conversation) as news,
    ):
        await answer.prepare(request)
        while not channel.is_closed:
            news.clear()
            after = await _send_new(request, answer, visitor.conversation, after)
            await _wait(news, answer)
    return answer


async def _send_new(
    request: web.Request, answer: web.StreamResponse, conversation: str, after: int
) -> int:
    ledger = request.app[DESK].ledger
    for at, message in await ledger.outgoing(KIND, conversation, after):
        html = fragment(language_of(request), "chat/turn.html", turn=Turn(at, sent=message))
        await answer.write(event(message.id, html))
        after = message.id
    return after


async def _wait(news: asyncio.Event, answer: web.StreamResponse) -> None:
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            await news.wait()
    except TimeoutError:
        await answer.write(b":\n\n")


def event(id: int, html: str) -> bytes:
    """One event of the stream (WHATWG HTML, 9.2.6): a line break inside the data begins a new data line."""
    data = "\n".join("data: " + line for line in re.split(r"\r\n|\r|\n", html))
    return f"id: {id}\n{data}\n\n".encode()


def outside_origin(visitor: Visitor, form: Mapping[str, str]) -> Origin:
    """Bound to the conversation, so that nobody reaches another's first result by repeating a form id."""
    id = form.get("form", "")
    return Origin(KIND, f"{visitor.conversation}:{id if FORM_ID.fullmatch(id) else new_form_id()}")


def _last_seen(request: web.Request) -> int:
    value = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
