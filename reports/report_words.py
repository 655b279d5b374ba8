"""The words of a report, section by section, and who wrote, reviewed and signed them: three people."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import files

from reports.errors import BadWording

SAMPLE_OFFICE = "示例镇"
PREAMBLE = "preamble"
"""The words before the first section."""


@dataclass(frozen=True, slots=True)
class Signature:
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SectionWords:
    """`section` is the section's number in the form ('1' …) or PREAMBLE."""

    section: str
    words: str
    written: Signature
    reviewed: Signature | None = None
    signed: Signature | None = None


@dataclass(frozen=True, slots=True)
class ReportWords:
    """`published_on` is None until it is set."""

    office: str
    published_on: date | None
    sections: dict[str, SectionWords]


def sample_words(year: int, format: str) -> ReportWords | None:
    """The sample town has those of 2012, in the form of 2008."""
    if (year, format) != (2012, "2008"):
        return None
    return read_words(files("reports.sample").joinpath("report-2012.toml").read_text("utf-8"))


def read_words(text: str) -> ReportWords:
    """Of a file: office, published_on, written_by, reviewed_by, signed_by and [words]. Raises BadWording."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadWording("wording.unreadable", problem=str(error)) from None
    day = told.get("published_on")
    at = datetime.combine(day or date.min, time(), UTC)

    def signature(name: str) -> Signature | None:
        return Signature(told[name], at) if told.get(name) else None

    written = signature("written_by") or Signature("", at)
    reviewed, signed = signature("reviewed_by"), signature("signed_by")
    sections = {
        section: SectionWords(section, words.strip(), written, reviewed, signed)
        for section, words in told.get("words", {}).items()
    }
    return ReportWords(told.get("office", ""), day, sections)
