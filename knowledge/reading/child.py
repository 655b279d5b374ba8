"""Office files are parsed in a child process with limits, so that no file can take the service down.

Used as `in_child("sheet", path)`; the child is `python -m knowledge.reading.child sheet PATH` and speaks JSON.
"""

import importlib
import json
import resource
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

from knowledge.findings import Unreadable

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1536 * 2**20
"""Bytes of address space."""

TIME_S = 60
"""Seconds on the clock, and of the processor."""

REFUSED = 3
"""Exit code of a child that says why on its output: the key of a finding. Any other, a signal too, means that it
met its limits."""


def in_child(reader: str, path: Path) -> object:
    """What `knowledge.reading.<reader>.read(path)` returns. Raises Unreadable."""
    command = [sys.executable, "-m", "knowledge.reading.child", reader, str(path.resolve())]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=TIME_S, check=False)
    except subprocess.TimeoutExpired as e:
        raise Unreadable("finding.too_heavy") from e
    if done.returncode == 0:
        return json.loads(done.stdout, object_hook=_moment)
    key = done.stdout.decode() if done.returncode == REFUSED else "finding.too_heavy"
    raise Unreadable(key, form=path.suffix)


def _moment(found: dict[str, object]) -> object:
    match found:
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case _:
            return found


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)


def _limit() -> None:
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, TIME_S)):
        with suppress(ValueError, OSError):  # macOS refuses a bound on address space
            resource.setrlimit(kind, (most, most))


def main(reader: str, path: Path) -> int:
    module = importlib.import_module(f"knowledge.reading.{reader}")
    _limit()
    code, text = 0, ""
    try:
        text = json.dumps(module.read(path), default=_plain)
    except Unreadable as e:
        code, text = REFUSED, e.finding.key
    except (MemoryError, RecursionError):
        code, text = REFUSED, "finding.too_heavy"
    except (
        Exception
    ):  # the outermost loop of this process: whatever a parser throws, the file is broken
        code, text = REFUSED, "finding.broken"
    sys.stdout.write(text)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
