"""Sign-ins: when they hold, when they lapse, what a failure tells."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from handlers.desk import Desk
from handlers.signing_in import (
    IDLE,
    LONGEST,
    SignInError,
    create_staff,
    first_password,
    new_password,
    renew_password,
    sign_in,
    sign_out,
    signed_in,
)
from tests.support.desk import open_test_desk
from tests.support.records import NOW

PASSWORD = "correct horse battery"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_desk(tmp_path) as desk:
        await create_staff(desk, "li", "李工", "officer", "住建局", PASSWORD)
        yield desk


def later(desk: Desk, span: timedelta) -> Desk:
    return replace(desk, now=lambda: NOW + span)


async def test_a_sign_in_holds_until_it_is_idle_too_long(desk: Desk) -> None:
    _, token = await sign_in(desk, "li", PASSWORD)
    assert await signed_in(later(desk, IDLE), token)
    assert await signed_in(later(desk, 2 * IDLE), token)
    assert await signed_in(later(desk, 3 * IDLE + timedelta(seconds=1)), token) is None
    assert await signed_in(later(desk, 3 * IDLE), token) is None


async def test_a_sign_in_in_constant_use_ends_after_half_a_day(desk: Desk) -> None:
    _, token = await sign_in(desk, "li", PASSWORD)
    for half_hours in range(1, 25):
        assert await signed_in(later(desk, half_hours * IDLE), token)
    assert await signed_in(later(desk, LONGEST + timedelta(seconds=1)), token) is None


async def test_what_is_kept_does_not_open_the_console(desk: Desk) -> None:
    session, token = await sign_in(desk, "li", PASSWORD)
    assert token not in (session.token_digest, session.csrf)
    assert await signed_in(desk, session.token_digest) is None


async def test_signing_out_ends_this_sign_in_alone(desk: Desk) -> None:
    session, token = await sign_in(desk, "li", PASSWORD)
    _, other = await sign_in(desk, "LI ", PASSWORD)
    await sign_out(desk, session)
    assert await signed_in(desk, token) is None
    assert await signed_in(desk, other)


async def test_a_new_password_ends_every_sign_in(desk: Desk) -> None:
    _, token = await sign_in(desk, "li", PASSWORD)
    renewed = await renew_password(desk, "li")
    assert await signed_in(desk, token) is None
    assert await sign_in(desk, "li", renewed)


@pytest.mark.parametrize(
    ("login", "password"),
    [("li", "wrong"), ("nobody", PASSWORD), ("", ""), ("li", "\ud800"), ("li", "x" * 1_000_000)],
)
async def test_every_wrong_sign_in_reads_the_same(desk: Desk, login: str, password: str) -> None:
    with pytest.raises(SignInError, match=r"^sign_in.wrong \{\}$"):
        await sign_in(desk, login, password)


async def test_a_weaker_hash_is_renewed_at_sign_in(desk: Desk) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    staff = await desk.ledger.staff("li")
    assert staff is not None
    await desk.ledger.save_staff(replace(staff, password=weak))
    _, token = await sign_in(desk, "li", PASSWORD)
    renewed = await desk.ledger.staff("li")
    assert renewed is not None
    assert "m=19456,t=2,p=1" in renewed.password
    assert await signed_in(desk, token)


@pytest.mark.parametrize(
    ("login", "role", "key"),
    [("li", "officer", "staff.login_taken"), ("Li Wei", "officer", "staff.bad_login"),
     ("wang", "mayor", "staff.bad_role")],
)  # fmt: skip
async def test_unfit_staff_is_refused(desk: Desk, login: str, role: str, key: str) -> None:
    with pytest.raises(SignInError, match=key):
        await create_staff(desk, login, "", role, "", new_password())


async def test_the_first_password_is_made_only_where_nobody_works(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        password = await first_password(desk)
        assert password is not None
        assert await sign_in(desk, "admin", password)
        assert await first_password(desk) is None
