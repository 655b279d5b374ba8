"""What the web chat serves."""

from aiohttp import web

from bot.channels.webchat.receive import ask, judge_answer, show_chat, stream
from bot.channels.webchat.tell import show_form, tell

ROUTES = (
    web.get("/chat", show_chat),
    web.post("/chat", ask),
    web.post("/chat/verdict", judge_answer),
    web.get("/chat/events", stream, allow_head=False),
    web.get("/chat/case", show_form),
    web.post("/chat/case", tell),
)
