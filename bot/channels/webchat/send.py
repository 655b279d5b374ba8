"""The way out: the outbox row is the message; sending wakes the pages that show its conversation."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from handlers.notice import Outgoing

KIND = "webchat"


class WebChatChannel:
    """Knows who is listening. A citizen who is not finds the reply on coming back."""

    kind = KIND

    def __init__(self) -> None:
        self.is_closed = False
        self._listeners: dict[str, set[asyncio.Event]] = defaultdict(set)

    async def send(self, message: Outgoing) -> None:
        for listener in self._listeners.get(message.address, ()):
            listener.set()

    @contextmanager
    def listening(self, conversation: str) -> Iterator[asyncio.Event]:
        """An event that is set when something new may wait for this conversation, and at closing."""
        news = asyncio.Event()
        self._listeners[conversation].add(news)
        try:
            yield news
        finally:
            self._listeners[conversation].discard(news)
            if not self._listeners[conversation]:
                del self._listeners[conversation]

    def close(self) -> None:
        """Lets every listener go, so that the server can stop."""
        self.is_closed = True
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.set()
