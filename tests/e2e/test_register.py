"""An office's past comes along: `cases import`, then `figures`, as separate programs on a fresh folder."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from holidays import country_holidays

from ledger.sqlite import open_ledger
from reports.period import Period, office_day

ROOT = Path(__file__).parents[2]
MAKER = ROOT.parent / "shared" / "fixtures" / "make_register.py"
HEAD = ["编号", "渠道", "类型", "承办单位", "收件时间", "答复时间", "办结时间", "是否公开"]
ROWS = [
    ["1", "民心网", "咨询", "环保局", "2012-01-04 09:00", "2012-01-06 09:00", "2012-01-06", "是"],
    ["2", "民心网", "投诉", "=环保局", "2012-02-04 09:00", "", "", "是"],
    ["3", "市长热线", "求助", "公安局", "2012-02-05 09:00", "2012-03-05", "2012-03-06", "否"],
]
YEAR = ("--from", "2012-01-01", "--to", "2012-12-31")


def program(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "zh_CN.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def write(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as f:
        csv.writer(f).writerows([HEAD, *rows])
    return path


def figures(data: Path, *words: str) -> dict[tuple[str, str], dict[str, Any]]:
    done = program("figures", "--data", data, *YEAR, "--json", *words)
    assert done.returncode == 0, done.stderr
    return {(row["group"], row["figure"]): row for row in json.loads(done.stdout)}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "fresh" / "data"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_register_lands_whatever_its_encoding(data: Path, tmp_path: Path, encoding: str) -> None:
    done = program("cases", "import", "--data", data, write(tmp_path / "r.csv", ROWS, encoding))
    assert (done.returncode, done.stdout) == (0, "已导入 3 件工单。\n")
    counted = figures(data, "--by", "channel")
    assert counted["民心网", "reply_rate"] == {
        "figure": "reply_rate",
        "by": "channel",
        "group": "民心网",
        "numerator": 1,
        "denominator": 2,
        "value": 0.5,
        "base": "received",
        "as_of": counted["民心网", "reply_rate"]["as_of"],
    }
    assert counted["市长热线", "closed"]["value"] == 1


def test_same_register_again_changes_nothing(data: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "r.csv", ROWS)
    program("cases", "import", "--data", data, file)
    again = program("cases", "import", "--data", data, file)
    assert again.returncode == 0
    assert "3 件已在系统中" in again.stdout
    assert figures(data)["", "received"]["value"] == 3


def test_bad_row_keeps_everything_out_unless_the_good_are_wanted(
    data: Path, tmp_path: Path
) -> None:
    early = ["4", "民心网", "咨询", "", "2012-05-04 09:00", "2012-05-03 09:00", "", "否"]
    file = write(tmp_path / "r.csv", [*ROWS, early])
    refused = program("cases", "import", "--data", data, file)
    assert refused.returncode == 1
    assert "\t5\t答复时间\t2012-05-03 09:00\t早于收件时间" in refused.stdout
    assert figures(data)["", "received"]["value"] == 0
    kept = program("cases", "import", "--data", data, "--keep-good", file)
    assert kept.returncode == 1
    assert "已导入 3 件工单" in kept.stdout
    assert figures(data)["", "received"]["value"] == 3


def test_broken_bytes_are_a_finding_with_their_row(data: Path, tmp_path: Path) -> None:
    file = write(tmp_path / "r.csv", ROWS)
    file.write_bytes(file.read_bytes().replace("公安局".encode(), b"\xe5\x85\xff"))
    done = program("cases", "import", "--data", data, file)
    assert done.returncode == 1
    assert "\t4\t承办单位\t" in done.stdout


@pytest.mark.parametrize(
    ("name", "content"), [("gone.csv", None), ("empty.csv", b""), ("broken.xlsx", b"PK\x03\x04no")]
)
def test_file_that_cannot_be_read_is_exit_two(
    data: Path, tmp_path: Path, name: str, content: bytes | None
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    done = program("cases", "import", "--data", data, file)
    assert done.returncode == 2
    assert name in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2012-12-31", "--to", "2012-01-01"),
        ("--from", "2012-02-30", "--to", "2012-12-31"),
        (*YEAR, "--by", "weather"),
        (*YEAR, "--csv", "/nowhere/at/all.csv"),
    ],
)
def test_wrong_call_of_figures_is_exit_two(data: Path, words: Sequence[str]) -> None:
    done = program("figures", "--data", data, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_files_open_in_a_spreadsheet_and_run_nothing(data: Path, tmp_path: Path) -> None:
    program("cases", "import", "--data", data, write(tmp_path / "r.csv", ROWS))
    written, book = tmp_path / "f.csv", tmp_path / "f.xlsx"
    done = program(
        "figures", "--data", data, *YEAR, "--by", "unit", "--csv", written, "--xlsx", book
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert written.read_bytes().startswith(b"\xef\xbb\xbf")
    with written.open(encoding="utf-8-sig", newline="") as f:
        assert {row["组"] for row in csv.DictReader(f)} == {"'=环保局", "环保局", "公安局"}
    sheet = openpyxl.load_workbook(book).active
    assert sheet is not None
    cells = [row[2] for row in sheet.iter_rows(min_row=2) if row[2].value == "=环保局"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_table_names_every_figure_in_words(data: Path, tmp_path: Path) -> None:
    program("cases", "import", "--data", data, write(tmp_path / "r.csv", ROWS))
    shown = program("figures", "--data", data, *YEAR).stdout
    assert all(label in shown for label in ("回复率", "办结率", "按时办结率", "66.7%"))


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_figures_of_the_2012_report_come_out(data: Path, tmp_path: Path, ending: str) -> None:
    if not MAKER.exists():
        pytest.skip(f"{MAKER} is not here")
    subprocess.run([sys.executable, MAKER, tmp_path], check=True)
    done = program("cases", "import", "--data", data, tmp_path / f"cases-2012{ending}")
    assert done.returncode == 0, done.stdout
    counted = figures(data, "--by", "channel")
    wanted = [
        ("民心网", "published", 457, 457),
        ("民心网", "replied", 370, 457),
        ("民心网", "reply_rate", 370, 457),
        ("民心网", "published_reply_rate", 370, 457),
        ("市长热线", "received", 668, 668),
        ("市长热线", "closed", 668, 668),
        ("市长热线", "closing_rate", 668, 668),
        ("依申请公开", "received", 1, 1),
        ("依申请公开", "replied", 1, 1),
    ]
    for channel, name, numerator, denominator in wanted:
        row = counted[channel, name]
        assert (row["numerator"], row["denominator"]) == (numerator, denominator), name
    assert figures(data)["", "received"]["value"] == 1126


async def test_every_case_of_2012_has_its_working_days(data: Path, tmp_path: Path) -> None:
    """Due dates recounted day by day with another library's calendar."""
    if not MAKER.exists():
        pytest.skip(f"{MAKER} is not here")
    subprocess.run([sys.executable, MAKER, tmp_path], check=True)
    program("cases", "import", "--data", data, tmp_path / "cases-2012.csv")
    calendar = country_holidays("CN", years=range(2011, 2014))
    limits = {"咨询": 3, "求助": 3, "投诉": 7, "建议": 15, "表扬": 3, "其他": 5}
    async with open_ledger(data / "ledger.db") as ledger:
        cases = await ledger.cases_in(Period(date(2012, 1, 1), date(2012, 12, 31)))
        kept = [case for case in cases if case.channel != "依申请公开"]
        assert len(kept) == 1125
        for case in kept:
            day, left = office_day(case.received_at), limits[case.kind]
            while left:
                day += timedelta(1)
                left -= calendar.is_working_day(day)
            assert (case.due_on, case.clock.limit.days) == (day, limits[case.kind]), case.number
            assert case.watch_on is None
            assert not case.due_provisional
        [application] = [case for case in cases if case.channel == "依申请公开"]
        assert (application.clock.limit.days, application.clock.limit.unit) == (15, "wd")


@pytest.mark.parametrize("name", ["ledger.db", "knowledge.db"])
def test_damaged_database_is_told_in_a_sentence(data: Path, tmp_path: Path, name: str) -> None:
    data.mkdir(parents=True)
    (data / name).write_text("no database " * 99)
    file = write(tmp_path / "r.csv", ROWS)
    for words in (("cases", "import", "--data", data, file), ("figures", "--data", data, *YEAR)):
        done = program(*words)
        assert (done.returncode, done.stdout) == (1, "")
        assert len(done.stderr.splitlines()) == 1
