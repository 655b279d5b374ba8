"""The Telegram channel: what comes in goes to a handler, what the handler says goes out."""

import asyncio
import json
import logging
from collections.abc import Sequence
from typing import Any

import telegram
from telegram import BotCommand, LinkPreviewOptions, error
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.channels.telegram.lanes import Lanes, Unreadable
from bot.channels.telegram.receive import POLL_S, Poller, pause_s, retry_after_s
from bot.channels.telegram.render import render
from bot.channels.telegram.request import AiohttpRequest
from bot.deadline_words import ledger_notice
from bot.messages import LANGUAGES, say
from bot.settings import Settings
from cases.case import Origin
from cases.errors import NotFound
from cases.number import number_and_code
from handlers.desk import Desk, SendFailed, Update
from handlers.dialogue import Said, Speaker, begin, cancel, go_on
from handlers.hearing import heading_of, hear
from handlers.inquiries import receive
from handlers.inquiry import Inquiry, Recorded
from handlers.notice import Notice, Outgoing
from handlers.person import asks_for_person
from handlers.status import standing, status
from handlers.verdicts import VERDICTS, NotTheirs, judge, verdict_notice

log = logging.getLogger("minxin.telegram")

COMMANDS = ("start", "help", "person", "status", "cancel")

App = Application[Any, Any, Any, Any, Any, Any]


