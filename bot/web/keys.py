"""What the web application carries, each under one typed key."""

from dataclasses import dataclass, field

from aiohttp import web
from prometheus_client import Histogram

from bot.channels.webchat.send import WebChatChannel
from bot.settings import Settings
from bot.web.throttle import Throttle
from handlers.desk import Desk

DESK = web.AppKey("desk", Desk)
SETTINGS = web.AppKey("settings", Settings)
WEBCHAT = web.AppKey("webchat", WebChatChannel)


@dataclass(frozen=True, slots=True)
class Throttles:
    """How often one address (or one login) may do a thing."""

    asking: Throttle = field(default_factory=lambda: Throttle(120, 60))
    telling: Throttle = field(default_factory=lambda: Throttle(20, 600))
    looking_up: Throttle = field(default_factory=lambda: Throttle(20, 60))
    wrong_by_address: Throttle = field(default_factory=lambda: Throttle(30, 900))
    wrong_by_login: Throttle = field(default_factory=lambda: Throttle(10, 900))


THROTTLES = web.AppKey("throttles", Throttles)
LATENCY = web.AppKey("latency", Histogram)
