"""Pages for machines: is it well, and how much has it done."""

import tomllib
from functools import cache
from pathlib import Path

from aiohttp import web
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from bot.web.keys import DESK, LATENCY
from handlers.desk import Desk, LedgerUnavailable
from reports.period import Period, office_day

PLAIN = "text/plain; version=0.0.4; charset=utf-8"
PROJECT = Path(__file__).parents[2] / "pyproject.toml"


async def healthz(request: web.Request) -> web.Response:
    """200 with status 'ok', or 503 with 'unavailable' when the ledger cannot be read or written."""
    desk = request.app[DESK]
    try:
        ledger = await desk.ledger.health()
    except LedgerUnavailable:
        return web.json_response({"status": "unavailable", "version": _version()}, status=503)
    entries = len(desk.shelf.finder.entries)
    failing = bool(ledger["writer_failing"])
    return web.json_response(
        {
            "status": "unavailable" if failing else "ok",
            "version": _version(),
            "entries": entries,
            "ledger": ledger,
        },
        status=503 if failing else 200,
    )


async def metrics(request: web.Request) -> web.Response:
    """Prometheus text: what the ledger counts, and the answer latency of this process's web chat."""
    registry = CollectorRegistry()
    registry.register(_Found(await _families(request.app[DESK])))
    registry.register(request.app[LATENCY])
    return web.Response(body=generate_latest(registry), headers={"Content-Type": PLAIN})


def latency_histogram() -> Histogram:
    return Histogram(
        "minxin_answer_latency_seconds",
        "From question to answer, web chat of this process",
        buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1),
        registry=None,
    )


class _Found:
    """Families that were read before the collection, which cannot wait."""

    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Metric]:
        return self._families


async def _families(desk: Desk) -> list[Metric]:
    inquiries = CounterMetricFamily(
        "minxin_inquiries", "Inquiries of the current month", labels=("channel", "status")
    )
    today = office_day(desk.now())
    for channel, _, status, n in await desk.ledger.inquiry_counts(
        Period(today.replace(day=1), today)
    ):
        inquiries.add_metric((channel, status), n)
    entries = GaugeMetricFamily(
        "minxin_entries", "Published entries", value=len(desk.shelf.finder.entries)
    )
    ledger = [
        GaugeMetricFamily(f"minxin_ledger_{name}", "Of the ledger", value=value)
        for name, value in (await desk.ledger.health()).items()
    ]
    return [inquiries, entries, *ledger]


@cache
def _version() -> str:
    return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])


ROUTES = (web.get("/healthz", healthz), web.get("/metrics", metrics))
