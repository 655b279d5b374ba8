"""Errors of figures, registers and reports.

ReportError
├── BadRegister      a register that no table names, or a row that cannot be kept
├── BadWording       words with a number that is bound to nothing, or a name that stands for nothing
├── NotSigned        words that nobody has signed off yet
├── NotValid         a format for a year in which it does not hold
├── Broken           identities of the form that the figures break
└── NotTheSame       a frozen file that is not as it was written
"""


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


class Broken(ReportError):
    """What the form says must be equal is not."""


class NotTheSame(ReportError):
    """A frozen file is not as it was written."""
