"""Personal data in a text to be published (脱敏): found, masked, and shown to whoever looks it over.

Source: 个人信息保护法 arts 4, 25, 28 (without consent only what is anonymised may be published). No statute fixes
the masks: they follow the usual style and, for names, 法释〔2016〕19号. A person still reads what is published.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from cases.masking.addresses import addresses
from cases.masking.allowing import Allowed, contacts
from cases.masking.folding import bar, fold
from cases.masking.handles import accounts, emails, plates
from cases.masking.names import label, names
from cases.masking.numbers import cards, ids
from cases.masking.span import Kind, Span
from cases.masking.telephones import landlines, phones

__all__ = ["Kind", "Masked", "Span", "contacts", "mask"]

FINDERS: tuple[Callable[[str], Iterator[Span]], ...] = (
    emails,
    plates,
    ids,
    cards,
    phones,
    landlines,
    accounts,
    addresses,
    names,
)
"""In order: what one has found, the next does not see."""


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` may be published; `spans` in order of place, none overlap."""

    text: str
    spans: tuple[Span, ...]


def mask(text: str, allowed: Collection[str] = ()) -> Masked:
    """Masks what is personal; a masked text stays as it is. `allowed` are published official numbers and addresses
    (telephone, e-mail) in any spelling: these stay."""
    spans = label(text, sorted(_find(fold(text), Allowed(allowed))))
    return Masked(_written(text, spans), tuple(spans))


def _find(plain: str, allowed: Allowed) -> Iterator[Span]:
    """Until nothing is left to find, so that what has gone from the text gives nothing new away."""
    last = ""
    while last != plain:
        last = plain
        for finder in FINDERS:
            spans = _apart(finder(plain))
            yield from (s for s in spans if not allowed.has(plain[s.start : s.end]))
            plain = bar(plain, spans)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """Of those that overlap, the first; of those that begin together, the longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _written(text: str, spans: list[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], span.mask]
        at = span.end
    return "".join([*parts, text[at:]])
