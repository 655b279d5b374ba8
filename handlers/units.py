"""The units a case may be transferred to: those of the published directory, of the office's tree, of staff, and those
that held a case."""

import re
from collections.abc import Mapping

from cases.errors import CaseError
from cases.text import clean
from handlers.desk import Desk
from knowledge.entry import EntryKind

_SHORT = re.compile(r"[（(]([^（）()]+)[）)]$")


async def units(desk: Desk, tree: Mapping[str, str]) -> list[str]:
    """`tree`: every name of a unit in the office's tree → the one in use."""
    known = {*directory_names(desk).values(), *tree.values()}
    return sorted({*await desk.ledger.units(), *known})


async def unit_named(desk: Desk, name: str, tree: Mapping[str, str]) -> str:
    """The name in use for a unit named in one of its ways; '' stays. Raises CaseError for one that nobody knows."""
    name = clean(name).strip()
    directory = {**tree, **directory_names(desk)}
    known = await desk.ledger.units()
    if not name or name in known or not (known or directory):
        return name
    if name not in directory:
        raise CaseError("case.unit_unknown", unit=name)
    return directory[name]


def directory_names(desk: Desk) -> dict[str, str]:
    """Every name of a directory row → the one in use: the short name in brackets, where it is one of its names."""
    names: dict[str, str] = {}
    for entry in desk.shelf.finder.entries:
        if entry.kind is EntryKind.DIRECTORY:
            short = _SHORT.search(entry.title)
            used = short[1] if short and short[1] in entry.variants else entry.title
            for name in (entry.title, *entry.variants):
                names.setdefault(name, used)
    return names
