"""`cases due`, as a program: the day, and the days that lead to it."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.commands.cases import command


def due(*words: str, language: str = "zh") -> Result:
    return CliRunner().invoke(command, ["due", *words], env={"LC_ALL": f"{language}_XX.UTF-8"})


def as_json(*words: str) -> dict[str, Any]:
    done = due(*words, "--json", language="ru")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.output)
    return found


def test_json_has_the_day_and_its_days() -> None:
    found = as_json("--kind", "依申请公开", "--received", "2012-01-20")
    assert list(found) == ["due", "provisional", "limit", "unit", "source", "days"]
    assert (found["due"], found["provisional"]) == ("2012-02-15", False)
    assert (found["limit"], found["unit"]) == (15, "wd")
    assert "第492号" in found["source"]
    assert sum(entry["counted"] for entry in found["days"]) == 15
    why = {entry["date"]: entry["why"] for entry in found["days"]}
    assert why["2012-01-23"] == "春节放假（国办发明电〔2011〕45号）"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("依申请公开", "2026-12-10"), ("2027-01-08", True, 20, "wd")),
        (("求决", "2012-01-19", "--limit", "5"), ("2012-01-31", False, 5, "wd")),
        (("申诉求决类", "2026-08-05"), ("2026-10-08", False, 60, "day")),
        (("即办件", "2012-01-22"), ("2012-01-22", False, 0, "wd")),
    ],
)
def test_kind_date_and_limit_decide(words: tuple[str, ...], expected: tuple[object, ...]) -> None:
    kind, received, *more = words
    found = as_json("--kind", kind, "--received", received, *more)
    assert (found["due"], found["provisional"], found["limit"], found["unit"]) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh", "2027-01-08（暂定）"), ("en", "2027-01-08 (provisional)"), ("ru", "предварительно")],
)
def test_table_is_in_the_readers_language(language: str, words: str) -> None:
    done = due("--kind", "依申请公开", "--received", "2026-12-10", language=language)
    assert done.exit_code == 0
    assert words in done.output


@pytest.mark.parametrize(
    ("kind", "received", "told"),
    [
        ("诗歌", "2026-01-05", "没有“诗歌”这一类型"),
        ("咨询", "2026-02-30", "“2026-02-30”不是日期"),
        ("咨询", "9999-12-31", "“9999-12-31”不是日期"),
        ("依申请公开", "2008-04-30", "还没有规定时限"),
    ],
)
def test_wrong_call_is_told(kind: str, received: str, told: str) -> None:
    done = due("--kind", kind, "--received", received)
    assert done.exit_code == 2
    assert told in done.output
