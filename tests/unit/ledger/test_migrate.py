"""Migrations: once each, in order, and by one program at a time."""

import re
import threading
from contextlib import closing
from pathlib import Path

import pytest

from handlers.desk import LedgerUnavailable
from ledger.connection import connect
from ledger.migrate import prepare
from ledger.queries import FOLDER, load

NUMBERED = [file.stem for file in sorted((FOLDER / "migrations").glob("*.sql"))]
THEMES = sorted(path.stem for path in FOLDER.glob("*.sql") if path.stem != "freezing")
"""What freezes a report works in a file of its own, with the ledger attached: see test_freezing."""


def applied(path: Path) -> list[str]:
    with closing(connect(path, "ro")) as db:
        return [
            row["name"] for row in db.execute("SELECT name FROM _sqlite_migrations ORDER BY id")
        ]


def test_migrations_are_numbered_without_gaps() -> None:
    assert [int(name[:4]) for name in NUMBERED] == list(range(1, len(NUMBERED) + 1))


def test_a_second_opening_applies_nothing_again(tmp_path: Path) -> None:
    prepare(tmp_path / "ledger.db", patience_s=5)
    prepare(tmp_path / "ledger.db", patience_s=5)
    assert applied(tmp_path / "ledger.db") == NUMBERED


def test_programs_that_start_together_migrate_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    failures: list[Exception] = []
    together = threading.Barrier(6)

    def start() -> None:
        together.wait()
        try:
            prepare(path, patience_s=10)
        except Exception as error:
            failures.append(error)

    programs = [threading.Thread(target=start) for _ in range(6)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    assert failures == []
    assert applied(path) == NUMBERED


def test_a_new_file_held_by_another_program_is_unavailable(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "ledger.db", "rwc")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerUnavailable, match="BUSY"):
            prepare(tmp_path / "ledger.db", patience_s=0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_every_named_query_fits_the_migrated_tables(tmp_path: Path, theme: str) -> None:
    prepare(tmp_path / "ledger.db", patience_s=5)
    with closing(connect(tmp_path / "ledger.db", "rw")) as db:
        for name, text in load(theme).items():
            values = dict.fromkeys(re.findall(r":(\w+)", text), 0)
            assert db.execute(f"EXPLAIN {text}", values).fetchall(), name
