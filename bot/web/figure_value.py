"""A figure's value as it is printed."""

from bot.messages import named
from reports.counting import Figure
from reports.figures import COUNTS, LENGTHS
from reports.rounding import percent, quotient

DECIMALS = 1


def shown_group(figure: Figure, language: str) -> str:
    """The group in the reader's language; '' stays for what has none."""
    return named(language, figure.by, figure.group) if figure.group else ""


def shown_number(number: int, figure: Figure) -> str:
    """Numerator or denominator in cases; graded answers add up to tenths of one."""
    if number % figure.scale == 0:
        return str(number // figure.scale)
    return quotient(number, figure.scale, DECIMALS)


def shown_value(figure: Figure) -> str:
    """A count, working days, or a percentage rounded half up; a dash where there is nothing to divide."""
    if figure.value is None:
        return "–"
    if figure.figure in COUNTS:
        return str(figure.numerator)
    if figure.figure in LENGTHS:
        return f"{figure.value:g}"
    return percent(figure.numerator, figure.denominator, DECIMALS)
