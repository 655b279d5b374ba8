"""The same matter told several times is one case (重复诉求并单): both are linked, and it counts once."""

from collections.abc import Sequence
from datetime import datetime

from cases.access import is_guarded
from cases.case import Case, Change, Move
from cases.errors import IllegalMove
from cases.folding import happen
from cases.lifecycle import require_whole


def merge(
    duplicate: Case, main: Case, duplicates_of_it: Sequence[str], actor: str, now: datetime
) -> Sequence[Change]:
    """`duplicates_of_it` are the numbers merged into the duplicate already: a chain is refused, so that every merged
    case points at one that counts. Source: 国办函〔2025〕66号 (重复诉求原则上并单处理)."""
    for case in (duplicate, main):
        require_whole(case)
    if duplicate.number == main.number:
        raise IllegalMove("move.merge_itself", number=duplicate.number)
    if duplicates_of_it:
        raise IllegalMove(
            "move.merge_chain", number=duplicate.number, others="、".join(duplicates_of_it)
        )
    if is_guarded(duplicate) != is_guarded(main):
        raise IllegalMove("move.merge_guarded", number=duplicate.number)
    merged = happen(duplicate, Move.MERGE, actor, now, {"into": main.number})
    return merged, happen(main, Move.ABSORB, actor, now, {"number": duplicate.number})
