"""The annual report as a file: one function for each kind of file."""

from collections.abc import Callable, Mapping

from bot.report_files.json import as_json
from reports.document import Document

FORMATS: Mapping[str, Callable[[Document], bytes]] = {".json": as_json}
"""Suffix of the file → what writes it."""
