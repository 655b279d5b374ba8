"""The stream of replies: what is sent to a conversation, once, from where the reader stopped."""

import re
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.support.program import Program
from tests.support.visitor import Visitor

CASE = {"kind": "求助", "content": "楼道灯坏了"}


@pytest.fixture
def told(program: Program, visitor: Visitor) -> str:
    """The number of a case that was replied to in two moves: transfer and reply."""
    visitor.get("/chat")
    receipt = visitor.post("/chat/case", CASE)
    found = re.search(r'id="number">([^<]+)<', receipt.text)
    assert found is not None
    officer = Visitor(program.base)
    officer.sign_in("admin", program.password)
    for form in (
        {"act": "transfer", "unit": "住建局"},
        {"act": "reply", "text": "第一行\r\n\r\n第三行"},
    ):
        page = officer.get(f"/console/cases/{found[1]}").text
        hidden = dict(re.findall(r'name="(csrf|version)" value="(\w+)"', page))
        assert officer.post(f"/console/cases/{found[1]}", hidden | form).status == 303
    return found[1]


async def events(
    program: Program, visitor: Visitor, count: int, **headers: str
) -> AsyncIterator[tuple[int, str]]:
    """The first `count` events: id and data."""
    cookies = {cookie.name: cookie.value or "" for cookie in visitor.cookies}
    async with (
        aiohttp.ClientSession(cookies=cookies) as session,
        session.get(f"{program.base}/chat/events", headers=headers) as answer,
    ):
        assert answer.content_type == "text/event-stream"
        for _ in range(count):
            block = (await answer.content.readuntil(b"\n\n")).decode()
            id, data = re.match(r"id: (\d+)\n", block), re.findall(r"^data: ?(.*)$", block, re.M)
            assert id is not None
            yield int(id[1]), "\n".join(data)


async def test_everything_sent_arrives_in_order(
    program: Program, visitor: Visitor, told: str
) -> None:
    first, second = [event async for event in events(program, visitor, 2)]
    assert first[0] < second[0]
    assert "住建局" in first[1]
    assert "第一行\n\n第三行" in second[1]


async def test_a_reader_goes_on_after_the_last_event_seen(
    program: Program, visitor: Visitor, told: str
) -> None:
    ids = [id async for id, _ in events(program, visitor, 2)]
    again = [id async for id, _ in events(program, visitor, 1, **{"Last-Event-ID": str(ids[0])})]
    assert again == ids[1:]


@pytest.mark.parametrize("last", ["-1", "x", "9" * 40, "１"])
async def test_a_last_event_that_is_no_number_begins_anew(
    program: Program, visitor: Visitor, told: str, last: str
) -> None:
    seen = [data async for _, data in events(program, visitor, 1, **{"Last-Event-ID": last})]
    assert "住建局" in seen[0]


async def test_nobody_listens_without_a_conversation(program: Program) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{program.base}/chat/events") as answer,
    ):
        assert answer.status == 403
