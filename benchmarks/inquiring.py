"""Inquiries through the whole path: handler, finder, committed record."""

import asyncio
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.answering import mistyped
from bot.app import open_desk
from bot.settings import Settings
from cases.case import Origin
from handlers.desk import Desk
from handlers.inquiries import receive
from handlers.inquiry import Inquiry

SECONDS = 4.0


def rows() -> list[dict[str, object]]:
    return [row for producers in (1, 100) for row in asyncio.run(_measure(producers))]


async def _measure(producers: int) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as data:
        async with open_desk(Settings(data=Path(data)), reading=True) as desk:
            questions = [mistyped(entry.title) for entry in desk.shelf.finder.entries]
            times: list[float] = []
            started = perf_counter()
            await asyncio.gather(
                *(
                    _ask(desk, questions, n, producers, started + SECONDS, times)
                    for n in range(producers)
                )
            )
            spent = perf_counter() - started
    case = f"{producers} in flight, committed before the answer"
    cuts = quantiles(times, n=100)
    return [
        {
            "bench": "inquiries",
            "case": case,
            "value": round(len(times) / spent),
            "unit": "/s",
            "note": "",
        },
        {
            "bench": "inquiry p50",
            "case": case,
            "value": round(median(times) * 1e3, 2),
            "unit": "ms",
            "note": "",
        },
        {
            "bench": "inquiry p99",
            "case": case,
            "value": round(cuts[98] * 1e3, 2),
            "unit": "ms",
            "note": "",
        },
    ]


async def _ask(
    desk: Desk, questions: list[str], first: int, step: int, until: float, times: list[float]
) -> None:
    turn = first
    while (started := perf_counter()) < until:
        question = questions[turn % len(questions)]
        await receive(desk, Inquiry(Origin("bench", str(turn)), question, desk.now()))
        times.append(perf_counter() - started)
        turn += step
