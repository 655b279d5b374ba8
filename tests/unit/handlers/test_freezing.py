"""A frozen report: anybody recomputes it, and whatever was changed shows."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.frozen_files import beside
from bot.messages import LANGUAGES, say
from cases.case import Contact, Origin
from handlers.annual import ReportAsked, words_for
from handlers.freezing import freeze_report
from ledger.sqlite import open_ledger
from reports import verify
from reports.document import Document
from reports.errors import NotValid
from tests.support.records import a_case, opened
from tests.support.reporting import open_town_2012

ASKED = ReportAsked(2012, "2008")
PROGRAM = Path(verify.__file__)


async def frozen(folder: Path, asked: ReportAsked = ASKED) -> tuple[Path, Document, str]:
    async with open_town_2012(folder) as desk:
        told = {lang: (lambda key, lang=lang: say(key, lang)) for lang in LANGUAGES}
        words = await words_for(desk, asked.year, asked.format)
        path = folder / "report-2012.db"
        made = await freeze_report(desk, asked, words, path, told, lambda table, rows: None)
        return path, *made


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    path, document, digest = asyncio.run(frozen(tmp_path_factory.mktemp("frozen")))
    for name, content in beside(path, document, digest):
        name.write_bytes(content)
    return path


@pytest.fixture
def copy(kept: Path, tmp_path: Path) -> Path:
    """Without the description beside it: what is found is found in the file itself."""
    return Path(shutil.copy(kept, tmp_path / "copy.db"))


def run(path: Path) -> subprocess.CompletedProcess[str]:
    """The stand-alone program, with nothing but the standard library."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(PROGRAM), str(path)], capture_output=True, text=True
    )


def different(path: Path) -> list[str]:
    """What does not agree, by name."""
    done = run(path)
    assert done.returncode == 1
    return [line.split("\t")[1] for line in done.stdout.splitlines() if "DIFFERENT" in line]


def alter(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        assert db.execute(sql).rowcount == 1
        db.commit()


def test_everything_agrees(kept: Path) -> None:
    done = run(kept)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "everything agrees"
    assert "same\tquestion_replies:%\t81% (370/457)\t370/457" in done.stdout


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        (
            "UPDATE case_facts SET replied_on = '' WHERE number = 'MX0001'",
            {"digest", "question_replies:%"},
        ),
        ("DELETE FROM case_facts WHERE number = 'RX0001'", {"digest", "calls", "calls_closed:%"}),
        ("UPDATE register_rows SET quantity = 17 WHERE quantity = 16", set()),
        ("UPDATE figures SET numerator = 371 WHERE name = 'question_replies:%'", {"digest", "question_replies:%"}),
        ("UPDATE figures SET printed = '82%' WHERE name = 'question_replies:%'", {"digest", "question_replies:%"}),
        ("UPDATE texts SET words = '全部办结' WHERE place = '000.000'", {"digest"}),
        ("UPDATE events SET day = '2012-12-31' WHERE number = 'MX0001' AND move = 'reply'", {"digest", "replied_on"}),
        ("UPDATE about SET value = '另一市' WHERE key = 'office'", {"digest"}),
        ("UPDATE definitions SET label = '' WHERE name = 'received.zh'", {"digest"}),
    ],
)  # fmt: skip
def test_what_was_altered_is_named(copy: Path, sql: str, named: set[str]) -> None:
    if named:
        alter(copy, sql)
        assert set(different(copy)) == named
    else:
        alter(
            copy,
            "UPDATE register_rows SET quantity = 10 WHERE register = '信息查阅室' AND unit = '绥芬河镇'",
        )
        assert set(different(copy)) == {"digest", "reading_rooms"}


def test_each_figure_is_found_when_it_is_planted_wrong(kept: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(kept)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM figures WHERE query <> ''")]
    assert len(names) > 40
    copy = Path(shutil.copy(kept, tmp_path / "copy.db"))
    with closing(sqlite3.connect(copy)) as db:
        db.execute("UPDATE figures SET numerator = numerator + 1 WHERE query <> ''")
        db.commit()
    assert set(different(copy)) == {"digest", *names}


def test_one_byte_is_enough(kept: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(kept, tmp_path / kept.name))
    shutil.copy(kept.with_name(f"{kept.stem}.dcat.jsonld"), tmp_path)
    assert run(copy).returncode == 0
    content = bytearray(copy.read_bytes())
    content[-1] ^= 1
    copy.write_bytes(content)
    assert "DIFFERENT\tfile" in run(copy).stdout
    with pytest.raises(ValueError, match="file"):
        verify.cells(copy)


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_frozen_report_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    done = run(path)
    assert (done.returncode, done.stdout) == (2, "")
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr
    assert run(tmp_path / "nothing.db").returncode == 2


def test_a_question_may_ask_and_nothing_else(copy: Path) -> None:
    alter(copy, "UPDATE figures SET query = 'ATTACH ''stolen.db'' AS s' WHERE name = 'calls'")
    assert run(copy).returncode == 2


async def test_nobody_is_named(tmp_path: Path) -> None:
    """Neither words nor contacts, actors, the number of a guarded case or the unit that had it."""
    async with open_ledger(tmp_path / "ledger.db") as ledger:
        secret = a_case(
            "2012-00001",
            origin=Origin("telegram", "chat-77"),
            kind="举报",
            content="某局收了好处",
            contact=Contact("王女士", "13900000000"),
            unit="环保局",
        )
        await ledger.save(opened(secret))
    path, _, _ = await frozen(tmp_path)
    content = path.read_bytes().decode("utf-8", "ignore")
    for word in ("好处", "王女士", "13900000000", "chat-77", "2012-00001"):
        assert word not in content
    with closing(sqlite3.connect(path)) as db:
        [row] = db.execute("SELECT number, unit FROM case_facts WHERE kind = '举报'").fetchall()
        assert row == ("保密-000001", "")
        assert db.execute("SELECT count(*) FROM events WHERE number = '保密-000001'").fetchone()[0]


async def test_what_cannot_be_frozen_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotValid):
        await frozen(tmp_path, replace(ASKED, format="2021"))
    assert not [path for path in tmp_path.iterdir() if "report" in path.name]
