"""Published official numbers: these stay readable."""

import re
from collections.abc import Collection, Iterator

from cases.masking.folding import fold
from cases.masking.handles import emails
from cases.masking.telephones import landlines, phones

_COUNTRY = re.compile(r"(?:00)?86(?=\d{9})")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d\d)(?=\d{7})")
_EXTENSION = re.compile(r"(?<=\d{7})-\d{1,5}$")


class Allowed:
    """A landline is known without its area code and with an extension, too."""

    def __init__(self, written: Collection[str]) -> None:
        known = {_plain(one) for one in written}
        self._known = (known | {_AREA.sub("", one, count=1) for one in known}) - {""}

    def has(self, found: str) -> bool:
        return _plain(found) in self._known


def contacts(text: str) -> Iterator[str]:
    """Telephone numbers and e-mail addresses that stand in a text, as written there."""
    plain = fold(text)
    for finder in (emails, phones, landlines):
        yield from (text[span.start : span.end] for span in finder(plain))


def _plain(written: str) -> str:
    """Letters and digits only, without the country's code."""
    bare = _EXTENSION.sub("", fold(written).strip().lower())
    plain = "".join(c for c in bare if c.isalnum() or c == "@")
    return _COUNTRY.sub("", plain, count=1) if plain.isdigit() else plain
