"""A notice as Telegram shows it: HTML in parts that fit, buttons as an inline keyboard."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.messages import render as words
from bot.messages import say
from handlers.notice import Button, Notice

LABEL_MOST = 60
"""Characters of a button's label; Telegram cuts longer ones where the reader cannot see."""
PERSON_MARK = "→ "
"""Before the label of the button that leads to a person, so that it is not taken for one more near question."""
TAIL_MOST = 400
"""UTF-16 units kept free in the last part for state and link."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SENTENCE_END = re.compile(r"[。！？；!?;\n]|\.(?=\s)")


@dataclass(frozen=True, slots=True)
class Part:
    """One message. `html` has at most 4096 UTF-16 units once its entities are read."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def render(notice: Notice, language: str, heading: str = "") -> list[Part]:
    """At least one part; the heading stands over the first, the buttons are under the last."""
    plain = _CONTROLS.sub("", f"{heading}\n{words(notice, language)}").strip()
    pieces = [
        html.escape(piece) for piece in split(plain, MessageLimit.MAX_TEXT_LENGTH - TAIL_MOST)
    ]
    pieces[-1] += _tail(notice, language)
    parts = [Part(piece) for piece in pieces]
    parts[-1] = Part(pieces[-1], _keyboard(notice, language))
    return parts


def _tail(notice: Notice, language: str) -> str:
    """State of a quoted text and the link to it, where they are known."""
    state, url = str(notice.values.get("in_force", "")), str(notice.values.get("url", ""))
    lines = [html.escape(say(state, language))] if state and not notice.values.get("before") else []
    if url.startswith(("https://", "http://")):
        label = html.escape(say("telegram.source", language))
        lines.append(f'<a href="{html.escape(url)}">{label}</a>')
    return "".join(f"\n{line}" for line in lines)


def _keyboard(notice: Notice, language: str) -> InlineKeyboardMarkup | None:
    rows: list[list[InlineKeyboardButton]] = []
    for place, button in enumerate(notice.buttons):
        key = InlineKeyboardButton(_label(button, language), callback_data=_data(notice, place))
        if button.act == "ask" or button.act == "person" or not rows or len(rows[-1]) == 3:
            rows.append([key])
        else:
            rows[-1].append(key)
    return InlineKeyboardMarkup(rows) if rows else None


def _label(button: Button, language: str) -> str:
    label = say(button.key, language, button.values)
    if button.act == "person":
        label = PERSON_MARK + label
    return label if len(label) <= LABEL_MOST else label[: LABEL_MOST - 1] + "…"


def _data(notice: Notice, place: int) -> str:
    """`act:value`; a near question is named by its inquiry and its place there, for its text may be long."""
    button = notice.buttons[place]
    if button.act == "ask":
        inquiry = next((b.value for b in notice.buttons if b.act == "person"), "")
        data = f"ask:{inquiry}:{place}"
    else:
        data = f"{button.act}:{button.value}"
    if len(data.encode()) > InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
        raise ValueError(f"callback data too long: {data}")
    return data


def split(text: str, most: int) -> Iterator[str] | list[str]:
    """Parts of at most `most` UTF-16 units that end with a sentence where one ends in the second half."""
    parts = []
    while units(text) > most:
        cut = _cut(text, most)
        parts.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*parts, text] if text or not parts else parts


def _cut(text: str, most: int) -> int:
    """Where to cut, in characters: after the last sentence end, else at the last space, else where it is full."""
    full = len(text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore"))
    ends = [m.end() for m in _SENTENCE_END.finditer(text, full // 2, full)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", full // 2, full)
    return space + 1 if space > 0 else full


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
