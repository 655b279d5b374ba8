"""A strict Bot API server on loopback: what Telegram would refuse, it refuses; what went over the wire can be awaited.

Requests are judged by aiogram's method models, which other people keep; updates it sends by aiogram's types.
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiogram import methods, types
from aiohttp import web
from pydantic import ValidationError

from tests.support.bot_api_text import BadMarkup, read_html, units

TOKEN = "7000000001:AAHk3jd0Qz_not_a_real_token_0123456789"
BOT_ID = 7000000001
Json = dict[str, Any]
METHODS: dict[str, type[methods.TelegramMethod[Any]]] = {
    "getMe": methods.GetMe,
    "getUpdates": methods.GetUpdates,
    "sendMessage": methods.SendMessage,
    "answerCallbackQuery": methods.AnswerCallbackQuery,
    "setMyCommands": methods.SetMyCommands,
    "editMessageReplyMarkup": methods.EditMessageReplyMarkup,
    "deleteWebhook": methods.DeleteWebhook,
}


class Refused(Exception):
    """An error answer."""

    def __init__(self, status: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.parameters = parameters


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as the citizen sees it; `buttons` are (label, callback data), `links` addresses in the text."""

    chat: int
    id: int
    text: str
    links: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]

    def data(self, label: str) -> str:
        return next(data for shown, data in self.buttons if shown == label)


@dataclass(slots=True)
class Held:
    """A call that is kept open: `reached` when it has come, answered after `released`."""

    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)


Fault = Refused | bytes | Held | None
"""An error, a body that is no JSON, a call kept open, or (None) a connection cut without an answer."""