class TelegramChannel:
    """One bot. Updates are handled in order within a chat, and again when their answer could not be sent."""

    kind = "telegram"

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._sending = AiohttpRequest()
        self._polling = AiohttpRequest(read_s=POLL_S + 10)
        self._bot = telegram.Bot(
            settings.telegram_token,
            base_url=f"{settings.telegram_api}/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )
        self._application = self._handlers()
        self._lanes = Lanes(desk.ledger, self.handle, self.regret)
        self.poller = Poller(desk.ledger, self._bot, self._polling, desk.now, self._lanes.more)
        self._albums: dict[int, str] = {}

    def _handlers(self) -> App:
        """The first that fits an update handles it."""
        build = ApplicationBuilder().application_class(_Raising).bot(self._bot)
        application: App = build.updater(None).job_queue(None).build()
        private = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
        edited = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE & filters.TEXT
        application.add_handlers(
            [
                CommandHandler("start", self.on_start, private),
                CommandHandler("help", self.on_help, private),
                CommandHandler("person", self.on_person, private),
                CommandHandler("status", self.on_status, private),
                CommandHandler("cancel", self.on_cancel, private),
                MessageHandler(private & filters.COMMAND, self.on_help),
                CallbackQueryHandler(self.on_press),
                MessageHandler(private & filters.TEXT, self.on_text),
                MessageHandler(private & ~filters.StatusUpdate.ALL, self.on_other),
                MessageHandler(edited, self.on_other),
            ]
        )
        return application

    async def run(self) -> None:
        """Polls and handles until cancelled. A wrong token is said in the log and asked about again."""
        async with self._sending, self._polling:
            await self._connect()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._lanes.run())
                tasks.create_task(self.poller.run())

    async def _connect(self) -> None:
        failures = 0
        while True:
            try:
                await self._application.initialize()
                break
            except error.TelegramError as problem:
                failures += 1
                await asyncio.sleep(pause_s(problem, failures))
        log.info("Telegram: receiving as @%s", self._bot.username)
        try:
            await self._introduce()
        except error.TelegramError as problem:
            log.warning("Telegram: the menu could not be set: %s", problem)

    async def _introduce(self) -> None:
        """Polling needs the webhook gone; the menu is the office's language with English and Russian beside it."""
        await self._bot.delete_webhook()
        for language in LANGUAGES:
            menu = [BotCommand(c, say(f"telegram.command.{c}", language)) for c in COMMANDS]
            code = None if language == LANGUAGES[0] else language
            await self._bot.set_my_commands(menu, language_code=code)

    async def handle(self, stored: Update) -> None:
        """Raises Unreadable, SendFailed, LedgerUnavailable."""
        try:
            update = telegram.Update.de_json(json.loads(stored.raw), self._bot)
        except Exception as problem:
            raise Unreadable(f"unreadable: {problem!r}") from problem
        try:
            await self._application.process_update(update)
        except error.TelegramError as problem:
            raise failure_of(problem) from None

    async def regret(self, chat: int) -> None:
        """Raises SendFailed."""
        for language in LANGUAGES[:2]:
            message = Outgoing(self.kind, str(chat), Notice("telegram.failed"), language, "")
            await self.send(message)

    async def send(self, message: Outgoing) -> None:
        """Raises SendFailed."""
        try:
            await self._say(int(message.address), message.language, message.notice)
        except error.TelegramError as problem:
            raise failure_of(problem) from None

    async def on_start(self, update: telegram.Update, _: Any) -> None:
        await self._reply(update, Notice("telegram.start"))

    async def on_help(self, update: telegram.Update, _: Any) -> None:
        await self._reply(update, Notice("telegram.help"))

    async def on_person(self, update: telegram.Update, _: Any) -> None:
        await self._reply(update, await begin(self._desk, self._speaker(update)))

    async def on_cancel(self, update: telegram.Update, _: Any) -> None:
        await self._reply(update, await cancel(self._desk, self._speaker(update)))

    async def on_status(self, update: telegram.Update, context: Any) -> None:
        asked = number_and_code(" ".join(context.args))
        language = language_of(update.effective_user)
        notices = await self._status(*asked, language) if asked else [Notice("telegram.status_how")]
        await self._reply(update, *notices)

    async def on_text(self, update: telegram.Update, _: Any) -> None:
        text = whole(update.message.text) if update.message and update.message.text else ""
        if notices := await go_on(self._desk, self._speaker(update), Said(text)):
            await self._reply(update, *notices)
        elif asked := number_and_code(text):
            await self._reply(
                update, *await self._status(*asked, language_of(update.effective_user))
            )
        else:
            answers = await hear(self._desk, self._inquiry(update, text))
            if asks_for_person(self._desk, text):
                await self._reply(
                    update, await begin(self._desk, self._speaker(update), answers[0].id)
                )
            else:
                await self._answer(update, answers)

    async def on_press(self, update: telegram.Update, _: Any) -> None:
        """Telegram is answered first, so that the button stops turning; old buttons still do their work."""
        query = update.callback_query
        assert query is not None
        try:
            await query.answer()
        except error.TelegramError as problem:
            log.debug("a pressed button could not be answered: %s", problem)
        if update.effective_chat and update.effective_chat.type != telegram.Chat.PRIVATE:
            return
        act, _, value = (query.data or "").partition(":")
        if act == "ask":
            await self._ask(update, value)
        elif act == "person":
            await self._reply(update, await begin(self._desk, self._speaker(update), value))
        elif act in VERDICTS:
            await self._judge(update, value, VERDICTS[act])
        else:
            said = Said(act=act, value=value)
            notices = await go_on(self._desk, self._speaker(update), said)
            await self._reply(update, *(notices or (Notice("dialogue.over"),)))

    async def on_other(self, update: telegram.Update, _: Any) -> None:
        """What is not text. An album comes as several updates and is answered once."""
        message = update.effective_message
        album = (message.media_group_id if message else None) or ""
        chat = _chat(update)
        if album and self._albums.get(chat) == album:
            return
        edited = update.edited_message is not None
        await self._reply(update, Notice("telegram.edited" if edited else "telegram.only_text"))
        if album:
            self._albums[chat] = album

    async def _ask(self, update: telegram.Update, value: str) -> None:
        """A near question was chosen: `value` is the inquiry that offered it and the button's place."""
        id, _, place = value.partition(":")
        recorded = await self._desk.ledger.inquiry_by_id(id)
        mine = recorded is not None and recorded.inquiry.conversation == str(_chat(update))
        buttons = recorded.notice.buttons if recorded and mine else ()
        if place.isdecimal() and int(place) < len(buttons) and buttons[int(place)].act == "ask":
            inquiry = self._inquiry(update, buttons[int(place)].value)
            await self._answer(update, [await receive(self._desk, inquiry)])
        else:
            await self._reply(update, Notice("telegram.button_unknown"))

    async def _judge(self, update: telegram.Update, id: str, helpful: bool) -> None:
        try:
            await judge(self._desk, self.kind, str(_chat(update)), id, helpful)
        except NotTheirs:
            await self._reply(update, Notice("telegram.button_unknown"))
        else:
            await self._reply(update, verdict_notice(id, helpful))

    async def _answer(self, update: telegram.Update, answers: Sequence[Recorded]) -> None:
        """Each in a message of its own; where there are several, under its question."""
        for recorded in answers:
            over = heading_of(recorded, answers)
            await self._say(_chat(update), recorded.language, recorded.notice, heading=over)

    def _inquiry(self, update: telegram.Update, text: str) -> Inquiry:
        speaker = self._speaker(update)
        message = update.message
        return Inquiry(
            origin=speaker.origin,
            text=text,
            received_at=message.date if message else self._desk.now(),
            conversation=speaker.conversation,
            language=speaker.language,
        )

    async def _status(self, number: str, code: str, language: str) -> list[Notice]:
        """With the days that lead to the due date, while the citizen waits for a reply."""
        try:
            case = await status(self._desk, number, code)
        except NotFound as problem:
            return [Notice(problem.key, problem.values)]
        told = [await standing(self._desk, case)]
        if case.awaits_reply:
            told.append(ledger_notice(case.clock, self._desk.calendar, language))
        return told

    def _speaker(self, update: telegram.Update) -> Speaker:
        origin = Origin(self.kind, f"{self._bot.id}:{update.update_id}")
        return Speaker(origin, str(_chat(update)), language_of(update.effective_user))

    async def _reply(self, update: telegram.Update, *notices: Notice) -> None:
        await self._say(_chat(update), language_of(update.effective_user), *notices)

    async def _say(self, chat: int, language: str, *notices: Notice, heading: str = "") -> None:
        for notice in notices:
            for part in render(notice, language, heading):
                await self._bot.send_message(
                    chat,
                    part.html,
                    parse_mode=ParseMode.HTML,
                    reply_markup=part.keyboard,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )


class _Raising(Application[Any, Any, Any, Any, Any, Any]):
    """What a handler raises reaches the caller of process_update, who keeps the update for another try."""

    async def process_error(self, update: object, error: Exception, *_: Any, **__: Any) -> bool:
        raise error


def failure_of(problem: error.TelegramError) -> SendFailed:
    """Blocked, unknown chat and refused content will not get better; everything else may."""
    match problem:
        case error.RetryAfter():
            return SendFailed("429", permanent=False, retry_after_s=retry_after_s(problem))
        case error.Forbidden() | error.BadRequest() | error.ChatMigrated():
            return SendFailed(str(problem), permanent=True)
        case error.InvalidToken():
            return SendFailed("token not accepted", permanent=False)
    return SendFailed(str(problem), permanent=False)


def language_of(user: telegram.User | None) -> str:
    """That of the person's Telegram; English for one we do not speak, the office's own when it is not told."""
    code = (user.language_code if user else None) or LANGUAGES[0]
    return code[:2] if code[:2] in LANGUAGES else "en"


def whole(text: str) -> str:
    """Half surrogate pairs, which no database keeps, become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _chat(update: telegram.Update) -> int:
    place = update.effective_chat or update.effective_user
    assert place is not None
    return place.id
