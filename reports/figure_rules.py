"""What an office may set of its figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FigureRules:
    """`weights` of 响应率, 解决率 and 满意率 in 三率, together 100 (they change from year to year: domain facts 5.6).
    `objection_days`: calendar days after closing within which a citizen may say that it is not solved. `smallest`:
    groups of fewer cases are not shown to the public, since one could tell who they are about."""

    weights: tuple[int, int, int] = (10, 50, 40)
    objection_days: int = 15
    smallest: int = 5
