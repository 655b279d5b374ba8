"""The annual report as an office makes it: from the command line on a fresh folder, and at the console."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.test_case_rules import Officer
from tests.support.program import ROOT, Program, run_command, serving
from tests.support.town_2012 import HEAD, register_2012
from tests.support.visitor import Answer, Visitor

REPORT = "/console/report/2012/2008"


def write_register(folder: Path) -> Path:
    path = folder / "cases-2012.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as f:
        csv.writer(f).writerows([HEAD, *register_2012()])
    return path


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh folder plus an imported register."""
    data = tmp_path_factory.mktemp("town")
    done = run_command(data, "cases", "import", str(write_register(tmp_path_factory.mktemp("csv"))))
    assert done.returncode == 0, done.stdout
    return data


@pytest.mark.parametrize("ending", ["docx", "html", "xlsx", "json"])
def test_the_report_is_written_as_what_its_name_says(
    town: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / f"report.{ending}"
    done = run_command(
        town, "report", "annual", "--year", "2012", "--format", "2008", "--out", str(out)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "均由记录算出" in done.stdout
    assert out.stat().st_size > 10_000


def test_frozen_recomputed_and_altered(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "report-2012.db"
    done = run_command(town, "report", "freeze", "--year", "2012", "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {
        "report-2012.db",
        "report-2012-figures.csv",
        "report-2012.dcat.jsonld",
    }
    agreed = run_command(town, "report", "verify", str(out))
    assert agreed.returncode == 0
    assert "DIFFERENT" not in agreed.stdout
    with closing(sqlite3.connect(out)) as db:
        program = db.execute("SELECT value FROM about WHERE key = 'verify.py'").fetchone()[0]
        db.execute("UPDATE case_facts SET published_on = '' WHERE number = 'MX0003'")
        db.commit()
    alone = tmp_path / "verify.py"
    alone.write_text(program, encoding="utf-8")
    for command in (
        [sys.executable, "-I", "-S", str(alone), str(out)],
        [sys.executable, str(ROOT / "bot.py"), "report", "verify", str(out)],
    ):
        altered = subprocess.run(command, capture_output=True, text=True, check=False)
        assert altered.returncode == 1
        assert "DIFFERENT\tquestions" in altered.stdout
    refused = run_command(
        town,
        "report",
        "annual",
        "--year",
        "2012",
        "--last-year",
        str(out),
        "--out",
        str(tmp_path / "x.json"),
    )
    assert refused.returncode == 1
    assert "已被改动" in refused.stderr
    assert not (tmp_path / "x.json").exists()


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("--year", "2012", "--format", "2021"), "格式 2021 适用于", 1),
        (("--year", "2012", "--format", "abc"), "没有格式", 1),
        (("--year", "2011"), "还没有撰写", 1),
        (("--year", "2012", "--as-of", "2013-01-01"), "不在 2012 年内", 2),
        (("--year", "2099", "--as-of", "2099-01-01"), "还没有到", 2),
        (("--year", "2012", "--as-of", "2012-02-01"), "还没有登记", 1),
        (("--year", "2012", "--last-year", "nothing.db"), "nothing.db", 1),
    ],
)
def test_what_keeps_it_from_being_made_is_said(
    town: Path, tmp_path: Path, words: tuple[str, ...], said: str, status: int
) -> None:
    out = tmp_path / "report.json"
    done = run_command(town, "report", "annual", *words, "--out", str(out))
    assert (done.returncode, out.exists()) == (status, False)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("act", ["annual", "freeze"])
