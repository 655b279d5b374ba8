"""Bytes of a text file → text, in the encodings that offices use."""

import codecs
import re

from knowledge.findings import Unreadable

UNDECODED = re.compile("[\udc80-\udcff]")
"""A byte that no encoding explained, as `decode` leaves it in the text."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that no published text holds, turns of writing direction among them; tab and line ends are not."""


def decode(data: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM or GB18030. Raises Unreadable.

    A file that is UTF-8 in most of its lines is UTF-8, and its wrong bytes stay as UNDECODED characters, so that a
    reader can name the row.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16")
    if data.count(0) * 20 > len(data):
        raise Unreadable("finding.not_text")
    for encoding in ("utf-8-sig", "gb18030"):
        if encoding == "gb18030" and _mostly_utf8(data):
            break
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8-sig", "surrogateescape")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        raise Unreadable("finding.encoding_file", encoding=encoding) from e


def _mostly_utf8(data: bytes) -> bool:
    lines = [line for line in data.splitlines() if not line.isascii()]
    return 2 * sum(map(_is_utf8, lines)) >= len(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
