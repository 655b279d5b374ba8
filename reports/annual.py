"""A report of one form from its words and the numbers that they name."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from reports.document import (
    Block,
    Chart,
    Document,
    Note,
    Paragraph,
    Printed,
    Section,
    Series,
    Table,
    Words,
)
from reports.figured import Figured, charted
from reports.form_model import Form, FormCell, FormTable
from reports.form_tables import form_table
from reports.report_words import PREAMBLE, ReportWords
from reports.resolving import Cube, Resolved, given
from reports.wording import Number, names_in, style_of, written

ACT_OF = 2008
"""The act has been in force since (anniversaries: 施行四周年)."""
NOT_YET = "（待定）"
"""The day on which a draft will be published."""
MONTH = ".month"
"""After a name: the month that the number stands for."""
WITHIN = "## "
"""A line that is a heading within a section."""
CHARTS = (("month", "各月答复情况"), ("unit", "各承办单位答复情况"))


def names_wanted(form: Form, words: ReportWords) -> list[str]:
    """Every name in the words, `counter.month` as counter, and every cell of the form."""
    texts = [*(text.words for text in words.sections.values()), *(s.words for s in form.sections)]
    found = (name.removesuffix(MONTH) for text in texts for name in names_in(text))
    return list(dict.fromkeys([*found, *form.cells()]))


def builtins(year: int, form: Form, words: ReportWords) -> dict[str, Resolved]:
    """What every report knows of itself."""
    last = date(year, 12, 31)
    day = words.published_on
    known = {
        "year": given("year", "", year, last),
        "last_year": given("last_year", "", year - 1, last),
        "anniversary": given("anniversary", "", year - ACT_OF, last),
        "parts": given("parts", "", len(form.sections), last),
    }
    text, on = (day.isoformat(), day) if day else (NOT_YET, last)
    known["published_on"] = given("published_on", text, on.toordinal(), on)
    return known


def assemble(form: Form, year: int, words: ReportWords, figured: Figured) -> Document:
    """Raises BadWording for a number that is bound to nothing."""
    writer = _Writer(figured.numbers)
    preamble = words.sections.get(PREAMBLE)
    before = writer.paragraphs(preamble.words, PREAMBLE) if preamble else []
    sections: list[Section] = []
    for part in form.sections:
        text = words.sections.get(part.number)
        own = list(writer.sections(part.heading, text.words if text else part.words))
        tables = [writer.table(table) for table in form.tables if table.section == part.number]
        sections += [*own[:-1], replace(own[-1], blocks=[*own[-1].blocks, *tables])]
    sections.append(Section(form.charts_heading, _charts(figured.charts)))
    return Document(
        title=form.title.format(office=words.office, year=year),
        office=words.office,
        year=year,
        format=form.id,
        published_on=words.published_on,
        is_draft=False,
        preamble=before,
        sections=sections,
        notes=writer.notes,
    )


class _Writer:
    """Writes words with numbers in them; `notes` grow in the order of first use."""

    def __init__(self, numbers: Mapping[str, Resolved]) -> None:
        self._numbers = numbers
        self.notes: dict[str, Note] = {}

    def sections(self, heading: str, text: str) -> Iterable[Section]:
        """A section and those within it."""
        title, level = heading, 1
        lines: list[str] = []
        for line in [*text.splitlines(), WITHIN]:
            if not line.startswith(WITHIN):
                lines.append(line)
                continue
            yield Section(title, self.paragraphs("\n".join(lines), heading), level)
            title, level, lines = line.removeprefix(WITHIN), 2, []

    def paragraphs(self, text: str, place: str) -> list[Paragraph]:
        return [
            Paragraph(self._words(line.strip(), place))
            for line in text.splitlines()
            if line.strip()
        ]

    def table(self, told: FormTable) -> Table:
        return form_table(told, {cell.key: self._value(cell) for cell in told.keyed()})

    def _value(self, cell: FormCell) -> Words:
        name = f"{{{cell.key}:{cell.style}}}" if cell.style else f"{{{cell.key}}}"
        words = self._words(name, cell.place)
        for part in words:
            if isinstance(part, Printed):
                self.notes[part.note] = replace(self.notes[part.note], label=cell.place, among="")
        return words

    def _words(self, line: str, place: str) -> Words:
        words = written(line, self._number, place)
        for part in words:
            if isinstance(part, Printed):
                self._note(part)
        return words

    def _number(self, name: str) -> Number:
        return self._numbers[name.removesuffix(MONTH)].number

    def _note(self, part: Printed) -> None:
        if part.note in self.notes:
            return
        resolved = self._numbers[part.note.partition(":")[0].removesuffix(MONTH)]
        note = replace(resolved.note, printed=part.text, style=style_of(part.note, resolved.number))
        if part.note.partition(":")[0].endswith(MONTH):
            note = replace(note, query="", listed=0)
        self.notes[part.note] = note


def _charts(cube: Cube) -> list[Block]:
    return [_chart(cube, by, caption) for by, caption in CHARTS]


def _chart(cube: Cube, by: str, caption: str) -> Chart:
    at = list(cube.by).index(by)
    groups = sorted({str(row[at]) for row in cube.rows})
    series = [
        Series(label, [cube.of(figure, {by: group})[0] for group in groups])
        for figure, label in zip(charted(), ("收件", "答复"), strict=True)
    ]
    return Chart(f"replies_by_{by}", caption, [group or "未列单位" for group in groups], series)
