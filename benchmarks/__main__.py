"""`make bench`: run every benchmark (or those named), print the rows, keep them as CSV in benchmarks/results/."""

import csv
import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

BENCHES = (
    "answering",
    "quality",
    "masking",
    "growing",
    "starting",
    "inquiring",
    "writing",
    "telegram",
    "casework",
    "reporting",
)
HEAD = ("bench", "case", "value", "unit", "note")
Rows = Sequence[Mapping[str, object]]
_LOOPS = 15
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    wanted = sys.argv[1:] or [b for b in BENCHES if (Path(__file__).parent / f"{b}.py").exists()]
    stamped = stamp()
    rows = [pace("before")]
    rows += [row for b in wanted for row in importlib.import_module(f"benchmarks.{b}").rows()]
    rows += [pace("after")]
    Console(width=140).print(shown(rows, stamped))
    keep(rows, stamped)


def pace(when: str) -> Mapping[str, object]:
    """How fast the machine is at the time: a shared one halves and doubles within the hour."""
    times = []
    for _ in range(_LOOPS):
        started = perf_counter()
        for _ in range(1_000_000):
            pass
        times.append((perf_counter() - started) * 1e3)
    return {
        "bench": "machine",
        "case": "1,000,000 empty rounds in Python",
        "value": round(median(times), 1),
        "unit": "ms",
        "note": f"{when}, median of {_LOOPS}",
    }


def stamp() -> dict[str, str]:
    """What was measured, where and when."""
    return {
        "commit": _git("rev-parse", "--short", "HEAD")
        + ("+" if _git("status", "--porcelain") else ""),
        "machine": machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def shown(rows: Rows, stamped: Mapping[str, str]) -> Table:
    table = Table(*HEAD, title=f"{stamped['commit']} · {stamped['machine']}")
    for row in rows:
        table.add_row(*(str(row[name]) for name in HEAD))
    return table


def keep(rows: Rows, stamped: Mapping[str, str], kind: str = "") -> None:
    """As CSV beside earlier ones."""
    RESULTS.mkdir(exist_ok=True)
    commit = stamped["commit"].rstrip("+")
    path = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-{kind}{commit}.csv"
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, [*HEAD, *stamped])
        writer.writeheader()
        writer.writerows({**row, **stamped} for row in rows)
    print(path)


def machine() -> str:
    model = "?"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next(
            (line.partition(": ")[2] for line in lines if line.startswith("model name")), "?"
        )
    return f"{os.cpu_count()}×{model}, {platform.system()}, Python {platform.python_version()}"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
