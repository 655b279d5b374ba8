"""People who work in the console, and their sign-ins."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Staff:
    """`role` is operator, officer, supervisor or admin; `unit` '' for the desk; `password` an argon2id hash."""

    login: str
    name: str
    role: str
    unit: str
    password: str


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in. `token_digest` is SHA-256 hex of the cookie's 256-bit token; `csrf` the form token."""

    token_digest: str
    login: str
    csrf: str
    opened_at: datetime
    seen_at: datetime
