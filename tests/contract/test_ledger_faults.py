"""What the ledger on SQLite keeps when the process, the disk or another program fails."""

import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from handlers.desk import LedgerUnavailable
from ledger.connection import connect
from ledger.sqlite import open_ledger
from tests.support.records import a_case, a_recorded, opened

ROOT = Path(__file__).parents[2]
KILLS = 10
ACKS_BEFORE_A_KILL = 150


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def acknowledged_until_killed(path: Path, run: str) -> set[str]:
    command = [sys.executable, "-m", "tests.support.writing", str(path), run]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        acks = [child.stdout.readline() for _ in range(ACKS_BEFORE_A_KILL)]
        child.kill()
        acks += child.stdout.readlines()
    return {ack.strip() for ack in acks if ack.endswith("\n")}


def test_kill_9_loses_nothing_that_was_acknowledged(path: Path) -> None:
    acked: set[str] = set()
    for run in range(KILLS):
        acked |= acknowledged_until_killed(path, str(run))
    assert len(acked) >= KILLS * ACKS_BEFORE_A_KILL
    tables = {"cases": "number", "events": "number", "outbox": "dedupe", "inbox": "outside_id"}
    with closing(connect(path, "rw")) as db:
        cases, events, outbox, inbox = (
            {row[0] for row in db.execute(f"SELECT {column} FROM {table}")}
            for table, column in tables.items()
        )
    assert quick_check(path) == "ok"
    assert acked <= cases <= inbox
    assert cases == events == outbox


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that is full, for this process: writes past `size` bytes fail (Python ignores SIGXFSZ)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_a_full_disk_records_nothing_keeps_reading_and_recovers(path: Path) -> None:
    async with open_ledger(path) as ledger:
        await ledger.save(opened(a_case("1")))
        large = opened(a_case("2", content="供热" * 200_000))
        with no_file_larger_than(300_000):
            with pytest.raises(LedgerUnavailable):
                await ledger.save(large)
            assert [case.number for case in await ledger.queue()] == ["1"]
        await ledger.save(large)
        assert [case.number for case in await ledger.queue()] == ["1", "2"]
    assert quick_check(path) == "ok"


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A volume of 3 MB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(tmp_path)]
    try:
        subprocess.run(mount, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting needs root; the limit on the file size above stands in for it")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


async def test_a_full_volume_records_nothing_and_recovers(volume: Path) -> None:
    async with open_ledger(volume / "ledger.db") as ledger:
        await ledger.save(opened(a_case("1")))
        fill(volume / "ballast")
        with pytest.raises(LedgerUnavailable, match="FULL"):
            await ledger.save(opened(a_case("2", content="供热" * 50_000)))
        (volume / "ballast").unlink()
        await ledger.save(opened(a_case("2")))
        assert [case.number for case in await ledger.queue()] == ["1", "2"]


async def test_another_writer_delays_and_then_refuses(path: Path) -> None:
    async with open_ledger(path, patience_s=0.1) as ledger:
        other = connect(path, "rw")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerUnavailable, match="BUSY"):
            await ledger.record(a_recorded())
        assert await ledger.inquiry(a_recorded().inquiry.origin) is None
        assert (await ledger.health())["writer_failing"] == 1
        other.rollback()
        other.close()
        assert await ledger.record(a_recorded()) == a_recorded()
        assert (await ledger.health())["writer_failing"] == 0


async def test_a_read_only_file_can_be_read_and_later_written(path: Path) -> None:
    async with open_ledger(path) as ledger:
        await ledger.save(opened(a_case("1")))
    set_write_version(path, 3)
    async with open_ledger(path) as ledger:
        with pytest.raises(LedgerUnavailable, match="READONLY"):
            await ledger.save(opened(a_case("2")))
        assert [case.number for case in await ledger.queue()] == ["1"]
        set_write_version(path, 2)
        await ledger.save(opened(a_case("2")))


async def test_a_folder_that_is_missing_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(LedgerUnavailable, match="missing"):
        async with open_ledger(tmp_path / "missing" / "ledger.db"):
            pass


async def test_a_file_that_is_no_database_is_unavailable(path: Path) -> None:
    write_register(path)
    with pytest.raises(LedgerUnavailable, match="NOTADB"):
        async with open_ledger(path):
            pass


async def test_every_commit_is_synced_to_disk_before_it_is_acknowledged(path: Path) -> None:
    """What a loss of power would show: kill -9 leaves the system's cache alone. FULL is 2."""
    async with open_ledger(path):
        with closing(connect(path, "rw")) as db:
            pragmas = ("journal_mode", "synchronous", "foreign_keys")
            kept = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
    assert kept == ["wal", 2, 1]


async def test_only_its_owner_may_read_the_files(path: Path) -> None:
    async with open_ledger(path) as ledger:
        await ledger.save(opened(a_case()))
        files = sorted(path.parent.iterdir())
        assert [file.name for file in files] == ["ledger.db", "ledger.db-shm", "ledger.db-wal"]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


async def test_a_closed_ledger_is_unavailable(path: Path) -> None:
    async with open_ledger(path) as ledger:
        pass
    with pytest.raises(LedgerUnavailable):
        await ledger.take_number(2012)
    with pytest.raises(LedgerUnavailable):
        await ledger.queue()


def quick_check(path: Path) -> str:
    with closing(connect(path, "rw")) as db:
        return str(db.execute("PRAGMA quick_check").fetchone()[0])


def write_register(path: Path) -> None:
    path.write_text("序号,受理日期\n" * 100, encoding="utf-8")


def fill(file: Path) -> None:
    try:
        with file.open("wb", buffering=0) as ballast:
            while ballast.write(b"\0" * 4096):
                pass
    except OSError:
        return


def set_write_version(path: Path, version: int) -> None:
    """Above 2 SQLite may only read the file, whoever runs it. Source: sqlite.org/fileformat.html 1.3.2."""
    script = f"f = open({str(path)!r}, 'r+b'); f.seek(18); f.write(bytes([{version}])); f.close()"
    subprocess.run(
        [sys.executable, "-c", script], check=True
    )  # its own process: closing drops locks
