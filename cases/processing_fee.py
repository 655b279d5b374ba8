"""信息处理费: what an applicant may be charged, in whole yuan.

Source: 政府信息公开信息处理费管理办法 (国办函〔2020〕109号, 2020-11-17). One of the two scales for an application,
never both.
"""

from itertools import pairwise

FREE_APPLICATIONS = 10
"""Of one applicant in one calendar month."""
_PER_APPLICATION = 100
_BAND = 10
_FIRST_BAND = 30
"""The 11th to the 30th application cost 100 yuan each; from the 31st each ten cost 100 more."""

_PAGES = (30, 100, 200)
_PER_PAGE = (10, 20, 40)
"""Up to 30 pages nothing; then 10, from page 101 on 20, from page 201 on 40 yuan a page."""


def by_application(nth: int) -> int:
    """The fee of the `nth` application (from 1) of one applicant in one calendar month."""
    _check(nth)
    if nth <= FREE_APPLICATIONS:
        return 0
    bands = max(0, -(-(nth - _FIRST_BAND) // _BAND))
    return _PER_APPLICATION * (1 + bands)


def by_applications(number: int) -> int:
    """All of a month together: 11 → 100, 30 → 2,000, 31 → 2,200, 41 → 4,300."""
    _check(number)
    return sum(by_application(nth) for nth in range(1, number + 1))


def by_pages(pages: int) -> int:
    """Of one application: 31 → 10, 100 → 700, 200 → 2,700, 201 → 2,740."""
    _check(pages)
    bounds = (*_PAGES, max(pages, _PAGES[-1]))
    return sum(
        price * (min(pages, last) - first)
        for (first, last), price in zip(pairwise(bounds), _PER_PAGE, strict=True)
        if pages > first
    )


def _check(number: int) -> None:
    if number < 0:
        raise ValueError(f"{number}: a number of applications or pages is not negative")
