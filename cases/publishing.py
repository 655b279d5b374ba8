"""A case with its reply is shown to everybody: only with the citizen's consent, and without personal data."""

from collections.abc import Collection
from datetime import datetime

from cases.access import is_guarded
from cases.case import Case, Change, Move, PublicText
from cases.errors import IllegalMove
from cases.folding import happen
from cases.masking import Kind, mask
from cases.states import check
from cases.text import clean

NUMBERS = frozenset({Kind.PHONE, Kind.ID, Kind.CARD})
"""Never published, whoever read the text."""


def publish(
    case: Case, text: PublicText, actor: str, now: datetime, official: Collection[str] = ()
) -> Change:
    """`text` is masked and was read by a person; `official` numbers are published ones of the office.

    Only what the citizen allowed, and never a confidential case or a report of wrongdoing.
    Source: 个人信息保护法 arts 4, 25; 信访工作条例 art. 30.
    """
    check(case, Move.PUBLISH)
    if case.published_at:
        raise IllegalMove("move.published_already", number=case.number)
    if not is_publishable(case):
        raise IllegalMove("move.not_publishable", number=case.number)
    told = {"title": clean(text.title), "content": clean(text.content), "reply": clean(text.reply)}
    if not told["reply"]:
        raise IllegalMove("move.no_text", number=case.number)
    for words in told.values():
        left = [span.mask for span in mask(words, official).spans if span.kind in NUMBERS]
        if left:
            raise IllegalMove("move.still_personal", number=case.number, what="、".join(left))
    return happen(case, Move.PUBLISH, actor, now, told)


def is_publishable(case: Case) -> bool:
    return case.may_publish and not is_guarded(case) and not case.part_of and not case.published_at
