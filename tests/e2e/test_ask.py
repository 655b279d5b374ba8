"""`ask` from the command line: the contract that others build on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FIELDS = {"status", "text", "score", "sources", "near", "latency_us"}
SOURCE_FIELDS = {"title", "issuer", "number", "date", "url", "quote", "anchor"}


def run(
    *words: str, stdin: str | None = None, language: str = "zh_CN.UTF-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *words],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        input=stdin,
        check=False,
    )


def test_a_fresh_folder_answers_from_the_sample_town(tmp_path: Path) -> None:
    done = run("ask", "--data", str(tmp_path), "--json", "行政服务中心有几个窗口")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer.keys() == FIELDS
    assert answer["status"] == "answered"
    assert "17" in answer["text"]
    assert answer["sources"][0].keys() == SOURCE_FIELDS


def test_a_repealed_text_says_so_and_names_what_replaced_it(tmp_path: Path) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(
        "临河镇养犬规定\n临政发〔2005〕3号\n2005年1月1日\n"
        "第一条 大型犬只由成年人牵领出门。\n第二条 本规定自发布之日起施行。\n",
        "utf-8",
    )
    new.write_text(
        "临河镇养犬办法\n临政发〔2018〕2号\n2018年2月1日\n第一条 犬只每年登记一次。\n"
        "第二条 本办法自2018年3月1日起施行。《临河镇养犬规定》（临政发〔2005〕3号）同时废止。\n",
        "utf-8",
    )
    data = ("--data", str(tmp_path / "d"), "--no-sample")
    assert run("knowledge", "import", *data, str(old), str(new)).returncode == 0
    answer = json.loads(run("ask", *data, "--json", "大型犬只由谁牵领出门").stdout)
    assert answer["status"] == "out_of_force"
    assert "成年人" in answer["text"]
    assert "2018-02-28" in answer["text"]
    assert answer["sources"][0]["in_force"] == {
        "state": "ended",
        "from": "2005-01-01",
        "to": "2018-02-28",
        "successor": {
            "title": "临河镇养犬办法",
            "number": "临政发〔2018〕2号",
            "from": "2018-03-01",
            "chain": "《临河镇养犬办法》（临政发〔2018〕2号）",
        },
    }


def test_a_holiday_is_answered_without_any_publication(tmp_path: Path) -> None:
    done = run("ask", "--data", str(tmp_path), "--no-sample", "--json", "2026年国庆放假几天")
    answer = json.loads(done.stdout)
    assert "共7天" in answer["text"]
    assert answer["sources"][0]["number"] == "国办发明电〔2025〕7号"


def test_without_the_sample_town_nothing_is_known(tmp_path: Path) -> None:
    done = run("ask", "--data", str(tmp_path), "--no-sample", "--json", "行政服务中心有几个窗口")
    assert json.loads(done.stdout)["status"] == "not_known"


def test_several_questions_are_answered_one_by_one(tmp_path: Path) -> None:
    question = "行政服务中心有几个窗口？你们在月球上吗？几点上班？在哪？要多久？"
    done = run("ask", "--data", str(tmp_path), "--json", question)
    answer = json.loads(done.stdout)
    assert answer.keys() == FIELDS | {"question", "more"}
    assert "17" in answer["text"]
    assert [other.keys() for other in answer["more"]] == [FIELDS | {"question"}] * 3
    assert [other["question"] for other in answer["more"]] == [
        "你们在月球上吗？",
        "几点上班？",
        "在哪？\n要多久？",
    ]
    assert [other["status"] for other in answer["more"]][1:] == ["not_known", "refused"]
    shown = run("ask", "--data", str(tmp_path), question).stdout
    assert [line for line in shown.splitlines() if line.startswith("▸ ")] == [
        "▸ 行政服务中心有几个窗口？",
        "▸ 你们在月球上吗？",
        "▸ 几点上班？",
    ]


def test_a_batch_answers_in_order(tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(
        '{"q": "你好"}\n\n{"q": "?"}\n{"q": "我家着火了"}\n{"q": "你在哪？几点上班？"}\n', "utf-8"
    )
    done = run("ask", "--data", str(tmp_path / "d"), "--batch", str(batch), "--json")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == [
        "smalltalk",
        "refused",
        "emergency",
        "not_known",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [("not json", "1"), ('{"x": 1}', "1"), ('{"q": 3}', "1"), ('{"q": "ok"}\n[]', "2")],
)
def test_a_bad_line_is_named_and_nothing_is_asked(tmp_path: Path, line: str, told: str) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text(line, "utf-8")
    done = run("ask", "--data", str(tmp_path / "d"), "--batch", str(batch), "--json")
    assert done.returncode == 2
    assert f" {told} " in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_no_question_and_a_missing_file_are_bad_input(tmp_path: Path) -> None:
    assert run("ask", "--data", str(tmp_path)).returncode == 2
    assert (
        run("ask", "--data", str(tmp_path), "--batch", str(tmp_path / "none.jsonl")).returncode == 2
    )


def test_a_data_folder_that_is_a_file_is_told_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "d").write_text("x", "utf-8")
    done = run("ask", "--data", str(tmp_path / "d" / "deeper"), "你好", language="ru_RU.UTF-8")
    assert done.returncode == 2
    assert "Папку данных" in done.stderr


def test_the_report_of_2012_answers_its_questions(tmp_path: Path) -> None:
    if not CORPUS.exists():
        pytest.skip("the 2012 report is not on this machine")
    imported = run(
        "knowledge",
        "import",
        "--data",
        str(tmp_path),
        "--no-sample",
        str(CORPUS / "suifenhe-2012-report.txt"),
    )
    assert imported.returncode == 0, imported.stderr
    rows = [
        json.loads(x) for x in (CORPUS / "questions-public.jsonl").read_text("utf-8").splitlines()
    ]
    batch = "\n".join(json.dumps({"q": row["q"]}) for row in rows)
    done = run("ask", "--data", str(tmp_path), "--no-sample", "--batch", "-", "--json", stdin=batch)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    wrong = [row["q"] for row, answer in zip(rows, answers, strict=True) if not right(row, answer)]
    assert wrong == []


def right(row: dict[str, list[str] | None], answer: dict[str, str]) -> bool:
    if row["answer"] is None:
        return answer["status"] != "answered"
    return answer["status"] == "answered" and all(
        any(part in answer["text"] for part in wanted.split("|")) for wanted in row["answer"]
    )


def test_an_empty_data_folder_is_not_the_current_one(tmp_path: Path) -> None:
    done = run("ask", "--data", "", "你好")
    assert done.returncode == 2
    assert "--data" in done.stderr


def test_a_line_nested_too_deep_is_bad_input(tmp_path: Path) -> None:
    done = run("ask", "--data", str(tmp_path), "--batch", "-", "--json", stdin="[" * 100_000)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_begun_without_the_sample_town_stays_so(tmp_path: Path) -> None:
    page = tmp_path / "notice.md"
    page.write_text("# 通知\n\n水厂每年五月检修一次。\n", "utf-8")
    data = str(tmp_path / "d")
    assert run("knowledge", "import", "--data", data, "--no-sample", str(page)).returncode == 0
    question = ("ask", "--data", data, "--json", "行政服务中心有几个窗口")
    assert json.loads(run(*question).stdout)["status"] == "not_known"
    assert json.loads(run(*question, "--sample").stdout)["status"] == "answered"
