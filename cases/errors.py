"""Errors of the case rules.

CaseError
├── BadForm          what a citizen filled in cannot be kept
├── IllegalMove      a move that the state of the case forbids
├── UnknownKind      a kind of case that no table names
├── BadTable         a row of a packaged table cannot be used
├── NotPermitted     a person may not do this to this case
└── NotFound         no case has this number and this query code
"""


class CaseError(Exception):
    """`key` names the sentence in bot/messages, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class BadForm(CaseError):
    """What a citizen filled in is empty or too long."""


class IllegalMove(CaseError):
    """The state of the case forbids this move."""


class UnknownKind(CaseError):
    """No table of kinds names this kind."""


class BadTable(CaseError):
    """A row of cases/calendar.toml or cases/kinds/ lacks something, is ill-formed or contradicts another."""


class NotPermitted(CaseError):
    """This person may not do this to this case."""


class NotFound(CaseError):
    """The number, the query code or both are wrong: the citizen is not told which."""


def require(holds: object, key: str, **values: str) -> None:
    """Raises IllegalMove with that sentence unless it holds."""
    if not holds:
        raise IllegalMove(key, **values)
