"""Every sentence said to people: catalogues zh, en, ru in gettext's .po form, one file for each theme.

A message id is a key ('case.opened'), never a sentence; values stand in {braces}. A value named `n` chooses the
plural form. `render` gives plain text: escaping is the channel's work.
"""

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from handlers.notice import Notice, Value

LANGUAGES = ("zh", "en", "ru")
"""The first is the office's own and stands in where a reader's language is not known."""


def render(notice: Notice, language: str) -> str:
    """The sentence of its key, between those that its values name as `before` and `also`."""
    keys = (notice.values.get("before"), notice.key, notice.values.get("also"))
    return "\n".join(say(str(key), language, notice.values) for key in keys if key)


def say(key: str, language: str, values: Mapping[str, Value] | None = None) -> str:
    """The sentence of this key. Raises KeyError when the catalogue lacks the key or `values` lacks a placeholder."""
    catalogue = _catalogue(language if language in LANGUAGES else LANGUAGES[0])
    values = values or {}
    n = values.get("n")
    text = catalogue.ngettext(key, key, n) if isinstance(n, int) else catalogue.gettext(key)
    if text == key:
        raise KeyError(f"{language}: {key}")
    return text.format_map(values)


def named(language: str, theme: str, name: str) -> str:
    """A kind, channel or actor in the reader's language; one that only the office knows, as the office wrote it."""
    key = f"{theme}.{name}"
    return say(key, language) if has(key) else name


def worded(language: str, words: str) -> str:
    """Of a key of the catalogue; what is none are words already."""
    return say(words, language) if has(words) else words


def has(key: str) -> bool:
    """Whether the office's catalogue has this key."""
    return _catalogue(LANGUAGES[0]).gettext(key) != key


def files(language: str) -> list[Path]:
    return sorted((Path(__file__).parent / language).glob("*.po"))


@cache
def _catalogue(language: str) -> GNUTranslations:
    whole = Catalog(locale=language, charset="utf-8")
    for path in files(language):
        with path.open("rb") as f:
            for message in read_po(f, locale=language):
                if message.id:
                    whole[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return GNUTranslations(compiled)
