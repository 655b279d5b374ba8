"""The chain of events: whole as written, broken by any change, whole with tombstones."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.chain import START, Linked, digest, link, verify


def chained(*details: str) -> list[Linked]:
    found: list[Linked] = []
    head = START
    for seq, detail in enumerate(details, 1):
        head = link(
            head, "2026000001", f"2026-11-23T00:00:0{seq % 10}", "wang", "reply", digest(detail)
        )
        found.append(
            Linked(
                seq, "2026000001", f"2026-11-23T00:00:0{seq % 10}", "wang", "reply",
                detail, digest(detail), head,
            )
        )  # fmt: skip
    return found


texts = st.lists(st.text(min_size=1), min_size=1, max_size=6)


@given(details=texts)
def test_what_was_written_agrees(details: list[str]) -> None:
    found = verify(chained(*details))
    assert (found.events, found.tombstones, found.broken) == (len(details), 0, None)


def test_an_empty_record_agrees() -> None:
    assert verify([]).head == START


@given(details=texts, data=st.data())
def test_a_changed_event_is_the_first_broken(details: list[str], data: st.DataObject) -> None:
    events = chained(*details)
    at = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(
        st.sampled_from(["number", "at", "actor", "move", "detail", "detail_digest", "link"])
    )
    events[at] = replace(events[at], **{field: getattr(events[at], field) + "x"})
    found = verify(events)
    assert found.broken == events[at]
    assert found.events == at


@given(details=texts, data=st.data())
def test_after_an_event_that_was_taken_away_the_next_is_broken(
    details: list[str], data: st.DataObject
) -> None:
    events = chained(*details, "last")
    at = data.draw(st.integers(0, len(events) - 2))
    following = events[at + 1]
    del events[at]
    assert verify(events).broken == following


def test_events_cut_off_at_the_end_show_by_the_head_that_was_noted() -> None:
    events = chained("a", "b", "c")
    assert verify(events[:2]).broken is None
    assert verify(events[:2]).head != verify(events).head


def test_a_tombstone_keeps_the_chain() -> None:
    events = chained("a", "b", "c")
    events[1] = replace(events[1], detail="")
    found = verify(events)
    assert (found.broken, found.tombstones, found.head) == (None, 1, events[-1].link)


@pytest.mark.parametrize(("one", "other"), [(("a", "bc"), ("ab", "c")), (('a"', "b"), ("a", '"b'))])
def test_parts_do_not_run_together(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = (link(START, "1", "t", actor, move, "d") for actor, move in (one, other))
    assert first != second
