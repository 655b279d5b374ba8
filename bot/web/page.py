"""Pages from templates: the catalogues' sentences as `_`, everything escaped, nothing that plays tricks shown."""

import re
import secrets
from datetime import datetime
from functools import cache, partial
from typing import Any

from aiohttp import web
from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from bot.messages import LANGUAGES, named, say, worded
from bot.web.figure_value import shown_number, shown_value
from bot.web.language import language_of
from handlers.notice import Value
from reports.period import OFFICE_ZONE

TRICKS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls, marks that turn the direction of text, and halves of a character: none of them is meant to be read."""


def page(request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
    """A whole page or a fragment in the reader's language; the template also knows `lang`, `request` and `_`."""
    language = language_of(request)
    text = (
        _templates()
        .get_template(template)
        .render(
            _=partial(translate, language),
            label=partial(worded, language),
            lang=language,
            languages=LANGUAGES,
            request=request,
            form_id=new_form_id,
            **values,
        )
    )
    return web.Response(text=text, content_type="text/html", status=status)


def fragment(language: str, template: str, **values: Any) -> str:
    """A piece of a page for somebody whose request is not at hand (a pushed reply)."""
    return (
        _templates()
        .get_template(template)
        .render(_=partial(translate, language), lang=language, form_id=new_form_id, **values)
    )


def translate(language: str, key: str, /, **values: Value) -> str:
    return say(key, language, values)


def new_form_id() -> str:
    """Names one filled-in form, so that posting it twice is seen as once."""
    return secrets.token_urlsafe(18)


def harmless(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return TRICKS.sub("\ufffd", value.replace("\r\n", "\n"))
    return value


def local_time(moment: datetime) -> str:
    return f"{moment.astimezone(OFFICE_ZONE):%Y-%m-%d %H:%M}"


def short_numbers(text: str) -> list[str]:
    """Emergency numbers named in a sentence (110, 12356), each once, so that a phone can dial them."""
    return list(dict.fromkeys(re.findall(r"(?<!\d)1\d{2,4}(?!\d)", text)))


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PrefixLoader(
            {
                "web": PackageLoader("bot.web"),
                "portal": PackageLoader("bot.web.portal"),
                "console": PackageLoader("bot.web.console"),
                "chat": PackageLoader("bot.channels.webchat"),
            }
        ),
        autoescape=True,
        finalize=harmless,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["local_time"] = local_time
    environment.filters["short_numbers"] = short_numbers
    environment.globals["say_in"] = translate
    environment.globals["named"] = named
    environment.globals["shown_value"] = shown_value
    environment.globals["shown_number"] = shown_number
    return environment
