"""The rules of this office: what the program brings, after what the town's own tables in its data folder say."""

from pathlib import Path

from bot.messages import LANGUAGES, say
from bot.settings import Settings
from cases.calendar import WorkingCalendar
from cases.errors import BadTable
from cases.kinds import OWN, Kinds, load_kinds
from cases.notices import read_notices
from reports.errors import BadWording
from reports.rules import ReportRules, report_rules

CALENDAR = "calendar.toml"
REPORTING = ("figures.toml", "registers.toml", "bindings.toml")


def office_calendar(settings: Settings) -> WorkingCalendar:
    """Raises BadTable."""
    own = _own(settings.data / CALENDAR)
    return WorkingCalendar(read_notices(own=own)) if own else WorkingCalendar()


def office_kinds(settings: Settings) -> Kinds:
    """Raises BadTable."""
    return load_kinds(_own(settings.data / OWN))


def office_reporting(settings: Settings, *, sample: bool) -> ReportRules:
    """Raises BadTable."""
    figures, registers, bindings = (_own(settings.data / name) for name in REPORTING)
    try:
        return report_rules(figures, registers, bindings, sample=sample)
    except BadWording as error:
        problem = say(error.key, LANGUAGES[0], error.values)
        raise BadTable("table.wrong", file=REPORTING[2], problem=problem) from None


def _own(path: Path) -> str:
    """'' where there is none. Raises BadTable."""
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        raise BadTable("table.unreadable", file=str(path), problem=str(error)) from None
