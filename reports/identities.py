"""What a form says must be equal: identities between its cells, checked before a report is let out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.errors import Broken
from reports.forms import Form, Identity

CARRIED = ("t3.carried_in.", "t3.carried_out.")
"""二 of a year is 四 of the year before (domain facts 3b)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An identity that does not hold, with both sums and every cell's place and value."""

    identity: Identity
    left: int
    right: int
    cells: Sequence[tuple[str, str, int]]
    """Key, place in the printed table, value."""


def differences(form: Form, values: Mapping[str, int]) -> list[Difference]:
    """Blank cells count nothing. Empty where every identity holds."""
    cells = form.cells()
    found = []
    for identity in form.identities:
        left, right = (
            sum(values.get(key, 0) for key in side) for side in (identity.left, identity.right)
        )
        if left != right:
            named = [
                (key, cells[key].place, values.get(key, 0))
                for key in (*identity.left, *identity.right)
            ]
            found.append(Difference(identity, left, right, named))
    return found


def carried_over(values: Mapping[str, int], last_year: Mapping[str, int]) -> list[str]:
    """Cells of 二 that are not what 四 of last year's report said."""
    into, out = CARRIED
    return [
        key
        for key, value in values.items()
        if key.startswith(into) and last_year.get(out + key.removeprefix(into), value) != value
    ]


def require_identities(form: Form, values: Mapping[str, int]) -> None:
    """Raises Broken, which names the cells."""
    for difference in differences(form, values):
        cells = "；".join(f"{place} = {value}" for _, place, value in difference.cells)
        raise Broken(
            "report.broken",
            rule=difference.identity.rule,
            place=difference.identity.place,
            left=str(difference.left),
            right=str(difference.right),
            cells=cells,
        )


def require_carried_over(
    form: Form, values: Mapping[str, int], last_year: Mapping[str, int]
) -> None:
    """Raises Broken."""
    for key in carried_over(values, last_year):
        into, out = CARRIED
        raise Broken(
            "report.not_carried",
            place=form.cells()[key].place,
            left=str(values[key]),
            right=str(last_year[out + key.removeprefix(into)]),
        )
