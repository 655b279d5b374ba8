"""People who work in the console, and their sign-ins."""

from dataclasses import dataclass
from datetime import datetime

from cases.access import Person


@dataclass(frozen=True, slots=True)
class Staff:
    """`role` is one of cases.access.Role; `unit` '' for the desk; `password` an argon2id hash."""

    login: str
    name: str
    role: str
    unit: str
    password: str

    @property
    def person(self) -> Person:
        return Person(self.login, self.role, self.unit)


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in. `token_digest` is SHA-256 hex of the cookie's 256-bit token; `csrf` the form token."""

    token_digest: str
    login: str
    csrf: str
    opened_at: datetime
    seen_at: datetime
