"""One frozen Settings, read once from the environment."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.entry import WRONG_ANSWERS

MOST_WRONG = 0.5


class BadSetting(Exception):
    """A setting has a value that cannot be used; `name` and `value` say which."""

    def __init__(self, name: str, value: str, want: str) -> None:
        super().__init__(f"{name}={value!r}: {want}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting; `help` in the field's metadata feeds the reference page."""

    data: Path = field(
        default=Path("data"),
        metadata={"env": "MINXIN_DATA", "help": "Folder of the database and the attachments."},
    )
    host: str = field(
        default="127.0.0.1", metadata={"env": "HOST", "help": "Address the web server listens on."}
    )
    port: int = field(
        default=8080,
        metadata={"env": "PORT", "help": "Port of the web server, 0–65535; 0 takes a free one."},
    )
    sample: bool | None = field(
        default=None,
        metadata={
            "env": "MINXIN_SAMPLE",
            "help": "1 loads and uses the sample town, 0 does not; unset: yes, but not in a folder begun without it.",
        },
    )
    telegram_token: str = field(
        default="",
        repr=False,
        metadata={
            "env": "TELEGRAM_BOT_TOKEN",
            "help": "Token of the Telegram bot; without it Telegram is off.",
        },
    )
    telegram_api: str = field(
        default="https://api.telegram.org",
        metadata={"env": "TELEGRAM_API", "help": "Base address of the Bot API server."},
    )
    wrong_answers: float = field(
        default=WRONG_ANSWERS,
        metadata={
            "env": "MINXIN_WRONG_ANSWERS",
            "help": "Share of the answers given that may be wrong, 0–0.5: less means more questions back.",
        },
    )
    secure_cookies: bool = field(
        default=False,
        metadata={
            "env": "MINXIN_TLS",
            "help": "1 when a proxy in front serves HTTPS: Secure cookies and HSTS.",
        },
    )


def read(environ: dict[str, str] | None = None) -> Settings:
    """Raises BadSetting."""
    env = dict(os.environ if environ is None else environ)
    port = env.get("PORT", "8080") or "8080"
    if not re.fullmatch("[0-9]{1,5}", port) or int(port) > 65535:
        raise BadSetting("PORT", port, "a number from 0 to 65535 is needed")
    return Settings(
        data=Path(env.get("MINXIN_DATA") or "data"),
        host=env.get("HOST") or "127.0.0.1",
        port=int(port),
        sample=_flag(env, "MINXIN_SAMPLE"),
        telegram_token=env.get("TELEGRAM_BOT_TOKEN", "").strip(),
        telegram_api=(env.get("TELEGRAM_API") or "https://api.telegram.org").rstrip("/"),
        wrong_answers=_share(env, "MINXIN_WRONG_ANSWERS", WRONG_ANSWERS),
        secure_cookies=bool(_flag(env, "MINXIN_TLS")),
    )


def _share(env: dict[str, str], name: str, otherwise: float) -> float:
    value = env.get(name, "")
    if not value:
        return otherwise
    if not re.fullmatch(r"0(?:\.[0-9]{1,6})?", value) or float(value) > MOST_WRONG:
        raise BadSetting(name, value, f"a share from 0 to {MOST_WRONG} is needed, as 0.02")
    return float(value)


def _flag(env: dict[str, str], name: str) -> bool | None:
    value = env.get(name, "")
    if value not in ("", "0", "1"):
        raise BadSetting(name, value, "0 or 1 is needed")
    return None if value == "" else value == "1"
