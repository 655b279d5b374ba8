"""The reader's language: ?lang=, then the cookie, then Accept-Language, then the office's own."""

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.messages import LANGUAGES
from bot.web.cookies import YEAR_S, read_cookie, set_cookie

COOKIE = "minxin_lang"


@web.middleware
async def keep_language(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A language chosen by ?lang= stays chosen."""
    answer = await handler(request)
    chosen = request.query.get("lang", "")
    if chosen in LANGUAGES and not answer.prepared:
        set_cookie(request, answer, COOKIE, chosen, YEAR_S)
    return answer


def language_of(request: web.Request) -> str:
    for candidate in (request.query.get("lang", ""), read_cookie(request, COOKIE)):
        if candidate in LANGUAGES:
            return candidate
    return preferred(request.headers.get("Accept-Language", ""))


def preferred(header: str) -> str:
    """The best of ours in an Accept-Language header; a malformed part counts as unwanted."""
    best, best_weight = LANGUAGES[0], 0.0
    for part in header[:500].split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = _weight(quality)
        if tag[:2].lower() in LANGUAGES and weight > best_weight:
            best, best_weight = tag[:2].lower(), weight
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
