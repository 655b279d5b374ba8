"""The hotline's bulletin of a month: rows add up, shares state their base, small groups stay hidden in public."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from handlers.bulletin import monthly_bulletin
from handlers.desk import Desk
from handlers.figures import figures
from reports.document import Document, Table
from reports.figure_rules import FigureRules
from reports.period import Period
from reports.rules import ReportRules
from reports.wording import joined
from tests.support.reporting import open_town_2012

module = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    async with open_town_2012(tmp_path_factory.mktemp("town")) as opened:
        yield opened


async def march(desk: Desk, *, public: bool = False) -> Document:
    return await monthly_bulletin(desk, 2012, 3, lambda by, group: group, public=public)


def rows(document: Document, name: str) -> dict[str, list[str]]:
    found: dict[str, Any] = {
        block.name: block
        for s in document.sections
        for block in s.blocks
        if isinstance(block, Table)
    }
    return {
        joined(row[0].words): [joined(cell.words) for cell in row[1:]]
        for row in found[name].rows[1:]
    }


@module
@pytest.mark.parametrize("name", ["kinds", "channels", "units"])
async def test_rows_add_up_to_the_last_one(desk: Desk, name: str) -> None:
    told = rows(await march(desk), name)
    *groups, total = (int(cells[0]) for cells in told.values())
    assert sum(groups) == total > 0
    if name != "units":
        *shares, whole = (Decimal(cells[1].rstrip("%")) for cells in told.values())
        assert whole == 100
        assert abs(sum(shares) - 100) < Decimal("0.05") * len(shares)


@module
async def test_numbers_are_those_of_the_figures(desk: Desk) -> None:
    counted = await figures(desk, Period(date(2012, 3, 1), date(2012, 3, 31)), "kind")
    told = rows(await march(desk), "kinds")
    for figure in counted:
        if figure.figure == "replied":
            assert told[figure.group][2] == str(figure.numerator)


@module
async def test_what_cannot_be_divided_is_a_dash(desk: Desk) -> None:
    document = await march(desk)
    assert "满意率–" in joined(document.preamble[1].words)
    assert rows(document, "units")["合计"][-1] == "–"


@module
async def test_a_small_group_takes_its_neighbour_with_it(desk: Desk) -> None:
    kinds = {k: int(v[0]) for k, v in rows(await march(desk), "kinds").items() if k != "合计"}
    smallest, neighbour = sorted(kinds, key=lambda kind: (kinds[kind], kind))[:2]
    rules = ReportRules(figures=FigureRules(smallest=kinds[smallest] + 1))
    if kinds[neighbour] == kinds[smallest]:
        rules = ReportRules(figures=FigureRules(smallest=0))
    strict = replace(desk, reporting=rules)
    told = rows(await march(strict, public=True), "kinds")
    hidden = {kind for kind, cells in told.items() if set(cells) == {"*"}}
    assert hidden == ({smallest, neighbour} if kinds[neighbour] != kinds[smallest] else set())
    assert told["合计"][0] == str(sum(kinds.values()))


@module
async def test_every_number_has_its_note(desk: Desk) -> None:
    document = await march(desk)
    assert document.title == "示例镇2012年3月12345热线运行通报"
    assert document.notes["received"].numerator == int(rows(document, "kinds")["合计"][0])
    assert all(note.printed for note in document.notes.values())


@module
async def test_a_month_without_cases_is_a_bulletin_too(desk: Desk) -> None:
    document = await monthly_bulletin(desk, 2011, 3, lambda by, group: group, public=True)
    assert rows(document, "kinds") == {"合计": ["0", "–", "0", "0"]}
