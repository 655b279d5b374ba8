"""Every notice can be shown on every channel, and a failure to deliver is told apart: for good, or for now."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.render import render, split, units
from bot.messages import LANGUAGES, files
from handlers.desk import SendFailed
from handlers.notice import Button, Notice, Outgoing, Value
from tests.support.bot_api import BotApi, Fault, Refused, bot_api, too_many
from tests.support.bot_api_text import read_html
from tests.support.telegram_office import open_office

CHAT = 5_000_000_001
CITIZEN_THEMES = ("answers.po", "cases.po", "dialogue.po", "telegram.po")
HOSTILE = "<b>&amp;</i> \u202e{x} 😀。" * 400
BUTTONS = (
    *(Button("ask", HOSTILE, "button.ask", {"title": HOSTILE}) for _ in range(3)),
    Button("person", "0123456789abcdef", "button.person"),
)


def notices() -> dict[str, set[str]]:
    """Keys said to citizens and the names of their values."""
    found: dict[str, set[str]] = {}
    for path in files("zh"):
        if path.name in CITIZEN_THEMES:
            with path.open("rb") as f:
                for message in read_po(f, locale="zh"):
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    text = message.string if isinstance(message.string, str) else message.string[0]
                    found[key] = {name for _, name, _, _ in Formatter().parse(text) if name}
    found.pop("", None)
    return found


NOTICES = notices()


def hostile(names: set[str]) -> Mapping[str, Value]:
    values: dict[str, Value] = dict.fromkeys(names, HOSTILE)
    return values | {"url": 'https://example.test/?a="<b>"&b=1', "in_force": "in_force.now"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", NOTICES)
def test_notice_fits_telegram(key: str, language: str) -> None:
    parts = render(Notice(key, hostile(NOTICES[key]), BUTTONS), language)
    for part in parts:
        text, _ = read_html(part.html)
        assert text.strip()
        assert units(text) <= 4096
    keyboard = parts[-1].keyboard
    assert keyboard is not None
    for row in keyboard.inline_keyboard:
        for key_ in row:
            assert 1 <= len(str(key_.callback_data).encode()) <= 64


@pytest.mark.parametrize("text", ["一句话。" * 3000, "字" * 5000, "😀" * 3000, "word " * 2000, ""])
def test_split_loses_nothing_but_outer_blanks(text: str) -> None:
    parts = split(text, 4096)
    assert all(units(part) <= 4096 for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_split_ends_with_a_sentence() -> None:
    assert [part[-1] for part in split("一二三四五六七。" * 100, 50)] == ["。"] * 17


FAILURES: Mapping[str, tuple[Fault, bool]] = {
    "blocked": (Refused(403, "Forbidden: bot was blocked by the user"), True),
    "gone": (Refused(400, "Bad Request: chat not found"), True),
    "flood": (too_many(7), False),
    "broken": (Refused(500, "Internal Server Error"), False),
    "gateway": (Refused(502, "Bad Gateway"), False),
    "garbage": (b"<html>", False),
    "cut": (None, False),
    "token": (Refused(401, "Unauthorized"), False),
}


@pytest.fixture
async def telegram(tmp_path: Path) -> AsyncIterator[tuple[BotApi, TelegramChannel]]:
    async with bot_api() as api, open_office(tmp_path, api) as office:
        await api.say(CHAT, "你好")
        await api.next_message(CHAT)
        yield api, office.channel


@pytest.mark.parametrize(("fault", "permanent"), FAILURES.values(), ids=FAILURES)
async def test_failure_is_told_apart(
    telegram: tuple[BotApi, TelegramChannel], fault: Fault, permanent: bool
) -> None:
    api, channel = telegram
    api.fail("sendMessage", fault)
    message = Outgoing("telegram", str(CHAT), Notice("telegram.help"), "zh", "one")
    with pytest.raises(SendFailed) as failed:
        await channel.send(message)
    assert failed.value.permanent is permanent
    assert failed.value.retry_after_s == (7.0 if fault is FAILURES["flood"][0] else None)
    assert (
        api.token not in f"{failed.value!r} {failed.value.__cause__!r} {failed.value.__context__!r}"
    )
