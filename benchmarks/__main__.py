"""`make bench`: run every benchmark (or those named), print the rows, keep them as CSV in benchmarks/results/."""

import csv
import importlib
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

BENCHES = ("answering", "quality", "growing", "starting", "inquiring", "writing", "telegram")
HEAD = ("bench", "case", "value", "unit", "note")
RESULTS = Path(__file__).parent / "results"


def main() -> None:
    wanted = sys.argv[1:] or [b for b in BENCHES if (Path(__file__).parent / f"{b}.py").exists()]
    commit = _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain") else "")
    stamp = {
        "commit": commit,
        "machine": machine(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    table = Table(*HEAD, title=f"{commit} · {machine()}")
    rows = []
    for bench in wanted:
        for row in importlib.import_module(f"benchmarks.{bench}").rows():
            table.add_row(*(str(row[name]) for name in HEAD))
            rows.append({**row, **stamp})
    Console(width=140).print(table)
    keep(rows, commit.rstrip("+"))


def keep(rows: list[dict[str, object]], commit: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{datetime.now(UTC):%Y-%m-%d}-{commit}.csv"
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, [*HEAD, "commit", "machine", "at"])
        writer.writeheader()
        writer.writerows(rows)
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
