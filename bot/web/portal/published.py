"""Published information as it stands: the list, and the paragraph that an answer points to among its neighbours."""

from collections.abc import Sequence

from aiohttp import web

from bot.web.keys import DESK
from bot.web.page import page
from knowledge.entry import Entry, Source
from knowledge.validity import name_of
from reports.period import office_day

SHOWN = 50
"""Entries on one page of the list."""

AROUND = 5
"""Paragraphs of the same source shown before and after the one asked for."""


async def show_published(request: web.Request) -> web.Response:
    """?source= (a title) and ?from= (position in the list, from 0) choose the part shown."""
    entries = request.app[DESK].shelf.finder.entries
    title = request.query.get("source", "")
    chosen = [entry for entry in entries if not title or entry.source.title == title]
    start = _position(request.query.get("from", ""))
    return page(
        request,
        "portal/published.html",
        sources=_sources(entries),
        chosen=title,
        entries=chosen[start : start + SHOWN],
        total=len(chosen),
        following=start + SHOWN if start + SHOWN < len(chosen) else 0,
    )


async def show_entry(request: web.Request) -> web.Response:
    finder = request.app[DESK].shelf.finder
    entry = finder.entry(request.match_info["entry"])
    if entry is None:
        raise web.HTTPNotFound
    same = [other for other in finder.entries if other.source == entry.source]
    at = same.index(entry)
    near = same[max(0, at - AROUND) : at + AROUND + 1]
    standing = finder.standing(entry.source, office_day(request.app[DESK].now()))
    chain = " → ".join(map(name_of, standing.successors)) or standing.successor_name
    return page(
        request, "portal/entry.html", entry=entry, near=near, standing=standing, successors=chain
    )


def _sources(entries: Sequence[Entry]) -> list[tuple[Source, int]]:
    """Sources in the order of the shelf, each with the number of its entries; titles stand once."""
    counts: dict[str, tuple[Source, int]] = {}
    for entry in entries:
        source, n = counts.get(entry.source.title, (entry.source, 0))
        counts[entry.source.title] = (source, n + 1)
    return list(counts.values())


def _position(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
