"""What a form says must be equal: identities between its cells, checked before a report is let out."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from reports.errors import Broken, Found, NotValid
from reports.form_model import AMOUNT, CHANGE, Form, FormCell, Identity

Value = int | Decimal
Values = Mapping[str, Value]
"""By the key of the cell."""
LAST_YEAR = "（上年报告）"
"""After the place of a cell of last year's report."""


def check(
    form: Form,
    values: Values,
    last_year: Values | None = None,
    accepted: Mapping[str, str] | None = None,
) -> list[Broken]:
    """All that is broken; warnings say so. Cells that last year's report lacks are not compared. `accepted`: why an
    identity that may differ does, by its name for one place (t3-carry.自然人) or for all (t3-carry).

    Raises NotValid: a cell that the form lacks or that has no value, a reason that is empty or not asked for."""
    _require_cells(form, values)
    reasons = accepted or {}
    _require_acceptable(form, reasons)
    known = form.cells()
    unequal = [
        *_unequal(form.identities, known, values, {}),
        *_unequal(form.looser, known, values, last_year or {}),
    ]
    return [
        *_impossible(known, values),
        *(broken for broken in unequal if not _names(broken.found.identity) & reasons.keys()),
    ]


def require_identities(
    form: Form,
    values: Values,
    last_year: Values | None = None,
    accepted: Mapping[str, str] | None = None,
) -> list[Broken]:
    """The warnings. Raises the first that is Broken and none; otherwise as `check`."""
    found = check(form, values, last_year, accepted)
    for broken in found:
        if not broken.found.is_warning:
            raise broken
    return found


def _unequal(
    identities: Iterable[Identity], known: Mapping[str, FormCell], values: Values, last_year: Values
) -> Iterator[Broken]:
    for identity in identities:
        if not last_year.keys() >= set(identity.before):
            continue
        left = sum(values[key] for key in identity.left)
        before = [(key, known[key].place + LAST_YEAR, last_year[key]) for key in identity.before]
        right = sum(values[key] for key in identity.right) + sum(value for _, _, value in before)
        if left != right:
            keys = (*identity.left, *identity.right)
            cells = [*((key, known[key].place, values[key]) for key in keys), *before]
            yield _broken(identity, Found(identity.name, cells, left, right, identity.is_warning))


def _broken(identity: Identity, found: Found) -> Broken:
    """A cell that is not as last year's report left it has a sentence of its own."""
    sums = {"left": str(found.left), "right": str(found.right)}
    if identity.may_differ:
        return Broken("report.not_carried", found, place=found.cells[0][1], **sums)
    cells = "；".join(f"{place} = {value}" for _, place, value in found.cells)
    key = "report.unlikely" if found.is_warning else "report.broken"
    return Broken(key, found, rule=identity.rule, place=identity.place, cells=cells, **sums)


def _impossible(known: Mapping[str, FormCell], values: Values) -> Iterator[Broken]:
    """Values that their cell cannot take."""
    for key, value in values.items():
        if sentence := _mistake(known[key].value, value):
            name = sentence.removeprefix("report.")
            found = Found(f"{name}.{key}", [(key, known[key].place, value)], value, value)
            yield Broken(sentence, found, place=known[key].place, value=str(value))


def _mistake(takes: str, value: Value) -> str:
    if not Decimal(value).is_finite():
        return "report.not_whole"
    if value < 0 and takes != CHANGE:
        return "report.negative"
    if takes != AMOUNT and value != int(value):
        return "report.not_whole"
    return ""


def _require_cells(form: Form, values: Values) -> None:
    cells = form.cells()
    for key in values:
        if key not in cells:
            raise NotValid("report.unknown_cell", value=key, format=form.id)
    for key, cell in cells.items():
        if key not in values:
            raise NotValid("report.no_value", place=cell.place, value=key)


def _require_acceptable(form: Form, accepted: Mapping[str, str]) -> None:
    may = [i.name for i in form.looser if i.may_differ]
    for name, reason in accepted.items():
        if not any(name in _names(one) for one in may):
            raise NotValid("report.not_acceptable", value=name)
        if not reason.strip():
            raise NotValid("report.no_reason", value=name)


def _names(identity: str) -> set[str]:
    """Its own, and that of the rule for all places."""
    return {identity, identity.partition(".")[0]}
