"""Plain text → paragraphs."""

from pathlib import Path

from knowledge.decoding import UNDECODED, decode
from knowledge.findings import Finding, shown
from knowledge.reading.blocks import paragraphs
from knowledge.reading.files import contents
from knowledge.reading.paper import Paper


def read_plain(path: Path) -> Paper:
    """Raises Unreadable, OSError."""
    text, findings = sound_text(contents(path))
    return Paper(paragraphs(text), findings=findings)


def sound_text(data: bytes) -> tuple[str, list[Finding]]:
    """The text with an empty line for each that could not be decoded. Raises Unreadable."""
    lines = decode(data).split("\n")
    findings = []
    for at, line in enumerate(lines):
        if UNDECODED.search(line):
            findings.append(Finding("finding.encoding", at + 1, value=shown(line)))
            lines[at] = ""
    return "\n".join(lines), findings