class BotApi:
    """Test controls are `say`, `press`, `put`, `fail`, `hold`, `next_message`; the rest is the server."""

    def __init__(self) -> None:
        self.url = ""
        self.token = TOKEN
        self.calls: dict[str, int] = defaultdict(int)
        self.violations: list[str] = []
        self.sent: list[Sent] = []
        self.answered: list[str] = []
        self.commands: dict[str, list[str]] = {}
        self.blocked: set[int] = set()
        self.webhook = False
        self.waiting: list[Json] = []
        self._next_id = 800_000_001
        self._chats: set[int] = set()
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._boxes: dict[int, asyncio.Queue[Sent]] = defaultdict(asyncio.Queue)
        self._changed = asyncio.Condition()
        self._poll = 0

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of the method end so, one each."""
        self._faults[method].extend(faults)

    def hold(self, method: str) -> Held:
        held = Held()
        self.fail(method, held)
        return held

    async def say(self, chat: int, text: str, language: str = "zh-hans", **other: Any) -> int:
        """The citizen writes; the update's id."""
        commands = [
            {"type": "bot_command", "offset": 0, "length": units(text.split()[0])}
            for _ in (1,)
            if text.startswith("/")
        ]
        content = {"text": text} | ({"entities": commands} if commands else {})
        return await self.put({"message": self.message(chat, language) | content | other})

    async def show(self, chat: int, **content: Any) -> int:
        """The citizen sends what is not text: sticker=…, location=…"""
        return await self.put({"message": self.message(chat, "zh-hans") | content})

    async def press(self, sent: Sent, label: str, language: str = "zh-hans") -> int:
        return await self.press_data(sent, sent.data(label), language)

    async def press_data(self, sent: Sent, data: str, language: str = "zh-hans") -> int:
        query = {
            "id": str(self._next_id),
            "from": person(sent.chat, language),
            "chat_instance": "1",
            "data": data,
            "message": self.message(sent.chat, language)
            | {"message_id": sent.id, "text": sent.text},
        }
        return await self.put({"callback_query": query})

    async def put(self, update: Json, checked: bool = True, again: int | None = None) -> int:
        """Any update; `again` repeats an id, `checked` False lets through what Telegram would not send."""
        id = again or self._next_id
        self._next_id += 0 if again else 1
        update = {"update_id": id, **update}
        if checked:
            types.Update.model_validate(update)
        async with self._changed:
            self.waiting.append(update)
            self._changed.notify_all()
        return id

    async def next_message(self, chat: int) -> Sent:
        async with asyncio.timeout(20):
            return await self._boxes[chat].get()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Waits until this is so after some call."""
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(holds)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        parameters: Json = {**request.query, **await request.post()}
        self.calls[method] += 1
        try:
            if request.match_info["token"] != self.token:
                raise Refused(401, "Unauthorized")
            if faults := self._faults[method]:
                await _suffer(faults.popleft())
            result = await self._result(method, parameters)
        except Refused as error:
            body = {"ok": False, "error_code": error.status, "description": str(error)}
            if error.parameters:
                body["parameters"] = error.parameters
            return web.json_response(body, status=error.status)
        except _Garbage as garbage:
            return web.Response(body=garbage.body, content_type="application/json")
        except _Cut:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        finally:
            async with self._changed:
                self._changed.notify_all()
        return web.json_response({"ok": True, "result": result})

    async def _result(self, method: str, raw: Json) -> Any:
        parameters = self._judged(method, raw)
        match method:
            case "getMe":
                return {
                    "id": BOT_ID,
                    "is_bot": True,
                    "first_name": "Minxin",
                    "username": "minxin_bot",
                }
            case "getUpdates":
                return await self._get_updates(parameters)
            case "sendMessage":
                return await self._send_message(parameters)
            case "answerCallbackQuery":
                self.answered.append(parameters["callback_query_id"])
            case "setMyCommands":
                names = [row["command"] for row in parameters["commands"]]
                self.commands[parameters.get("language_code", "")] = names
            case "deleteWebhook":
                self.webhook = False
        return True

    def _judged(self, method: str, raw: Json) -> Json:
        """The parameters with nested JSON read. Refuses what the published method does not take."""
        model = METHODS.get(method)
        if model is None:
            raise Refused(404, "Not Found")
        parameters = {name: _nested(value) for name, value in raw.items()}
        unknown = parameters.keys() - model.model_fields.keys()
        try:
            model.model_validate(parameters)
        except ValidationError as error:
            self.violations.append(f"{method}: {error}")
            raise Refused(400, f"Bad Request: {error.errors()[0]['msg']}") from None
        if unknown:
            self.violations.append(f"{method}: unknown {unknown}")
            raise Refused(400, f"Bad Request: unknown {unknown}")
        return parameters

    async def _get_updates(self, parameters: Json) -> list[Json]:
        """An offset forgets what is below it for ever; a second call ends the first with 409."""
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll += 1
        mine, offset = self._poll, int(parameters.get("offset", 0))
        async with self._changed:
            self._changed.notify_all()
            if offset:
                self.waiting = [u for u in self.waiting if u["update_id"] >= offset]
            try:
                async with asyncio.timeout(float(parameters.get("timeout", 0)) or 0.001):
                    await self._changed.wait_for(lambda: bool(self.waiting) or self._poll != mine)
            except TimeoutError:
                return []
        if self._poll != mine:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        return self.waiting[: int(parameters.get("limit", 100))]

    async def _send_message(self, parameters: Json) -> Json:
        chat = int(parameters["chat_id"])
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat not in self._chats:
            raise Refused(400, "Bad Request: chat not found")
        text, links = str(parameters["text"]), ()
        if parameters.get("parse_mode") == "HTML":
            try:
                text, links = read_html(text)
            except BadMarkup as error:
                self.violations.append(str(error))
                raise Refused(400, f"Bad Request: can't parse entities: {error}") from None
        if not text.strip():
            raise Refused(400, "Bad Request: message text is empty")
        if units(text) > 4096:
            self.violations.append("message is too long")
            raise Refused(400, "Bad Request: message is too long")
        buttons = self._keyboard(parameters.get("reply_markup") or {})
        sent = Sent(chat, 10_000 + len(self.sent), text, links, buttons)
        self.sent.append(sent)
        self._boxes[chat].put_nowait(sent)
        return self.message(chat, "zh-hans", by_bot=True) | {"message_id": sent.id, "text": text}

    def _keyboard(self, markup: Json) -> tuple[tuple[str, str], ...]:
        rows = markup.get("inline_keyboard", [])
        keys = [key for row in rows for key in row]
        bad = any(not 1 <= len(k["callback_data"].encode()) <= 64 or not k["text"] for k in keys)
        if bad or len(keys) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
            self.violations.append(f"keyboard: {rows}")
            raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
        return tuple((key["text"], key["callback_data"]) for key in keys)

    def message(self, chat: int, language: str, by_bot: bool = False) -> Json:
        self._chats.add(chat)
        bot = {"id": BOT_ID, "is_bot": True, "first_name": "Minxin"}
        return {
            "message_id": self._next_id % 100_000,
            "date": int(datetime.now(UTC).timestamp()),
            "chat": {"id": chat, "type": "private", "first_name": "居民"},
            "from": bot if by_bot else person(chat, language),
        }


class _Garbage(Exception):
    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.body = body


class _Cut(Exception):
    pass


async def _suffer(fault: Fault) -> None:
    match fault:
        case Refused():
            raise fault
        case bytes():
            raise _Garbage(fault)
        case None:
            raise _Cut
        case Held():
            fault.reached.set()
            await fault.released.wait()


def person(id: int, language: str) -> Json:
    return {"id": id, "is_bot": False, "first_name": "居民", "language_code": language}


def too_many(retry_after_s: int) -> Refused:
    return Refused(429, "Too Many Requests", {"retry_after": retry_after_s})


def _nested(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


@asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """A running server; at the end nothing may have been sent that Telegram would refuse."""
    api = BotApi()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", api.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    api.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield api
    finally:
        await runner.cleanup()
    assert api.violations == []
