"""People who work in the console, and their sign-ins."""

from dataclasses import asdict
from datetime import datetime

from handlers.staff import Session, Staff
from ledger.connection import Connection
from ledger.queries import load
from ledger.values import moment, moment_text

SQL = load("staff")
UNITS = load("cases")


def by_login(db: Connection, login: str) -> Staff | None:
    rows = db.execute(SQL["by_login"], {"login": login}).fetchall()
    return Staff(**dict(rows[0])) if rows else None


def count(db: Connection) -> int:
    [row] = db.execute(SQL["count"]).fetchall()
    return int(row["n"])


def save(db: Connection, staff: Staff) -> None:
    db.execute(SQL["save"], asdict(staff))
    if staff.unit:
        db.execute(UNITS["add_unit"], {"name": staff.unit})


def open_session(db: Connection, session: Session) -> None:
    moments = {
        "opened_at": moment_text(session.opened_at),
        "seen_at": moment_text(session.seen_at),
    }
    db.execute(SQL["open_session"], {**asdict(session), **moments})


def session(db: Connection, token_digest: str) -> Session | None:
    for row in db.execute(SQL["session"], {"token_digest": token_digest}).fetchall():
        return Session(
            token_digest=row["token_digest"],
            login=row["login"],
            csrf=row["csrf"],
            opened_at=moment(row["opened_at"]),
            seen_at=moment(row["seen_at"]),
        )
    return None


def touch_session(db: Connection, token_digest: str, now: datetime) -> None:
    db.execute(SQL["touch_session"], {"token_digest": token_digest, "now": moment_text(now)})


def close_session(db: Connection, token_digest: str) -> None:
    db.execute(SQL["close_session"], {"token_digest": token_digest})
