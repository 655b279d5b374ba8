"""What is wrong with a file that was to be imported, as data: words are put to it in bot/messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHOWN = 60
"""Characters of a wrong value that are kept to show it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `key` names a sentence of every catalogue, filled by `values`.

    `place` is a row number as a spreadsheet shows it (the head is row 1), a line or paragraph number, or '' for the
    whole file; `column` and `value` are what stood there, shortened.
    """

    key: str
    place: int | str = ""
    column: str = ""
    value: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


class Unreadable(Exception):
    """Nothing of a file can be read; `finding` says why."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.finding = Finding(key, values=values)


def path_name(path: Path) -> str:
    """A path as it may be printed and kept: bytes of a name that is not UTF-8 are escaped."""
    return str(path).encode("utf-8", "backslashreplace").decode()


def shown(value: object) -> str:
    """A wrong value as it may be printed: shortened, with undecodable bytes and control characters escaped."""
    text = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(value)[: SHOWN + 1])
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"
