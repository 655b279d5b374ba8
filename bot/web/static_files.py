"""Style, script and icon: a handful of small files, kept in memory, known to the browser by their digest."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from aiohttp import web

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def serve(request: web.Request) -> web.Response:
    """304 to a browser that holds the newest; 404 for a name that is not ours."""
    name = request.match_info["name"]
    if name not in _files():
        raise web.HTTPNotFound
    body, etag = _files()[name]
    known = {tag.value for tag in request.if_none_match or ()}
    answer = web.Response(status=304) if etag in known else web.Response(body=body)
    answer.content_type, answer.charset = TYPES[Path(name).suffix], "utf-8"
    answer.etag = etag
    return answer


@cache
def _files() -> dict[str, tuple[bytes, str]]:
    """Name → content and digest."""
    contents = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix in TYPES}
    return {name: (body, sha256(body).hexdigest()[:32]) for name, body in contents.items()}


ROUTES = (web.get("/static/{name}", serve),)
