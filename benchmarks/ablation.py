"""What each group of signals adds: fitted anew without it, to our own settings: `python -m benchmarks.ablation`.

Takes minutes, so it is no part of `make bench`. Figures are of the questions kept for the test, as changes
from the fit with all groups; weighed as in fitting.
"""

import sys
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.progress import track

from benchmarks.__main__ import keep, shown, stamp
from benchmarks.fit import FITTED_ON, Table, fit, joined, outcomes, share, table, tested
from benchmarks.measures import auroc, coverage, recall
from benchmarks.pairs import settings
from knowledge.signals import SIGNALS
from knowledge.weighing import Weights

_SHOWN = ("sample town", "sample town, one wording each", "reworded")
_FIGURES = ("R@1", "AUROC", "cov@p95")


def rows() -> list[dict[str, object]]:
    tables = {
        setting.name: table(setting)
        for setting in settings()
        if setting.name.startswith(tuple(FITTED_ON)) or setting.name in _SHOWN
    }
    fitted_on = joined(
        [
            share(name, t.where(~tested(t)))
            for name, t in tables.items()
            if name.startswith(tuple(FITTED_ON))
        ]
    )
    asked = {name: tables[name].where(tested(tables[name])) for name in _SHOWN}
    whole = _figures(fitted_on, asked, [])
    found = [_row("all groups", *case) for case in whole.items()]
    for group in track(SIGNALS, "without", disable=not sys.stderr.isatty()):
        for case, value in _figures(fitted_on, asked, [group]).items():
            found.append(_row(f"without {group}", case, value - whole[case], f"{value:.3f}"))
    return found


def _figures(
    fitted_on: Table, asked: Mapping[str, Table], left_out: Sequence[str]
) -> dict[tuple[str, str], float]:
    """Setting and name of the figure → its value."""
    weights = Weights.named(fit(fitted_on, left_out))
    found = {}
    for name, t in asked.items():
        made = outcomes(t, weights)
        values = (recall(made, 1), auroc(made), coverage(made, 0.95)[0])
        found |= {(name, figure): v for figure, v in zip(_FIGURES, values, strict=True)}
    return found


def _row(bench: str, case: tuple[str, str], value: float, note: str = "") -> dict[str, object]:
    sign = "+" if note else ""
    return {
        "bench": f"ablation, {bench}",
        "case": case[0],
        "value": f"{value:{sign}.3f}",
        "unit": case[1],
        "note": note,
    }


if __name__ == "__main__":
    made, stamped = rows(), stamp()
    Console(width=140).print(shown(made, stamped))
    keep(made, stamped, "ablation-")
