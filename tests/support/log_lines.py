"""What the program writes to its log, to be awaited."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

Lines = asyncio.Queue[str]


class _Collector(logging.Handler):
    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self._lines.put_nowait(logging.Formatter().format(record))


@contextmanager
def log_lines() -> Iterator[Lines]:
    """Every line of every logger, tracebacks included, debug as well."""
    lines: Lines = asyncio.Queue()
    collector, root = _Collector(lines), logging.getLogger()
    level = root.level
    root.addHandler(collector)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(collector)
        root.setLevel(level)


async def until_logged(lines: Lines, words: str) -> list[str]:
    """The lines up to the first with these words."""
    seen: list[str] = []
    async with asyncio.timeout(10):
        while not seen or words not in seen[-1]:
            seen.append(await lines.get())
    return seen


def queued(lines: Lines) -> list[str]:
    return [lines.get_nowait() for _ in range(lines.qsize())]
