"""SQL by name: every query stands in ledger/sql/<theme>.sql under a line `-- name: …`."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent / "sql"
_NAME = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def load(theme: str) -> Mapping[str, str]:
    """Name → SQL text with `:name` parameters."""
    _, *parts = _NAME.split((FOLDER / f"{theme}.sql").read_text(encoding="utf-8"))
    names, texts = parts[::2], parts[1::2]
    assert len(set(names)) == len(names), f"{theme}.sql names a query twice"
    return MappingProxyType({n: t.strip() for n, t in zip(names, texts, strict=True)})
