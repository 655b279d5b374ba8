"""The named figures of cases: for each, which cases it counts and out of which.

A figure is a condition on a row of `case_facts` (ledger/sql/migrations/0005_figures.sql describes its columns), so that
its number and the list of what it counted come from one text, and anybody can put the same question to the frozen file
of a report. Three rates are never mixed: 回复率 (a substantive reply was sent), 办结率 (closed) and 解决率 (the citizen
says so, or does not object in time). An acknowledgement or a transfer is in no figure of replies.

Parameters: `:first` and `:last`, the period; `:as_of`, the day up to which things count as having happened;
`:settled_by`, the last day of closing that the citizen has had time to object to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

RECEIVED = "received_on BETWEEN :first AND :last"
ANY = "1 = 1"


def happened(column: str, condition: str = "") -> str:
    """By the as-of day; '' has not happened."""
    by_then = f"{column} BETWEEN '0' AND :as_of"
    return f"{by_then} AND {condition}" if condition else by_then


DUE = "due_on <= :as_of"
REPLIED = happened("replied_on")
CLOSED = happened("closed_on")
PUBLISHED = happened("published_on")
HEARD = "reached = 1"
"""Somebody was reached when called back: the base of what citizens say (有效回访)."""
SOLVED = "(solved = 1 OR (solved = -1 AND closed_on <= :settled_by))"


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """`part` of `whole`, both conditions; a count has no whole. `weight`: what each case of the part adds, an integer
    from 0 to `scale`, where citizens' answers are graded."""

    name: str
    part: str
    whole: str = ""
    base: str = "received"
    weight: str = ""
    scale: int = 1
    during: str = RECEIVED

    @property
    def is_rate(self) -> bool:
        return self.whole != ""


SATISFIED = "CASE satisfied WHEN '满意' THEN 10 WHEN '基本满意' THEN 9 ELSE 0 END"
"""In tenths: 基本满意 counts nine (domain facts 5.6, one district's practice)."""
THREE_RATES = (
    f"(10 * :weight_response * contacted + 10 * :weight_solved * call_solved"
    f" + :weight_satisfied * ({SATISFIED}))"
)

_ALL = (
    CaseFigure("received", ANY),
    CaseFigure("accepted", happened("accepted_on")),
    CaseFigure("transferred", f"transfers > 0 AND {happened('transferred_on')}"),
    CaseFigure("published", PUBLISHED),
    CaseFigure("replied", REPLIED),
    CaseFigure("closed", CLOSED),
    CaseFigure("open", f"NOT ({CLOSED}) AND NOT ({happened('ended_on')})"),
    CaseFigure("overdue", f"due_on < :as_of AND NOT ({REPLIED}) AND NOT ({happened('ended_on')})"),
    CaseFigure("reply_rate", REPLIED, ANY),
    CaseFigure("published_reply_rate", REPLIED, PUBLISHED, "published"),
    CaseFigure("closing_rate", CLOSED, ANY),
    CaseFigure("solved_rate", SOLVED, CLOSED, "closed"),
    CaseFigure("on_time_rate", happened("closed_on", "closed_on <= due_on"), DUE, "due"),
    CaseFigure("on_time_reply_rate", happened("replied_on", "replied_on <= due_on"), DUE, "due"),
    CaseFigure("direct_rate", f"transfers = 0 AND {CLOSED}", happened("accepted_on"), "accepted"),
    CaseFigure("transfer_rate", "transfers > 0", happened("accepted_on"), "accepted"),
    CaseFigure("send_back_rate", "returns > 0", "transfers > 0", "transferred"),
    CaseFigure("rework_rate", "reworks > 0", REPLIED, "replied"),
    CaseFigure("call_back_rate", "reached >= 0", CLOSED, "closed"),
    CaseFigure("reached_rate", HEARD, "reached >= 0", "called_back"),
    CaseFigure("response_rate", "contacted = 1", HEARD, "heard"),
    CaseFigure("heard_solved_rate", "call_solved = 1", HEARD, "heard"),
    CaseFigure("satisfied_rate", HEARD, HEARD, "heard", SATISFIED, 10),
    CaseFigure("three_rates", HEARD, HEARD, "heard", THREE_RATES, 1000),
)
CASE_FIGURES: Mapping[str, CaseFigure] = {figure.name: figure for figure in _ALL}
LENGTHS = ("median_wd", "p90_wd")
"""In working days, over the replied cases: never a mean, which one old case can move."""
INQUIRY_FIGURES = ("inquiries", "answered_at_once")
FIGURES = (*INQUIRY_FIGURES, *CASE_FIGURES, *LENGTHS)
"""Names in the order of a report."""

COUNTS = frozenset(
    {"inquiries", *(name for name, figure in CASE_FIGURES.items() if not figure.is_rate)}
)
"""Those in neither COUNTS nor LENGTHS are rates."""

GROUPS = ("channel", "unit", "month", "kind", "area")
"""Columns of `case_facts` that cases can be grouped by."""
