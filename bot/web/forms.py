"""Forms as they come: urlencoded UTF-8 and nothing else, bounded."""

import asyncio
from urllib.parse import parse_qsl

from aiohttp import web

LARGEST_FORM = 64 * 1024
"""Bytes of a request body; a larger one is refused before it is read whole."""

MOST_FIELDS = 60
SLOWEST_S = 20
"""A form that has not come whole by then is refused."""


async def read_form(request: web.Request) -> dict[str, str]:
    """Field → value, the first of each name; bytes that are not UTF-8 become U+FFFD. Raises 413, 415, 400."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType
    try:
        async with asyncio.timeout(SLOWEST_S):
            body = (await request.read()).decode("utf-8", "replace")
    except (web.RequestPayloadError, TimeoutError):
        raise web.HTTPBadRequest from None
    try:
        pairs = parse_qsl(
            body, keep_blank_values=True, errors="replace", max_num_fields=MOST_FIELDS
        )
    except ValueError:
        raise web.HTTPBadRequest from None
    return dict(reversed(pairs))
