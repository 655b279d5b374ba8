"""Errors of the case rules.

CaseError
├── IllegalMove      a move that the state of the case forbids
├── UnknownKind      a kind of case that no table names
└── NotPermitted     a person may not do this to this case
"""


class CaseError(Exception):
    """`key` names the sentence in bot/messages, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


class IllegalMove(CaseError):
    """The state of the case forbids this move."""


class UnknownKind(CaseError):
    """No table of kinds names this kind."""


class NotPermitted(CaseError):
    """This person may not do this to this case."""
