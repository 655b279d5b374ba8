"""The real program in a process of its own, for end-to-end tests."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
STOP_S = 20
ADDRESS = re.compile(r"http://[\d.]+:\d+")
PASSWORD = re.compile(r"\b[a-z2-9]{5}(?:-[a-z2-9]{5}){3}\b")


@dataclass(frozen=True)
class Program:
    """A running `serve`; `password` is the first admin's, '' after the first start."""

    base: str
    password: str
    data: Path
    process: subprocess.Popen[str]


def environment(data: Path, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Of this machine nothing but the path and the CI flag."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "CI") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "PORT": "0", "MINXIN_DATA": str(data)} | dict(extra or {})


def run_command(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bot.py", *arguments],
        cwd=ROOT,
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=60,
    )


@contextmanager
def serving(data: Path, *arguments: str, **extra: str) -> Iterator[Program]:
    """Serves until the block ends; then it must stop by itself, with status 0."""
    is_first = not (data / "ledger.db").exists()
    process = subprocess.Popen(
        [sys.executable, "bot.py", "serve", *arguments],
        cwd=ROOT,
        env=environment(data, extra),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _started(process, data, is_first)
    finally:
        process.send_signal(signal.SIGTERM)
        status = process.wait(STOP_S)
        assert process.stdout is not None
        process.stdout.close()
    assert status == 0


def _started(process: subprocess.Popen[str], data: Path, is_first: bool) -> Program:
    """Reads what the program prints until it has said where it is (and at first start, the password)."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        address, password = ADDRESS.search(said), PASSWORD.search(said)
        if address and line.endswith("\n") and (password or (not is_first and "/console" in said)):
            return Program(address[0], password[0] if password else "", data, process)
    raise AssertionError(f"the program ended before it served: {said}")
