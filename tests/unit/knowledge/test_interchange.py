"""Import of an export is the identity."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entry import Entry, EntryKind, Source, State
from knowledge.importing import read_file
from knowledge.objects import identified, to_object

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs")), max_size=40)
filled = texts.filter(str.strip)
days = st.none() | st.dates()
states = st.sampled_from([State.UNSTATED, State.DRAFT, State.ENDED])
repealed = st.lists(texts, max_size=2).map(tuple)
sources = st.builds(Source, filled, texts, texts, days, days, days, texts, states, texts, repealed)
entries = st.builds(
    Entry,
    id=st.just(""),
    version=st.just(""),
    kind=st.sampled_from(EntryKind),
    title=filled,
    text=filled,
    source=sources,
    anchor=filled,
    headings=st.lists(texts, max_size=3).map(tuple),
    variants=st.lists(texts, max_size=3).map(tuple),
    area=texts,
    slots=st.dictionaries(texts, texts, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(entries, min_size=1, max_size=5, unique_by=(lambda e: e.anchor, lambda e: e.title)))
def test_import_of_an_export_gives_the_same_entries(made: list[Entry]) -> None:
    published = [identified(entry, "key") for entry in made]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.jsonl"
        path.write_text(
            "".join(json.dumps(to_object(e), ensure_ascii=False) + "\n" for e in published), "utf-8"
        )
        reading = read_file(path, "key")
    assert reading.findings == []
    assert reading.entries == published


@given(entries, texts)
def test_the_version_follows_what_is_shown_and_the_id_the_place(entry: Entry, other: str) -> None:
    one, two = identified(entry, "key"), identified(entry, "other key")
    assert (one.version, one.id != two.id) == (two.version, True)
