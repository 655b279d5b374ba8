"""An office with a little published information, run with Telegram in this process."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import open_program
from bot.channels.telegram.channel import TelegramChannel
from bot.settings import Settings
from handlers.delivery import deliver_forever
from handlers.desk import Desk
from handlers.knowledge import import_files
from knowledge.store import KnowledgeStore
from tests.support.bot_api import TOKEN, BotApi

QUESTION = "图书阅览室几点开门？"
HOURS = "图书阅览室每天8时30分开门，17时闭馆。"
CARD = "图书阅览室怎样办理借书证？"
CARD_TEXT = "凭身份证到图书阅览室服务台办理借书证，不收费。"
FAQ = {
    QUESTION: HOURS,
    CARD: CARD_TEXT,
    "图书阅览室可以带孩子去吗？": "未满6周岁的儿童须由家长陪同。",
}
VAGUE = "阅览室"
UNKNOWN = "月球上有没有政务服务中心？"
SOURCE = {
    "title": "图书阅览室开放公告",
    "issuer": "样例市文化局",
    "number": "样文〔2024〕3号",
    "published": "2024-03-01",
    "url": "https://example.test/notice?id=3&lang=zh",
}


@dataclass(frozen=True, slots=True)
class Office:
    """The running pieces."""

    desk: Desk
    channel: TelegramChannel


def settings_for(data: Path, api: BotApi, token: str = TOKEN) -> Settings:
    return Settings(data=data, sample=False, telegram_token=token, telegram_api=api.url)


def publish(data: Path) -> None:
    """Puts the office's information into the folder's knowledge file."""
    data.mkdir(parents=True, exist_ok=True)
    faq = [{"kind": "faq", "title": q, "text": text, "source": SOURCE} for q, text in FAQ.items()]
    path = data / "faq.json"
    path.write_text(json.dumps(faq, ensure_ascii=False), "utf-8")
    store = KnowledgeStore.open(data / "knowledge.db")
    try:
        assert not [f for result in import_files(store, [path]) for f in result.findings]
    finally:
        store.close()


@asynccontextmanager
async def open_office(data: Path, api: BotApi, token: str = TOKEN) -> AsyncIterator[Office]:
    """Receives, answers and delivers until left."""
    publish(data)
    wake = asyncio.Event()
    settings = settings_for(data, api, token)
    async with open_program(settings, wake=wake.set) as opened:
        channel = TelegramChannel(opened.desk, settings)
        tasks = [
            asyncio.create_task(channel.run()),
            asyncio.create_task(deliver_forever(opened.desk, {channel.kind: channel}, wake)),
        ]
        try:
            yield Office(opened.desk, channel)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
