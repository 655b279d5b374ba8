"""What keeps the program from opening its data, said in the reader's language."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.app import DataUnusable
from bot.commands.options import Failed, Stop
from cases.errors import BadTable
from handlers.desk import LedgerUnavailable
from knowledge.store import StoreUnavailable


@contextmanager
def failures_told() -> Iterator[None]:
    """Ends the program with a sentence instead of a traceback: 2 for an unusable folder or table, 1 for a
    database that is broken, full, locked or read-only."""
    try:
        yield
    except DataUnusable as error:
        raise Stop("data.unusable", path=str(error.path), problem=error.problem) from None
    except BadTable as error:
        raise Stop(error.key, **error.values) from None
    except StoreUnavailable as error:
        raise Failed(error.key, path=str(error.path)) from None
    except LedgerUnavailable as error:
        raise Failed("ledger.unavailable", problem=str(error)) from None
