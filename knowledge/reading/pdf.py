"""The text layer of a PDF; runs in the child process."""

import logging
import re
from pathlib import Path

from pypdf import PageObject, PdfReader

from knowledge.findings import Finding, Unreadable
from knowledge.reading.blocks import Block, paragraphs
from knowledge.reading.paper import Paper

_PAGE_NUMBER = re.compile(r"[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–\s]*")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def read(path: Path) -> dict[str, object]:
    """A page that is a picture without text is a finding. Raises Unreadable."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("finding.locked_file")
    pages = reader.pages
    texts = [_UNSEEN.sub("", page.extract_text()) for page in pages]
    if not any(text.strip() for text in texts):
        raise Unreadable("finding.no_text_layer")
    bare = [n for n, text in enumerate(texts, 1) if not text.strip() and _has_picture(pages[n - 1])]
    lines = paragraphs("\n".join(map(_without_number, texts)))
    findings = [Finding("finding.page_no_text", page) for page in bare]
    return Paper([Block(0, block.text) for block in lines], findings=findings).as_json()


def _without_number(text: str) -> str:
    lines = text.splitlines()
    for end in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[end]):
            del lines[end]
    return "\n".join(lines)


def _has_picture(page: PageObject) -> bool:
    return bool(page.get("/Resources", {}).get("/XObject"))
