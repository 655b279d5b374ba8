"""What the staff console serves."""

from aiohttp import web

from bot.web.console.behind import show_behind
from bot.web.console.case import act, show_case
from bot.web.console.figures import download, show_figures
from bot.web.console.queue import show_queue
from bot.web.console.record import show_record
from bot.web.console.registering import show_form, take_down
from bot.web.console.registers import change_registers, show_registers
from bot.web.console.report import (
    LARGEST_WORDS,
    change_report,
    choose_form,
    choose_report,
    download_report,
    preview,
    show_behind_report,
    show_report,
)
from bot.web.console.routing import LARGEST_RULES, change_routing, show_routing
from bot.web.login import by_officers, enter, for_officers, leave, show_sign_in

REPORT = "/console/report/{year:20[0-9]{2}}/{format:[0-9]{4}}"

ROUTES = (
    web.get("/console/sign-in", show_sign_in),
    web.post("/console/sign-in", enter),
    web.post("/console/sign-out", by_officers(leave)),
    web.get("/console", for_officers(show_queue)),
    web.get("/console/cases/{number}", for_officers(show_case)),
    web.post("/console/cases/{number}", by_officers(act)),
    web.get("/console/new", for_officers(show_form)),
    web.post("/console/new", by_officers(take_down)),
    web.get("/console/registers", for_officers(show_registers)),
    web.post("/console/registers", by_officers(change_registers)),
    web.get("/console/report", for_officers(choose_report)),
    web.get("/console/report/{year:20[0-9]{2}}", for_officers(choose_form)),
    web.get(REPORT, for_officers(show_report)),
    web.post(REPORT, by_officers(change_report, largest=LARGEST_WORDS)),
    web.get(f"{REPORT}/preview", for_officers(preview)),
    web.get(f"{REPORT}/behind", for_officers(show_behind_report)),
    web.get(REPORT + ".{ending:docx|html|xlsx|json|pdf}", for_officers(download_report)),
    web.get("/console/record", for_officers(show_record)),
    web.get("/console/routing", for_officers(show_routing)),
    web.post("/console/routing", by_officers(change_routing, largest=LARGEST_RULES)),
    web.get("/console/figures", for_officers(show_figures)),
    web.get("/console/figures/{figure:[a-z0-9_]+}", for_officers(show_behind)),
    web.get("/console/figures.{form:json|csv|xlsx}", for_officers(download)),
)
