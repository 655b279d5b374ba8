"""Start of the whole program: until the port answers, and the memory it then holds."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

RUNS = 5


def rows() -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as data:
        first = _start(data)
        again = sorted(_start(data) for _ in range(RUNS))
    case = "serve with the sample town"
    seconds, memory = again[RUNS // 2]
    return [
        {
            "bench": "start, first",
            "case": case,
            "value": round(first[0], 2),
            "unit": "s",
            "note": "fresh folder",
        },
        {
            "bench": "start, again",
            "case": case,
            "value": round(seconds, 2),
            "unit": "s",
            "note": f"median of {RUNS}",
        },
        {
            "bench": "memory",
            "case": case,
            "value": round(memory),
            "unit": "MB RSS",
            "note": "after start",
        },
    ]


def _start(data: str) -> tuple[float, float]:
    """(seconds until the addresses are printed, resident megabytes)."""
    environment = {**os.environ, "PORT": "0", "MINXIN_DATA": data, "PYTHONUNBUFFERED": "1"}
    started = perf_counter()
    program = subprocess.Popen(
        [sys.executable, "bot.py", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    for line in program.stdout:
        if "/console" in line:
            break
    seconds = perf_counter() - started
    status = Path(f"/proc/{program.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    program.send_signal(signal.SIGTERM)
    program.wait(20)
    return seconds, int(found.group(1)) / 1024 if found else 0.0
