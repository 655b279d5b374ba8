"""Who has read which guarded case: for auditors and supervisors."""

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import page
from cases.access import may_read_record
from handlers.signing_in import SignedIn

SHOWN = 100
NEWEST = 2**62


async def show_record(request: web.Request, officer: SignedIn) -> web.Response:
    """?before=SEQ: the last row seen."""
    if not may_read_record(officer.staff.person):
        raise web.HTTPForbidden
    asked = request.query.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else NEWEST
    reads = await request.app[DESK].ledger.all_guarded_reads(before, SHOWN + 1)
    following = reads[SHOWN - 1].seq if len(reads) > SHOWN else None
    return page(
        request, "console/record.html", officer=officer, reads=reads[:SHOWN], following=following
    )
