"""The web application: chat, portal, console and the pages for machines, behind one guard."""

from aiohttp import web

from bot.channels.webchat.routes import ROUTES as CHAT
from bot.channels.webchat.send import WebChatChannel
from bot.settings import Settings
from bot.web.console.routes import ROUTES as CONSOLE
from bot.web.forms import LARGEST_FORM
from bot.web.guard import add_headers, explain_errors, refuse_foreign_changes
from bot.web.keys import DESK, LATENCY, SETTINGS, THROTTLES, WEBCHAT, Throttles
from bot.web.language import keep_language
from bot.web.portal.home import YEAR, YearFigures
from bot.web.portal.routes import ROUTES as PORTAL
from bot.web.static_files import ROUTES as STATIC
from bot.web.watch import ROUTES as WATCH
from bot.web.watch import latency_histogram
from handlers.desk import Desk


def build_web(desk: Desk, settings: Settings, webchat: WebChatChannel) -> web.Application:
    app = web.Application(
        middlewares=[keep_language, explain_errors, refuse_foreign_changes],
        client_max_size=LARGEST_FORM,
    )
    app[DESK] = desk
    app[SETTINGS] = settings
    app[WEBCHAT] = webchat
    app[THROTTLES] = Throttles()
    app[YEAR] = YearFigures()
    app[LATENCY] = latency_histogram()
    app.add_routes([*PORTAL, *CHAT, *CONSOLE, *WATCH, *STATIC])
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_let_go)
    return app


async def _let_go(app: web.Application) -> None:
    app[WEBCHAT].close()
