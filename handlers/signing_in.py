"""Staff sign in and out: argon2id passwords, sessions that lapse, failures that tell nothing apart."""

import asyncio
import hmac
import re
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cases.access import Role, may_edit_rules, may_read_record, may_register
from handlers.desk import Desk
from handlers.staff import Session, Staff

ROLES = tuple(role.value for role in Role)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
TOKEN_BYTES = 32
LONGEST_PASSWORD = 256
"""Characters; a longer one is wrong without being hashed."""
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,31}")
FIRST_LOGIN = "admin"

_PASSWORDS = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""OWASP password storage: argon2id m=19 MiB, t=2, p=1 at the least."""
_HASHING = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
"""Two at a time in the whole process, so that a flood of sign-ins cannot fill the memory."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class SignInError(Exception):
    """`key` names the sentence in bot/messages, `values` fill it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(f"{key} {values}")
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody at the console and the session they came with."""

    staff: Staff
    session: Session

    @property
    def edits_rules(self) -> bool:
        return may_edit_rules(self.staff.person)

    @property
    def registers(self) -> bool:
        return may_register(self.staff.person)

    @property
    def reads_record(self) -> bool:
        return may_read_record(self.staff.person)


async def first_password(desk: Desk) -> str | None:
    """Where nobody works yet: creates the first admin and gives the password, to be shown once."""
    if await desk.ledger.staff_count():
        return None
    password = new_password()
    await create_staff(desk, FIRST_LOGIN, "", "admin", "", password)
    return password


async def create_staff(
    desk: Desk, login: str, name: str, role: str, unit: str, password: str
) -> Staff:
    """Raises SignInError: staff.bad_login, staff.bad_role, staff.login_taken."""
    if not LOGIN.fullmatch(login):
        raise SignInError("staff.bad_login", login=login)
    if role not in ROLES:
        raise SignInError("staff.bad_role", role=role)
    if await desk.ledger.staff(login):
        raise SignInError("staff.login_taken", login=login)
    staff = Staff(login, name or login, role, unit, await _hashed(password))
    await desk.ledger.save_staff(staff)
    return staff


async def renew_password(desk: Desk, login: str) -> str:
    """A new password, to be shown once; every earlier sign-in ends. Raises SignInError (staff.unknown)."""
    staff = await desk.ledger.staff(login)
    if staff is None:
        raise SignInError("staff.unknown", login=login)
    password = new_password()
    await desk.ledger.save_staff(replace(staff, password=await _hashed(password)))
    return password


def new_password() -> str:
    """Four groups of five, 99 bits, without letters that are mistaken for others."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))


async def sign_in(desk: Desk, login: str, password: str) -> tuple[Session, str]:
    """The session and the cookie's token. Raises SignInError (sign_in.wrong), as slowly for an unknown login."""
    staff = await desk.ledger.staff(login.strip().lower())
    known = staff.password if staff else _nobody()
    if not await _is_right(known, password) or staff is None:
        raise SignInError("sign_in.wrong")
    if _PASSWORDS.check_needs_rehash(staff.password):
        staff = replace(staff, password=await _hashed(password))
        await desk.ledger.save_staff(staff)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = desk.now()
    session = Session(_digest(token), staff.login, _form_token(token, staff), now, now)
    await desk.ledger.open_session(session)
    return session, token


async def signed_in(desk: Desk, token: str) -> SignedIn | None:
    """None when the session is unknown, idle for `IDLE`, older than `LONGEST`, or from before a new password."""
    session = await desk.ledger.session(_digest(token)) if token else None
    if session is None:
        return None
    staff = await desk.ledger.staff(session.login)
    now = desk.now()
    lapsed = now - session.seen_at > IDLE or now - session.opened_at > LONGEST
    if staff is None or lapsed or not hmac.compare_digest(session.csrf, _form_token(token, staff)):
        await desk.ledger.close_session(session.token_digest)
        return None
    if now - session.seen_at > TOUCH_EVERY:
        await desk.ledger.touch_session(session.token_digest, now)
    return SignedIn(staff, session)


async def sign_out(desk: Desk, session: Session) -> None:
    await desk.ledger.close_session(session.token_digest)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _form_token(token: str, staff: Staff) -> str:
    """Made from the password's hash too, so that a new password ends the sessions of the old one."""
    return hmac.new(token.encode(), staff.password.encode(), sha256).hexdigest()


async def _hashed(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(_HASHING, _PASSWORDS.hash, password)


async def _is_right(known: str, password: str) -> bool:
    if len(password) > LONGEST_PASSWORD:
        return False
    return await asyncio.get_running_loop().run_in_executor(_HASHING, _verify, known, password)


def _verify(known: str, password: str) -> bool:
    try:
        return _PASSWORDS.verify(known, password.encode("utf-8", "replace"))
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _PASSWORDS.hash(secrets.token_urlsafe(TOKEN_BYTES))
