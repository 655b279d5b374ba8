"""Figures as files: JSON for programs, CSV and XLSX for the office."""

import csv
import json
from collections.abc import Iterable
from dataclasses import fields
from io import BytesIO, StringIO

import xlsxwriter

from bot.messages import LANGUAGES, say
from bot.web.figure_value import shown_group
from reports.counting import Figure

NAMES = tuple(field.name for field in fields(Figure) if field.name != "scale")
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


def as_json(figures: Iterable[Figure]) -> str:
    """An array of objects; `value` unrounded, null where nothing can be divided; `group` as the office writes it."""
    rows = [
        {
            **_object(figure),
            "group": shown_group(figure, LANGUAGES[0]),
            "numerator": _in_cases(figure.numerator, figure),
            "denominator": _in_cases(figure.denominator, figure),
            "as_of": figure.as_of.isoformat(),
        }
        for figure in figures
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_csv(figures: Iterable[Figure], language: str) -> bytes:
    """UTF-8 with the mark that Excel looks for. No cell can be taken for a formula."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_head(language))
    for figure in figures:
        writer.writerow([_harmless(cell) for cell in _cells(figure, language)])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(figures: Iterable[Figure], language: str) -> bytes:
    """One sheet; numbers are numbers, text stays text."""
    content = BytesIO()
    as_text = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, as_text) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, len(NAMES), 14)
        sheet.write_row(0, 0, _head(language), bold)
        for row, figure in enumerate(figures, 1):
            sheet.write_row(row, 0, _cells(figure, language))
    return content.getvalue()


def _head(language: str) -> list[str]:
    return [say(f"figures.column.{name}", language) for name in NAMES]


def _object(figure: Figure) -> dict[str, object]:
    return {name: getattr(figure, name) for name in NAMES}


def _cells(figure: Figure, language: str) -> list[str | int | float | None]:
    return [
        say(f"figure.{figure.figure}.label", language),
        say(f"by.{figure.by}", language) if figure.by else "",
        shown_group(figure, language) if figure.by else say("figures.total", language),
        _in_cases(figure.numerator, figure),
        _in_cases(figure.denominator, figure),
        figure.value,
        say(f"base.{figure.base}", language),
        figure.as_of.isoformat(),
    ]


def _in_cases(number: int, figure: Figure) -> int | float:
    return number if figure.scale == 1 else number / figure.scale


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_MARKS) else cell
