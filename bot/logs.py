"""Log lines: time, level, place, text; a token or a phone number never reaches one."""

import logging
import re

from bot.settings import Settings

_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
_PHONE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


class Scrubbed(logging.Formatter):
    """Removes bot tokens and mobile numbers from the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _PHONE.sub(r"\1****\2", _TOKEN.sub("[token]", super().format(record)))


class OncePerSecond(logging.Filter):
    """A line that repeats itself, as when the process is out of file descriptors, must not fill the disk."""

    def __init__(self) -> None:
        super().__init__()
        self._last = ("", 0.0)

    def filter(self, record: logging.LogRecord) -> bool:
        said, at = self._last
        if record.msg == said and record.created - at < 1:
            return False
        self._last = (str(record.msg), record.created)
        return True


def start_logging(settings: Settings) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(Scrubbed("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("asyncio").addFilter(OncePerSecond())
    for chatty in ("httpx", "telegram", "aiohttp.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
