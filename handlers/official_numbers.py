"""The telephone numbers and e-mail addresses that the office publishes itself: masks leave these."""

from collections.abc import Iterable

from cases.masking import contacts
from handlers.desk import Desk
from knowledge.entry import Entry, EntryKind


def official_numbers(desk: Desk) -> frozenset[str]:
    return numbers_of(desk.shelf.finder.entries)


def numbers_of(entries: Iterable[Entry]) -> frozenset[str]:
    """Of the directory only: what stands in another text may be a citizen's."""
    return frozenset(
        number
        for entry in entries
        if entry.kind is EntryKind.DIRECTORY
        for line in (entry.text, *(f"{label}：{value}" for label, value in entry.slots.items()))
        for number in contacts(line)
    )
