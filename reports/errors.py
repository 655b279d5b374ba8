"""Errors of figures, registers and reports.

ReportError
├── BadRegister      a register that no table names, or a row that cannot be kept
├── BadWording       words with a number that is bound to nothing, or a name that stands for nothing
├── NotSigned        words that nobody has signed off yet
├── NotValid         a format for a year in which it does not hold, a cell that it does not have
├── Broken           identities of the form that the figures break
└── NotTheSame       a frozen file that is not as it was written
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


class ReportError(Exception):
    """`key` names the sentence in bot/messages, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class BadRegister(ReportError):
    """No table names this register, or a row of it cannot be kept."""


class BadWording(ReportError):
    """A number in the words is bound to nothing, or a name in them stands for nothing."""


class NotSigned(ReportError):
    """A section that a person writes has not been signed off."""


class NotValid(ReportError):
    """The format does not hold for this year."""


@dataclass(frozen=True, slots=True)
class Found:
    """What breaks an identity. `identity`: its name; `cells`: key, place in the printed table, value; `left` and
    `right`: both sums, the same number where it is one cell that cannot be as it is."""

    identity: str
    cells: Sequence[tuple[str, str, int | Decimal]]
    left: int | Decimal
    right: int | Decimal
    is_warning: bool = False


class Broken(ReportError):
    """What the form says must be equal is not."""

    def __init__(self, key: str, found: Found, **values: str) -> None:
        super().__init__(key, **values)
        self.found = found


class NotTheSame(ReportError):
    """A frozen file is not as it was written."""
