#!/usr/bin/env python3
"""Recompute every figure of a frozen report: `python verify.py FILE`.

Needs Python's standard library and nothing else; the file itself can be opened in any SQLite browser. Exit status: 0
everything agrees, 1 something differs, 2 the file cannot be read.

A frozen file holds the de-identified rows that a report was counted from (case_facts, events, register_rows), the
figures as they were printed, each with the question in SQL that finds it, the identities between them, and a digest
over all of it. Checked are the digest of the bytes, where a description lies beside the file, and of the rows; each
figure against the answer to its question; the identities; and what case_facts says of a case against its events.
"""

import hashlib
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TextIO

ORDERED = {
    "case_facts": "month, channel, unit, number",
    "events": "seq",
    "register_rows": "id",
    "figures": "name",
    "identities": "name",
    "texts": "place",
    "definitions": "name",
    "about": "key",
}
"""Every table of a frozen file, and the order in which its rows are digested."""
DIGEST = "digest"
LINES = 20_000

Progress = Callable[[int], None]


def digest(db: sqlite3.Connection, progress: Progress = lambda rows: None) -> str:
    """SHA-256 over all tables: name and columns, then every row as a JSON array, a line each."""
    told = hashlib.sha256()
    done = 0
    for table, order in ORDERED.items():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        told.update((json.dumps([table, columns], ensure_ascii=False) + "\n").encode())
        but = f" WHERE key <> '{DIGEST}'" if table == "about" else ""
        rows = db.execute(
            f"SELECT json_array({', '.join(columns)}) FROM {table}{but} ORDER BY {order}"
        )
        while lines := rows.fetchmany(LINES):
            told.update(("\n".join(line for (line,) in lines) + "\n").encode())
            done += len(lines)
            progress(done)
    return told.hexdigest()


def check(
    db: sqlite3.Connection, progress: Progress = lambda rows: None
) -> Iterator[tuple[bool, str]]:
    """Whether it agrees, and what was compared."""
    about = dict(db.execute("SELECT key, value FROM about"))
    found = digest(db, progress)
    yield found == about.get(DIGEST), f"digest\t{about.get(DIGEST)}\t{found}"
    yield from _figures(db)
    yield from _identities(db)
    yield from _events(db)


def _reads_only(act: int, *_: str | None) -> int:
    asks = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
    return sqlite3.SQLITE_OK if act in asks else sqlite3.SQLITE_DENY


