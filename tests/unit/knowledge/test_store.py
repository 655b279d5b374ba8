"""The published file: what may be shown, every version that was, all or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.entry import Entry, EntryKind, Source
from knowledge.objects import identified
from knowledge.store import KnowledgeStore, Publication, Published, StoreUnavailable

PUBLICATION = Publication("key", "a.csv", "auto", "digest", datetime(2012, 1, 1, tzinfo=UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[KnowledgeStore]:
    store = KnowledgeStore.open(tmp_path / "knowledge.db")
    yield store
    store.close()


def an_entry(title: str, text: str = "答", anchor: str = "") -> Entry:
    entry = Entry("", "", EntryKind.FAQ, title, text, Source("源"), anchor=anchor or title)
    return identified(entry, "key")


def test_what_was_published_is_read_back(store: KnowledgeStore) -> None:
    entries = [an_entry("乙"), an_entry("甲")]
    assert store.publish(PUBLICATION, entries) == Published(new=2)
    assert store.entries() == entries
    assert store.publications() == [replace(PUBLICATION, entries=2)]


def test_the_same_bytes_change_nothing_under_any_name(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲")])
    again = replace(PUBLICATION, key="other")
    assert store.publish(again, [an_entry("甲")]) == Published(unchanged=1)
    assert (store.revision(), len(store.publications())) == (1, 1)


def test_a_changed_file_replaces_its_entries(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲"), an_entry("乙"), an_entry("丙")])
    now = [an_entry("甲"), an_entry("乙", "新答"), an_entry("丁")]
    published = store.publish(replace(PUBLICATION, digest="new"), now)
    assert published == Published(new=1, changed=1, removed=1, unchanged=1)
    assert (store.entries(), store.revision()) == (now, 2)


def test_new_bytes_with_the_same_entries_raise_no_revision(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲")])
    store.publish(replace(PUBLICATION, digest="new"), [an_entry("甲")])
    assert store.revision() == 1


def test_a_version_once_shown_stays_on_record(store: KnowledgeStore) -> None:
    old = an_entry("甲", "旧答")
    store.publish(PUBLICATION, [old])
    store.publish(replace(PUBLICATION, digest="new"), [an_entry("甲", "新答")])
    store.retire("key")
    assert store.version(old.id, old.version) == old
    assert store.version(old.id, "unknown") is None


def test_a_retired_publication_is_shown_no_more(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲")])
    assert (store.retire("key"), store.entries(), store.revision()) == (1, [], 2)
    with pytest.raises(KeyError):
        store.retire("key")


def test_the_sample_town_can_be_left_out(store: KnowledgeStore) -> None:
    store.publish(replace(PUBLICATION, sample=True), [an_entry("甲")])
    assert store.entries(sample=False) == []
    assert [e.sample for e in store.entries(sample=True)] == [True]


def test_a_failure_in_the_middle_leaves_nothing(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲")])
    twice = [an_entry("乙", anchor="同"), an_entry("丙", anchor="同")]
    with pytest.raises(StoreUnavailable):
        store.publish(replace(PUBLICATION, digest="new"), twice)
    assert [e.title for e in store.entries()] == ["甲"]
    assert (store.revision(), store.publications()[0].digest) == (1, "digest")


def test_another_process_sees_the_revision(store: KnowledgeStore, tmp_path: Path) -> None:
    other = KnowledgeStore.open(tmp_path / "knowledge.db")
    store.publish(PUBLICATION, [an_entry("甲")])
    assert (other.revision(), len(other.entries())) == (1, 1)
    other.close()


def test_a_locked_file_says_so(
    store: KnowledgeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Database(tmp_path / "knowledge.db")
    writer.execute("BEGIN IMMEDIATE")
    store._db.execute("PRAGMA busy_timeout = 1")
    with pytest.raises(StoreUnavailable) as caught:
        store.publish(PUBLICATION, [an_entry("甲")])
    assert caught.value.key == "store.locked"
    writer.execute("ROLLBACK")
    writer.close()


def test_a_full_disk_says_so_and_keeps_what_was(store: KnowledgeStore) -> None:
    store.publish(PUBLICATION, [an_entry("甲")])
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreUnavailable) as caught:
        store.publish(replace(PUBLICATION, digest="new"), [an_entry("乙", "长" * 50_000)])
    assert caught.value.key == "store.full"
    assert [e.title for e in store.entries()] == ["甲"]


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "knowledge.db"
    path.write_bytes(b"no database" * 100)
    with pytest.raises(StoreUnavailable) as caught:
        KnowledgeStore.open(path)
    assert caught.value.key == "store.damaged"


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable) as caught:
        KnowledgeStore.open(tmp_path / "file" / "knowledge.db")
    assert caught.value.key == "store.closed"


def test_a_file_that_must_not_be_written_says_so(store: KnowledgeStore) -> None:
    store._db.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreUnavailable) as caught:
        store.publish(PUBLICATION, [an_entry("甲")])
    assert caught.value.key == "store.read_only"
