"""What a citizen fills in to open a case."""

import re
from dataclasses import dataclass, field, replace

from cases.case import Contact
from cases.disclosure_tables import disclosure_tables
from cases.errors import BadForm
from cases.text import clean

LONGEST_CONTENT = 5_000
LONGEST_LINE = 200
"""Longest title, place, name or contact, characters."""
TITLE_LENGTH = 30


@dataclass(frozen=True, slots=True)
class CaseForm:
    """An empty title is taken from the content."""

    kind: str
    content: str
    title: str = ""
    place: str = ""
    contact: Contact = field(default_factory=Contact)
    anonymous: bool = False
    confidential: bool = False
    may_publish: bool = False
    applicant: str = ""
    """Of an application for information (cases.disclosure_tables); '' of anything else."""


def checked(form: CaseForm) -> CaseForm:
    """The form as it may be kept: cleaned, titled, without contact when anonymous. Raises BadForm."""
    content = clean(form.content)
    if not content:
        raise BadForm("case.content_empty")
    _measure("case.content_long", content, LONGEST_CONTENT)
    contact = Contact() if form.anonymous else form.contact
    if form.applicant not in ("", *disclosure_tables().applicants):
        raise BadForm("case.applicant_unknown", value=form.applicant)
    name, reach = (
        checked_line("case.contact_long", text) for text in (contact.name, contact.reach)
    )
    return replace(
        form,
        content=content,
        title=checked_line("case.title_long", form.title) or _first_words(content),
        place=checked_line("case.place_long", form.place),
        contact=Contact(name, reach),
    )


def checked_line(key: str, text: str) -> str:
    """Blanks and line ends as one blank. Raises BadForm with that key when it is too long."""
    line = " ".join(clean(text).split())
    _measure(key, line, LONGEST_LINE)
    return line


def _measure(key: str, text: str, longest: int) -> None:
    if len(text) > longest:
        raise BadForm(key, length=str(len(text)), longest=str(longest))


def _first_words(content: str) -> str:
    first = re.split(r"[。！？!?;；\n]", content, maxsplit=1)[0].strip() or content.split("\n")[0]
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"
