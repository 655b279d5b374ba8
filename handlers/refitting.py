"""The town's own weights: refitted from its approved wordings and its citizens' verdicts, kept in its data folder."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from handlers.desk import Desk
from knowledge.lexicon import lexicon
from knowledge.refitting import Example, Refitted, approved, refit
from knowledge.weighing import Weights, fitted, read_weights, write_weights

log = logging.getLogger("minxin.refitting")

WEIGHTS = "weights.json"


def town_weights(folder: Path) -> Weights:
    """Those of this folder, or those that ship where it has none or they cannot be read."""
    path = folder / WEIGHTS
    if path.exists():
        try:
            return read_weights(path)
        except (OSError, ValueError) as error:
            log.warning("the weights that ship are used instead: %s", error)
    return fitted()


async def gather(desk: Desk) -> list[Example]:
    """Approved wordings first, then verdicts in the order they were given."""
    verdicts = await desk.ledger.verdicts()
    said = [Example(question, entry_id, helpful) for question, entry_id, helpful in verdicts]
    return [*approved(desk.shelf.finder.entries), *said]


def refit_town(
    desk: Desk, folder: Path, examples: Sequence[Example], progress: Callable[[int], None]
) -> Refitted:
    """Starts from the weights that ship, so that nothing drifts; writes only what does better. Raises OSError."""
    refitted = refit(desk.shelf.finder.entries, examples, lexicon(), fitted(), progress)
    if refitted.weights:
        write_weights(folder / WEIGHTS, refitted.weights)
    return refitted
