"""A corpus and questions from files: what stands in each line written."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks import retrieval
from benchmarks.adapter import Adapter
from knowledge.entry import Status

CORPUS = [
    {"id": "heat", "title": "取暖费什么时候交？", "text": "每年9月1日至10月31日交纳。"},
    {"id": "dog", "title": "养犬登记收多少钱？", "text": "每只收费200元。"},
    {"id": "out", "title": "户口迁出需要什么材料？"},
    {"id": "library", "text": "图书馆上午9点至下午5点开放。"},
]
QUERIES = [
    {"id": "1", "text": "暖气费几号交", "relevant": ["heat"]},
    {"id": "2", "text": "养犬登记收多少钱", "relevant": ["dog", "other"]},
    {"id": "3", "text": "图书馆几点开放", "relevant": ["library"]},
    {"id": "4", "text": "今天天气怎么样"},
    {"id": "5", "text": "护照怎么补办", "relevant": []},
    {"id": "6", "text": ""},
    {"id": "7", "text": "<script>😀</script>"},
]
Write = Callable[[str, list[dict[str, Any]]], Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(name: str, rows: list[dict[str, Any]]) -> Path:
        lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n"
        path = tmp_path / name
        opener = gzip.open if name.endswith(".gz") else open
        with opener(path, "wt", encoding="utf-8") as f:
            f.write(lines)
        return path

    return write


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr("sys.argv", ["retrieval", *map(str, arguments)])
    retrieval.main()


@pytest.mark.parametrize("ending", ["", ".gz"], ids=["plain", "gzipped"])
def test_each_question_has_its_line(
    written: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ending: str,
) -> None:
    corpus = written(f"corpus.jsonl{ending}", CORPUS)
    queries = written(f"queries.jsonl{ending}", QUERIES)
    out = tmp_path / "run.jsonl"
    run(monkeypatch, corpus, queries, "--out", out, "-k", 2)
    rows = list(retrieval.read_lines(out))
    assert [row["id"] for row in rows] == [query["id"] for query in QUERIES]
    for row in rows:
        assert set(row) == {"id", "results", "confidence", "status", "latency_us"}
        assert len(row["results"]) <= 2
        scores = [score for _, score in row["results"]]
        assert scores == sorted(scores, reverse=True)
        assert row["confidence"] == (scores[0] if scores else 0)
        assert Status(row["status"])
        assert row["latency_us"] > 0
    assert [row["results"][0][0] for row in rows[:3]] == ["heat", "dog", "library"]
    assert rows[5]["results"] == []
    said = capsys.readouterr().out
    assert said.startswith("4 entries, 7 questions")
    assert "R@1 1.000" in said
    assert "AUROC" in said


def test_several_files_of_questions_none_answerable(
    written: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    queries = [written(f"{at}.jsonl", [{"id": str(at), "text": "怎么养鱼"}]) for at in range(2)]
    out = tmp_path / "run.jsonl"
    run(monkeypatch, written("corpus.jsonl", CORPUS), *queries, "--out", out)
    assert [row["id"] for row in retrieval.read_lines(out)] == ["0", "1"]
    assert "R@1" not in capsys.readouterr().out


def test_two_runs_rank_alike(
    written: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus, queries = written("corpus.jsonl", CORPUS), written("queries.jsonl", QUERIES)
    kept = []
    for name in ("first", "second"):
        run(monkeypatch, corpus, queries, "--out", tmp_path / name)
        rows = list(retrieval.read_lines(tmp_path / name))
        kept.append([{k: v for k, v in row.items() if k != "latency_us"} for row in rows])
    assert kept[0] == kept[1]


def test_no_corpus_no_results() -> None:
    adapter = Adapter()
    adapter.warm()
    adapter.build([])
    assert adapter.search("取暖费", 3) == []
    assert adapter.confidence("取暖费", []) == 0
    assert adapter.status("取暖费") is Status.NOT_KNOWN


def test_confidence_is_of_the_question_given() -> None:
    adapter = Adapter()
    adapter.build(CORPUS)
    dog = adapter.search("养犬登记收多少钱", 1)
    adapter.search("今天天气怎么样", 1)
    assert adapter.confidence("养犬登记收多少钱", dog) == dog[0][1]


@pytest.mark.parametrize(
    ("times", "said"),
    [([], "no questions"), ([2.0], "p50 2.00 ms"), ([1.0] * 50, "p50 1.00 ms, p99 1.00 ms")],
)
def test_latency_is_told_of_any_number_of_questions(times: list[float], said: str) -> None:
    assert retrieval.latency(times) == said
