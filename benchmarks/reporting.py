"""The annual report over many cases: made, frozen and recomputed; beside it the same figures by pandas.

The cases of 2012 are spread over channels, units and days as an office's register is; half of them were published, four
in five answered. Each way works in a process of its own, on one core, and tells the largest memory that it took.
"""

import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from benchmarks.answering import one_core
from ledger.connection import connect
from ledger.migrate import prepare

SIZES = (10_000, 100_000, 1_000_000)
YEAR = 2012
CHANNELS = ("民心网", "市长热线", "webchat", "telegram")
UNITS = tuple(f"单位{n}" for n in range(40))
KINDS = ("咨询", "求助", "投诉", "建议")
DAYS = [(date(YEAR, 1, 1) + timedelta(n)).isoformat() for n in range(366)]
COLUMN_OF = {"open": 6, "accept": 7, "transfer": 8, "reply": 10, "close": 11, "publish": 12}
"""Move → the column of its day."""
WAYS = ("report", "freeze", "verify", "pandas")
_BATCH = 20_000


def rows() -> Iterator[dict[str, object]]:
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder) / "ledger.db", size)
            for way in WAYS:
                yield _row(size, way, _measured(way, Path(folder)))


def _row(size: int, way: str, told: dict[str, float]) -> dict[str, object]:
    limit = {"report": "limit at 1M 3 s, 300 MB", "freeze": "limit at 1M 30 s"}.get(way, "")
    return {
        "bench": "reporting",
        "case": f"{way}, {size:,} cases",
        "value": f"{told['seconds']:.2f}",
        "unit": "s",
        "note": f"{told['megabytes']:.0f} MB; {limit}",
    }


def _measured(way: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.reporting", way, str(folder)]
    told: dict[str, float] = json.loads(subprocess.check_output(command, text=True))
    return told


def fill(path: Path, size: int) -> None:
    """Rows and events as they are written with the cases; the links of the chain are digests of the number alone."""
    prepare(path, patience_s=5.0)
    chance = random.Random(YEAR)
    with closing(connect(path, "rw")) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        for first in range(0, size, _BATCH):
            batch = [_facts(n, chance) for n in range(first, min(first + _BATCH, size))]
            db.execute("BEGIN")
            db.executemany(f"INSERT INTO case_facts VALUES ({', '.join('?' * 28)})", batch)
            db.executemany(
                "INSERT INTO events (number, at, actor, move, detail, detail_digest, link)"
                " VALUES (?, ?, '', ?, '', '', ?)",
                (event for row in batch for event in _events(row)),
            )
            db.execute("COMMIT")


def _facts(n: int, chance: random.Random) -> tuple[object, ...]:
    """In the order of the columns of case_facts."""
    received = chance.randrange(340)
    replied = DAYS[received + chance.randrange(1, 14)] if chance.random() < 0.8 else ""
    day, due = DAYS[received], DAYS[received + 9]
    return (
        *(day[:7], chance.choice(CHANNELS), chance.choice(UNITS), f"{YEAR}-{n:07}"),
        *(chance.choice(KINDS), chance.choice(("财政", "环境保护", "")), day, day, day, day),
        *(replied, replied, replied if n % 2 else "", "", due, 1, 0, 1, 0, 0),
        *(chance.choice((-1, 0, 1)), 1, 1, 1, chance.choice(("满意", "基本满意", "不满意"))),
        *("", "", ""),
    )


def _events(row: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    number = str(row[3])
    for move, column in COLUMN_OF.items():
        if row[column]:
            at = f"{row[column]}T01:00:00.000000+00:00"
            yield number, at, move, sha256(number.encode()).hexdigest()


async def _with_desk(folder: Path, way: str) -> None:
    from bot.app import open_desk
    from bot.settings import Settings
    from handlers.annual import ReportAsked, annual_report, words_for
    from handlers.freezing import freeze_report

    async with open_desk(Settings(data=folder)) as desk:
        asked = ReportAsked(YEAR, "2008")
        words = await words_for(desk, YEAR, "2008")
        if way == "report":
            await annual_report(desk, asked, words)
        else:
            out = folder / "frozen.db"
            await freeze_report(desk, asked, words, out, {}, lambda table, done: None)


def _pandas(folder: Path) -> None:
    """Received, accepted, published, replied by channel, unit and month, and the rates of the words."""
    import pandas

    warnings.simplefilter("ignore", UserWarning)  # it knows sqlite3 and not its newer twin
    with closing(connect(folder / "ledger.db", "ro")) as db:
        db.row_factory = None
        told = pandas.read_sql("SELECT * FROM case_facts WHERE counted = 1", db)
    told = told[told.received_on.between(f"{YEAR}-01-01", f"{YEAR}-12-31")]
    done = {name: told[name].between("0", f"{YEAR}-12-31") for name in told if name.endswith("_on")}
    told = told.assign(
        replied=done["replied_on"],
        closed=done["closed_on"],
        published=done["published_on"],
        replied_of_published=done["published_on"] & done["replied_on"],
    )
    counted = told.groupby(["month", "channel", "unit"])[
        ["replied", "closed", "published", "replied_of_published"]
    ].agg(["sum", "count"])
    assert int(counted["replied"]["count"].sum()) == len(told)


def _main(way: str, folder: Path) -> None:
    started = perf_counter()
    with one_core():
        match way:
            case "pandas":
                _pandas(folder)
            case "verify":
                from reports.verify import cells

                cells(folder / "frozen.db")
            case _:
                asyncio.run(_with_desk(folder, way))
    took = perf_counter() - started
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": took, "megabytes": largest}))


if __name__ == "__main__":
    _main(sys.argv[1], Path(sys.argv[2]))
