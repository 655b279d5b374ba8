"""Who is at the chat: a random token in a cookie; its digest is the conversation."""

import secrets
from dataclasses import dataclass
from hashlib import sha256

from aiohttp import web

from bot.web.cookies import YEAR_S, read_cookie, set_cookie

COOKIE = "minxin_chat"
TOKEN_BYTES = 32
TOKEN_CHARACTERS = 43
"""Length of 32 bytes in URL-safe base64 without padding."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """`conversation` is SHA-256 hex of the token; `is_new` when no cookie came with the request."""

    token: str
    conversation: str
    is_new: bool

    def remember(self, request: web.Request, answer: web.StreamResponse) -> None:
        if self.is_new:
            set_cookie(request, answer, COOKIE, self.token, YEAR_S)


def visitor_of(request: web.Request) -> Visitor:
    token = read_cookie(request, COOKIE)
    is_new = len(token) != TOKEN_CHARACTERS
    token = secrets.token_urlsafe(TOKEN_BYTES) if is_new else token
    return Visitor(token, sha256(token.encode()).hexdigest(), is_new)
