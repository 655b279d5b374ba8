"""Which forms there are (reports/formats/), and the years in which each holds.

A new form is a new file; nothing here knows what stands in one of them.
"""

from functools import cache
from importlib.resources import files

from reports.errors import NotValid
from reports.form_files import parsed
from reports.form_model import NO_END, Form

FORMATS = ("2008", "2019", "2021")
"""Of the annual report on government information, in the order of time."""
OTHERS = ("website",)
"""政府网站工作年度报表."""


def form(id: str, year: int) -> Form:
    """Raises NotValid for an unknown one, or one that does not hold for reports on that year."""
    if id not in (*FORMATS, *OTHERS):
        known = "、".join((*FORMATS, *OTHERS))
        raise NotValid("report.format_unknown", value=id, known=known)
    found = read_form(id)
    if found.first <= year <= found.last:
        return found
    last = "" if found.last == NO_END else str(found.last)
    years = {"value": id, "year": str(year), "first": str(found.first), "last": last}
    if right := form_of(year):
        raise NotValid("report.format_years", **years, right=right)
    raise NotValid("report.format_too_early", **years)


def form_of(year: int) -> str:
    """The format of the annual report that holds; '' before there was any."""
    return next((id for id in reversed(FORMATS) if read_form(id).first <= year), "")


@cache
def read_form(id: str) -> Form:
    """Any of FORMATS and OTHERS. Raises BadTable."""
    return parsed(
        id, lambda name: files("reports.formats").joinpath(f"{name}.toml").read_text("utf-8")
    )
