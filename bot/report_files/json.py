"""The whole report as JSON, for programs."""

import json
from dataclasses import asdict

from reports.document import Chart, Document, Paragraph, Table

KINDS = {Paragraph: "paragraph", Table: "table", Chart: "chart"}


def as_json(document: Document) -> bytes:
    """Every field of reports.document by its name; a block also tells its `kind` (paragraph, table, chart). Words are a
    list of strings and of {text, note}, days are ISO or null, `notes` stand in the order of first use."""
    told = asdict(document)
    for section, shown in zip(document.sections, told["sections"], strict=True):
        shown["blocks"] = [
            {"kind": KINDS[type(block)], **fields}
            for block, fields in zip(section.blocks, shown["blocks"], strict=True)
        ]
    return (json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n").encode()
