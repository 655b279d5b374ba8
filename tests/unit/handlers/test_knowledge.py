"""Files into the published file: all or nothing for each, and once."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handlers.knowledge import (
    SAMPLE,
    FileResult,
    ensure_sample,
    examples,
    import_files,
    unknown_successors,
)
from knowledge.entry import Entry, EntryKind, Source
from knowledge.finding import Finder
from knowledge.importing import read_file
from knowledge.store import KnowledgeStore, Published

GOOD = "问题,答案\n一,甲\n二,乙\n"
BAD = "问题,答案\n一,甲\n,乙\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KnowledgeStore]:
    store = KnowledgeStore.open(tmp_path / "knowledge.db")
    yield store
    store.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "faq.csv"
    path.write_text(GOOD)
    return path


def the_result(store: KnowledgeStore, path: Path, *, keep_good: bool = False) -> FileResult:
    (result,) = import_files(store, [path], keep_good=keep_good)
    return result


def test_a_second_import_changes_nothing(store: KnowledgeStore, file: Path) -> None:
    assert the_result(store, file).published == Published(new=2)
    assert the_result(store, file).published == Published(unchanged=2)
    assert store.revision() == 1


def test_a_corrected_file_keeps_the_ids_of_its_rows(store: KnowledgeStore, file: Path) -> None:
    the_result(store, file)
    before = [e.id for e in store.entries()]
    file.write_text(GOOD.replace("乙", "丙"))
    assert the_result(store, file).published == Published(changed=1, unchanged=1)
    assert [e.id for e in store.entries()] == before


def test_one_wrong_row_keeps_the_whole_file_out(store: KnowledgeStore, file: Path) -> None:
    file.write_text(BAD)
    result = the_result(store, file)
    assert (result.published, [f.place for f in result.findings]) == (None, [3])
    assert (store.entries(), store.publications()) == ([], [])


def test_keep_good_lands_the_good_rows(store: KnowledgeStore, file: Path) -> None:
    file.write_text(BAD)
    result = the_result(store, file, keep_good=True)
    assert (result.published, len(result.findings)) == (Published(new=1), 1)


def test_a_wrong_file_does_not_stop_the_next(store: KnowledgeStore, file: Path) -> None:
    results = list(import_files(store, [file.parent / "gone.csv", file]))
    assert results[0].findings[0].key == "finding.cannot_open"
    assert results[1].published == Published(new=2)


def test_a_wrong_correction_leaves_what_was_published(store: KnowledgeStore, file: Path) -> None:
    the_result(store, file)
    file.write_text(BAD)
    the_result(store, file)
    assert [e.title for e in store.entries()] == ["一", "二"]


def test_the_sample_town_is_without_findings() -> None:
    readings = [read_file(path, "sample") for path in SAMPLE.glob("*.json")]
    assert [finding for reading in readings for finding in reading.findings] == []


def test_the_sample_town_is_loaded_once(store: KnowledgeStore) -> None:
    ensure_sample(store)
    revision = store.revision()
    ensure_sample(store)
    assert store.revision() == revision
    assert store.entries(sample=False) == []


def a_text(title: str, number: str, more: str) -> str:
    return f"{title}\n{number}\n2018年2月1日\n第一条 正文。\n{more}\n"


def test_texts_that_replace_each_other_are_refused(store: KnowledgeStore, tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text(
        a_text("养犬规定", "甲发〔2018〕1号", "第二条 《养犬办法》（甲发〔2018〕2号）同时废止。")
    )
    two.write_text(
        a_text("养犬办法", "甲发〔2018〕2号", "第二条 《养犬规定》（甲发〔2018〕1号）同时废止。")
    )
    first, second = import_files(store, [one, two], keep_good=True)
    assert first.published is not None
    assert second.published is None
    [finding] = second.findings
    assert finding.key == "finding.successor_cycle"
    assert "甲发〔2018〕1号" in str(finding.values["chain"])


def test_an_unknown_successor_is_named_once_all_files_have_landed(
    store: KnowledgeStore, tmp_path: Path
) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(a_text("养犬规定", "甲发〔2018〕1号", "（本文件已被甲发〔2020〕2号废止）"))
    new.write_text(a_text("养犬办法", "甲发〔2020〕2号", "第二条 按此执行。"))
    [result] = import_files(store, [old])
    assert (result.published, result.findings) == (Published(new=2), ())
    [(path, finding)] = unknown_successors(store, [old])
    assert (path, finding.key, finding.values) == (
        old,
        "finding.successor_unknown",
        {"successor": "甲发〔2020〕2号"},
    )
    list(import_files(store, [new]))
    assert list(unknown_successors(store, [old, new])) == []


def test_examples_are_published_questions_that_are_answered() -> None:
    source = Source("常见问题")
    ended = replace(source, title="旧问答", in_force_to=date(2020, 1, 1))
    entries = [
        Entry("1", "v", EntryKind.GUIDE, "居住证办理", "材料:身份证", source),
        Entry("2", "v", EntryKind.FAQ, "着火了打什么电话？", "打119。", source),
        Entry("3", "v", EntryKind.FAQ, "游泳馆" * 20, "九时开门。", source),
        Entry("4", "v", EntryKind.FAQ, "老公园几点开门？", "八时开门。", ended),
        Entry("5", "v", EntryKind.FAQ, "游泳馆几点开门？", "九时开门。", source),
        Entry("6", "v", EntryKind.FAQ, "图书馆几点开门？", "九时开门。", source),
        Entry("7", "v", EntryKind.FAQ, "博物馆几点开门？", "九时开门。", source),
    ]
    today = date(2026, 11, 23)
    assert examples(Finder(entries), today) == ("游泳馆几点开门？", "图书馆几点开门？")
    assert examples(Finder(()), today) == ()