def test_where_nothing_can_be_written_is_said(town: Path, act: str) -> None:
    out = "/nonexistent/report.json"
    done = run_command(town, "report", act, "--year", "2012", "--out", out)
    assert done.returncode == 2
    assert out in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("figures.toml", "smallest = 'a'", "figures.toml 的 smallest"),
        ("figures.toml", "smalest = 1", "没有 smalest"),
        ("figures.toml", "smallest", "不是正确的 TOML"),
        ("registers.toml", "[[register]]\nname = '册'", "registers.toml"),
        (
            "bindings.toml",
            "[bind]\nx = { case = 'nix' }",
            "bindings.toml：“x”引用了不存在的指标“nix”",
        ),
    ],
)
def test_an_office_file_that_is_wrong_is_named(
    tmp_path: Path, file: str, text: str, said: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    out = str(tmp_path / "report.json")
    done = run_command(tmp_path, "report", "annual", "--year", "2012", "--out", out)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_year_without_cases_has_no_rate_to_print(tmp_path: Path) -> None:
    out = str(tmp_path / "report.json")
    done = run_command(tmp_path, "report", "annual", "--year", "2012", "--out", out)
    assert done.returncode == 1
    assert "question_replies" in done.stderr
    assert "基数为零" in done.stderr


def test_an_unknown_ending_is_named(town: Path, tmp_path: Path) -> None:
    done = run_command(town, "report", "annual", "--year", "2012", "--out", str(tmp_path / "r.odt"))
    assert done.returncode == 2
    assert ".docx" in done.stderr


def test_registers_come_in_whole_or_not_at_all(town: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    good = "登记册,起,止,单位,事项,数量\n发文,2011-01-01,2011-12-31,某办,发文,12\n"
    file.write_text(good + "没有的,2011-01-01,,,,1\n", encoding="utf-8")
    refused = run_command(town, "registers", "import", str(file))
    assert refused.returncode == 1
    assert "没有这种登记册" in refused.stdout
    file.write_text(good, encoding="utf-8")
    assert "已登记 1 行" in run_command(town, "registers", "import", str(file)).stdout
    assert "1 行已在登记册中" in run_command(town, "registers", "import", str(file)).stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> object:
    data = tmp_path_factory.mktemp("console")
    register = write_register(tmp_path_factory.mktemp("csv"))
    assert run_command(data, "cases", "import", str(register)).returncode == 0
    with serving(data) as running:
        yield running


@pytest.fixture(scope="module")
def editor(program: Program) -> Officer:
    return Officer(program, "editor")


@pytest.fixture(scope="module")
def auditor(program: Program) -> Officer:
    return Officer(program, "auditor")


@pytest.fixture(scope="module")
def supervisor(program: Program) -> Officer:
    return Officer(program, "supervisor")


def send(by: Officer, path: str, **form: str) -> Answer:
    csrf = re.search(r'name="csrf" value="(\w+)"', by.get(path).text)
    assert csrf is not None
    return by.post(path.partition("?")[0], {"csrf": csrf[1], **form})


def alert(answer: Answer) -> str:
    found = re.search(r'role="alert">([^<]+)<', answer.text)
    return found[1] if found else ""


def test_words_pass_through_three_hands(
    program: Program, editor: Officer, auditor: Officer, supervisor: Officer
) -> None:
    citizen = Visitor(program.base)
    assert citizen.get("/report/2012").status == 200
    typed = send(editor, REPORT, act="write", section="5", words="问题3个")
    assert (typed.status, "没有出处" in alert(typed)) == (422, True)
    words = "主要问题：公布问题{questions}条，回复率{question_replies:%}。"
    assert send(editor, REPORT, act="write", section="5", words=words).status == 303
    assert citizen.get("/report/2012").status == 404
    assert "不同的人" in alert(send(editor, REPORT, act="review", section="5", words=words))
    assert "还没有审核" in alert(send(supervisor, REPORT, act="sign", section="5", words=words))
    assert "已被他人修改" in alert(send(auditor, REPORT, act="review", section="5", words="别的"))
    assert send(auditor, REPORT, act="review", section="5", words=words).status == 303
    assert "不能改动" in alert(send(auditor, REPORT, act="sign", section="5", words=words))
    assert send(supervisor, REPORT, act="sign", section="5", words=words).status == 303
    published = citizen.get("/report/2012")
    assert published.status == 200
    assert re.search(r"主要问题：公布问题<a[^>]*>457</a>条，回复率<a[^>]*>81%</a>", published.text)


def test_every_number_leads_to_as_many_rows(editor: Officer) -> None:
    page = editor.get(f"{REPORT}/preview").text
    links = set(re.findall(r'href="(/console/report/[^"]+behind[^"]+)"', page))
    assert len(links) > 40
    for link in links:
        shown = editor.get(link.replace("&amp;", "&"))
        assert shown.status == 200
        listed = re.search(r'id="listed">(\d+)<', shown.text)
        assert listed is not None
        body = shown.text.partition("<tbody>")[2].partition("</tbody>")[0]
        assert body.count("<tr>") == min(int(listed[1]), 100)


def test_the_public_sees_stubs_and_no_small_groups(program: Program) -> None:
    citizen = Visitor(program.base)
    many = citizen.get("/report/2012/behind?note=calls").text
    assert "RX0001" in many
    assert "/console/cases" not in many
    few = citizen.get("/report/2012/behind?note=applications").text
    assert "SQ0001" not in few
    assert "少于 5 件" in few
    for path in (
        "/report/2012/behind?note=nothing",
        "/report/2012/behind?note=year",
        "/report/2007",
        "/report/2010",
    ):
        assert citizen.get(path).status == 404


@pytest.mark.parametrize("ending", ["docx", "xlsx", "json", "html"])
def test_the_console_hands_out_files(editor: Officer, ending: str) -> None:
    answer = editor.get(f"{REPORT}.{ending}")
    assert answer.status == 200
    assert f"report-2012-2008.{ending}" in answer.headers["Content-Disposition"]
    if ending == "json":
        assert json.loads(answer.body)["notes"]["questions"]["printed"] == "457"


def test_registers_are_kept_at_the_console(program: Program, editor: Officer) -> None:
    path = "/console/registers?register=" + "%E4%BC%9A%E8%AE%AE"
    row = {
        "register": "会议",
        "first": "2012-10-10",
        "unit": "某办",
        "subject": "加开",
        "quantity": "1",
    }
    assert send(editor, path, act="enter", **row).status == 303
    assert "加开" in editor.get(path).text
    wrong = send(editor, path, act="enter", **{**row, "first": "2099-01-01"})
    assert (wrong.status, "还没有到" in alert(wrong)) == (422, True)
    id = re.search(
        r'name="id" value="(\w+)"(?:(?!</tr>).)*$',
        editor.get(path).text.partition("加开")[2].partition("</tr>")[0],
    )
    assert id is not None
    assert send(editor, path, act="strike", register="会议", id=id[1]).status == 303
    assert "加开" not in editor.get(path).text
    officer = Officer(program, "officer", "住建局")
    refused = send(officer, "/console/new", act="enter")
    assert refused.status != 500
    csrf = re.search(r'name="csrf" value="(\w+)"', officer.get("/console").text)
    assert csrf is not None
    denied = officer.post("/console/registers", {"csrf": csrf[1], "act": "enter", **row})
    assert "不能改动登记册" in alert(denied)


def test_figures_on_the_console_lead_to_their_lists(editor: Officer) -> None:
    page = editor.get("/console/figures?first=2012-01-01&last=2012-12-31&by=channel").text
    links = re.findall(r'href="(/console/figures/[^"]+)">(\d+)</a>', page)
    assert len(links) > 100
    for link, number in links[::7]:
        shown = editor.get(link.replace("&amp;", "&")).text
        assert f'id="number">{number}<' in shown
    assert editor.get("/console/figures/nothing").status == 404


def applications(folder: Path, *rows: str) -> str:
    path = folder / f"{len(rows)}.csv"
    head = "编号,渠道,类型,收件时间,答复时间,申请人类型,答复类型"
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_what_was_carried_over_agrees_with_last_year_or_says_why(tmp_path: Path) -> None:
    data = tmp_path / "data"
    rows = [
        "1,网站,依申请公开,2024-11-20,2024-12-01,自然人,予以公开",
        "2,网站,依申请公开,2024-12-20,2025-01-08,自然人,部分公开",
    ]
    assert run_command(data, "cases", "import", applications(tmp_path, *rows)).returncode == 0
    frozen, out = str(tmp_path / "2024.db"), str(tmp_path / "2025.json")
    report = ("report", "freeze", "--year", "2024", "--draft", "--out", frozen)
    assert run_command(data, *report).returncode == 0
    again = ("report", "annual", "--year", "2025", "--draft", "--last-year", frozen, "--out", out)
    assert run_command(data, *again).returncode == 0
    late = "3,网站,依申请公开,2024-12-25,2025-01-08,自然人,部分公开"
    assert run_command(data, "cases", "import", applications(tmp_path, *rows, late)).returncode == 0
    refused = run_command(data, *again)
    assert refused.returncode == 1
    assert "自然人 为 2，与上年报告" in refused.stderr
    assert run_command(data, *again, "--accept", "t3-carry=").returncode == 1
    assert run_command(data, *again, "--accept", "t3-balance=补登").returncode == 1
    assert run_command(data, *again, "--accept", "t3-carry=上年漏登一件").returncode == 0
    told = ("report", "freeze", *again[2:-1], str(tmp_path / "2025.db"))
    assert run_command(data, *told, "--accept", "t3-carry=上年漏登一件").returncode == 0
    with closing(sqlite3.connect(tmp_path / "2025.db")) as db:
        [(reasons,)] = db.execute("SELECT value FROM about WHERE key = 'accepted'").fetchall()
    assert json.loads(reasons) == {"t3-carry": "上年漏登一件"}


def test_what_is_unlikely_is_told_and_stops_nothing(tmp_path: Path) -> None:
    """现行有效 is last year's, plus what was made, less what was repealed: plausible, not stated by the form."""
    data, rows = tmp_path / "data", tmp_path / "rows.csv"
    head = "登记册,起,止,数量\n规章有效,2024-12-31,,10\n规章制发,2025-01-01,2025-12-31,2\n"
    rows.write_text(head + "规章有效,2025-12-31,,11\n", encoding="utf-8")
    assert run_command(data, "registers", "import", str(rows)).returncode == 0
    frozen, out = str(tmp_path / "2024.db"), str(tmp_path / "2025.json")
    report = ("report", "freeze", "--year", "2024", "--draft", "--out", frozen)
    assert run_command(data, *report).returncode == 0
    told = run_command(
        data, "report", "annual", "--year", "2025", "--draft", "--last-year", frozen, "--out", out
    )
    assert told.returncode == 0
    assert "规章 × 现行有效件数 = 11" in told.stderr


@pytest.mark.parametrize("public", [(), ("--public",)])
def test_the_bulletin_of_a_month(town: Path, tmp_path: Path, public: tuple[str, ...]) -> None:
    out = tmp_path / "bulletin.json"
    done = run_command(town, "report", "bulletin", "--month", "2012-03", *public, "--out", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(out.read_text("utf-8"))
    assert told["notes"]["received"]["numerator"] > 50
    assert (
        run_command(town, "report", "bulletin", "--month", "2012-13", "--out", str(out)).returncode
        == 2
    )


def test_the_return_of_the_web_site(town: Path, tmp_path: Path) -> None:
    out = tmp_path / "site.html"
    done = run_command(
        town, "report", "annual", "--year", "2020", "--format", "website", "--out", str(out)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "收到留言数量" in out.read_text("utf-8")