def _figures(db: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    db.set_authorizer(
        _reads_only
    )  # the questions come from the file: they may ask, and nothing else
    rows = db.execute(
        "SELECT name, printed, style, numerator, denominator, query FROM figures ORDER BY name"
    )
    for name, text, style, numerator, denominator, query in rows.fetchall():
        if not query:
            continue
        answer = tuple(number or 0 for number in db.execute(query).fetchone())
        same = answer[0] == numerator and (len(answer) < 2 or answer[1] == denominator)
        if style != "text":
            same = same and printed(answer[0], denominator, style) == text
        told = "/".join(map(str, answer))
        yield same, f"{name}\t{text} ({numerator}/{denominator})\t{told}"


def printed(number: int, whole: int, style: str) -> str:
    """As in the report, rounding half up. `style`: '' digits; 多 after it: at least; 万 tens of thousands, 万元
    likewise and exact; % and %1 of the whole, with so many decimals; 中 in characters, up to 99."""
    more = "多" if style.endswith("多") else ""
    style = style.removesuffix("多")
    if style in ("%", "%1"):
        return _rounded(100 * number, whole, len(style) - 1) + "%"
    if style == "万":
        return _rounded(number, 10_000, 0 if number % 10_000 == 0 else 1) + "万" + more
    if style == "万元":
        left, right = divmod(number, 10_000)
        return f"{left}.{right:04}".rstrip("0") if right else str(left)
    if style == "中":
        return _characters(number) + more
    return str(number) + more


def _rounded(number: int, whole: int, decimals: int) -> str:
    scaled = (2 * number * 10**decimals + whole) // (2 * whole)
    left, right = divmod(scaled, 10**decimals)
    return f"{left}.{right:0{decimals}}" if decimals else str(left)


def _characters(number: int) -> str:
    digits = "零一二三四五六七八九"
    if number == 2:
        return "两"
    if number > 99:
        return str(number)
    if number < 10:
        return digits[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def _identities(db: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    """Each says that figures on its left add up to those on its right."""
    values = dict(db.execute("SELECT name, numerator FROM figures"))
    rows = db.execute("SELECT name, left_side, right_side FROM identities ORDER BY name")
    for name, left, right in rows.fetchall():
        sides = [sum(values[figure] for figure in json.loads(side)) for side in (left, right)]
        yield sides[0] == sides[1], f"{name}\t{sides[0]}\t{sides[1]}"


EVENTS = """
SELECT count(*) FILTER (WHERE replied_on <> '' AND replied_on IS NOT replied),
       count(*) FILTER (WHERE closed_on <> '' AND closed_on IS NOT closed),
       count(*) FILTER (WHERE published_on <> '' AND published_on IS NOT published)
FROM case_facts LEFT JOIN (
    SELECT number AS case_number,
           min(CASE WHEN move = 'reply' THEN day END) AS replied,
           max(CASE WHEN move = 'close' THEN day END) AS closed,
           max(CASE WHEN move = 'publish' THEN day END) AS published
    FROM events WHERE move IN ('reply', 'close', 'publish') GROUP BY number
) ON case_number = number
"""


def _events(db: sqlite3.Connection) -> Iterator[tuple[bool, str]]:
    """A day that case_facts gives is the day of the event."""
    wrong = db.execute(EVENTS).fetchone()
    for column, cases in zip(("replied_on", "closed_on", "published_on"), wrong, strict=True):
        yield cases == 0, f"{column}\t0\t{cases}"


def file_digest(path: Path) -> str:
    """SHA-256 of the bytes of the file."""
    told = hashlib.sha256()
    with path.open("rb") as f:
        while part := f.read(1 << 20):
            told.update(part)
    return told.hexdigest()


def described(path: Path) -> str:
    """The digest of the bytes that the description beside the file tells; '' where there is none."""
    beside = path.with_name(f"{path.stem}.dcat.jsonld")
    if not beside.exists():
        return ""
    told = json.loads(beside.read_text("utf-8"))["dcat:distribution"][0]
    return str(told["spdx:checksum"]["spdx:checksumValue"])


def cells(path: Path) -> dict[str, int]:
    """The figures of a frozen report, by key, as counted. Raises ValueError where it is not as it was written."""
    known = described(path)
    if known and known != file_digest(path):
        raise ValueError("file")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        if wrong := next((told for same, told in check(db) if not same), None):
            raise ValueError(wrong)
        return dict(db.execute("SELECT name, numerator FROM figures"))


def verified(path: Path, out: TextIO, err: TextIO) -> int:
    """Exit status; a line for each comparison goes to `out`."""
    agreed = True
    try:
        if known := described(path):
            found = file_digest(path)
            agreed = known == found
            out.write(f"{'same' if agreed else 'DIFFERENT'}\tfile\t{known}\t{found}\n")
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            for same, told in check(db):
                agreed = agreed and same
                out.write(f"{'same' if same else 'DIFFERENT'}\t{told}\n")
    except (sqlite3.Error, OSError, TypeError, KeyError, ValueError) as error:
        err.write(f"{path}: {error}\n")
        return 2
    out.write("everything agrees\n" if agreed else "NOT THE SAME\n")
    return 0 if agreed else 1


def main() -> int:
    if len(sys.argv) != 2:
        sys.stderr.write(f"python {sys.argv[0]} FILE\n")
        return 2
    return verified(Path(sys.argv[1]), sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
