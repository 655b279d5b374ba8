"""What lies beside a frozen report: its figures as a table, and a description for catalogues of open data (DCAT 3)."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from bot.messages import LANGUAGES
from bot.report_files.noted import named_fully
from reports import verify
from reports.document import Document

HEAD = ("name", "label", "printed", "numerator", "denominator", "unit", "as_of", "query")


def beside(out: Path, document: Document, digest: str) -> Iterator[tuple[Path, bytes]]:
    """Files and their contents; their names begin as that of the frozen one."""
    table = out.with_name(f"{out.stem}-figures.csv")
    yield table, _figures(document)
    described = _described(document, out, table, digest)
    text = json.dumps(described, ensure_ascii=False, indent=1)
    yield out.with_name(f"{out.stem}.dcat.jsonld"), f"{text}\n".encode()


def _figures(document: Document) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for name, note in document.notes.items():
        label = named_fully(LANGUAGES[0], note)
        counted = (note.numerator, note.denominator, note.unit, note.as_of, note.query)
        writer.writerow([name, label, note.printed, *counted])
    return text.getvalue().encode("utf-8-sig")


def _described(document: Document, frozen: Path, table: Path, digest: str) -> dict[str, object]:
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dcterms": "http://purl.org/dc/terms/",
            "spdx": "http://spdx.org/rdf/terms#",
        },
        "@type": "dcat:Dataset",
        "dcterms:title": {"@value": document.title, "@language": "zh"},
        "dcterms:publisher": document.office,
        "dcterms:issued": str(document.published_on or ""),
        "dcterms:language": "zh",
        "dcterms:temporal": {
            "@type": "dcterms:PeriodOfTime",
            "dcat:startDate": f"{document.year}-01-01",
            "dcat:endDate": f"{document.year}-12-31",
        },
        "dcterms:accrualPeriodicity": "http://purl.org/cld/freq/annual",
        "dcterms:identifier": digest,
        "dcat:distribution": [
            _distribution(frozen, "application/vnd.sqlite3", verify.file_digest(frozen)),
            _distribution(table, "text/csv"),
        ],
    }


def _distribution(path: Path, media_type: str, digest: str = "") -> dict[str, object]:
    found: dict[str, object] = {
        "@type": "dcat:Distribution",
        "dcterms:title": path.name,
        "dcat:downloadURL": path.name,
        "dcat:mediaType": media_type,
    }
    if digest:
        algorithm = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
        found["spdx:checksum"] = {"spdx:algorithm": algorithm, "spdx:checksumValue": digest}
    return found
