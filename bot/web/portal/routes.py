"""What the public portal serves."""

from aiohttp import web

from bot.web.portal.home import show_home
from bot.web.portal.published import show_entry, show_published
from bot.web.portal.report import show_public_behind, show_public_report
from bot.web.portal.status import look_up, show_status

ROUTES = (
    web.get("/", show_home),
    web.get("/published", show_published),
    web.get("/published/{entry}", show_entry),
    web.get("/report/{year:20[0-9]{2}}", show_public_report),
    web.get("/report/{year:20[0-9]{2}}/behind", show_public_behind),
    web.get("/status", show_status),
    web.post("/status", look_up),
)
