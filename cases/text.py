"""Text as somebody typed it, made fit to keep and to show."""

import unicodedata

UNWANTED = {"Cc", "Cf", "Cs", "Co"}
"""Control, format (right-to-left tricks), lone surrogate and private characters."""


def clean(text: str) -> str:
    """Without unwanted characters and outer blanks; line ends become \\n, a tab a blank."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in UNWANTED)
    return "".join(kept).strip()
