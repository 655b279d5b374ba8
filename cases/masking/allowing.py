"""Published official numbers: these stay readable."""

import re
from collections.abc import Collection

from cases.masking.folding import fold

_COUNTRY = re.compile(r"(?:00)?86(?=\d{9})")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d\d)(?=\d{7})|0(?:10|2\d)(?=\d{7})")


class Allowed:
    """A landline is known without its area code too."""

    def __init__(self, written: Collection[str]) -> None:
        known = {_plain(one) for one in written}
        self._known = (known | {_AREA.sub("", one, count=1) for one in known}) - {""}

    def has(self, found: str) -> bool:
        return _plain(found) in self._known


def _plain(written: str) -> str:
    """Signs and digits only."""
    plain = "".join(c for c in fold(written).lower() if c.isalnum() or c == "@")
    return _COUNTRY.sub("", plain, count=1) if plain.isdigit() else plain
