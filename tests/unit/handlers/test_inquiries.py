"""A citizen asks: recorded once, committed before the answer goes out."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.messages import render
from cases.case import Origin
from cases.form import CaseForm
from handlers.inquiries import notice_of, receive, storable
from handlers.inquiry import Inquiry
from handlers.opening import open_case
from knowledge.entry import Answer, Quote, Source, Standing, State, Status
from knowledge.finding import Finder
from knowledge.holidays import holiday_entries
from tests.support.desk import open_test_desk

NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)


def inquiry(text: str, outside_id: str = "1", language: str = "") -> Inquiry:
    return Inquiry(Origin("webchat", outside_id), text, NOON, "talk", language)


async def test_what_was_answered_is_in_the_ledger(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        recorded = await receive(desk, inquiry("你好"))
        assert await desk.ledger.inquiry(Origin("webchat", "1")) == recorded
        assert recorded.status is Status.SMALLTALK


async def test_a_repeated_delivery_finds_the_first_answer(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        first = await receive(desk, inquiry("你好"))
        again = await receive(desk, replace(inquiry("着火了"), conversation="other"))
        assert again == first
        assert len(await desk.ledger.conversation("webchat", "talk", 10)) == 1


@pytest.mark.parametrize(
    ("text", "channel_knows", "answered_in"),
    [
        ("hello", "zh", "en"),
        ("здравствуйте", "zh", "ru"),
        ("你好", "ru", "zh"),
        ("?", "ru", "ru"),
        ("", "", "zh"),
    ],
)
async def test_the_answer_speaks_the_language_of_the_question(
    tmp_path: Path, text: str, channel_knows: str, answered_in: str
) -> None:
    async with open_test_desk(tmp_path) as desk:
        assert (await receive(desk, inquiry(text, language=channel_knows))).language == answered_in


async def test_every_answer_can_reach_a_person(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        for number, text in enumerate(["你好", "?", "着火了", "没有公布的事", ""]):
            recorded = await receive(desk, inquiry(text, str(number)))
            assert [b.act for b in recorded.notice.buttons][-1] == "person"
            assert recorded.notice.buttons[-1].value == recorded.id


def test_a_query_code_is_not_kept() -> None:
    assert storable("2026-00123 ABCD2345 怎么样了") == "2026-00123 ******** 怎么样了"


def test_lone_surrogates_and_nul_are_replaced() -> None:
    assert storable("a\ud800b\0").encode("utf-8")


NEW = Source("养犬办法", number="甲发〔2018〕2号", in_force_from=date(2018, 3, 1))
OLD = Standing(State.ENDED, date(2005, 1, 1), date(2018, 2, 28), (NEW,))


@pytest.mark.parametrize(
    ("reason", "standing", "said"),
    [
        ("", Standing(), ["200元", "出处：养犬规定"]),
        ("", Standing(State.NOW), ["200元", "出处：养犬规定"]),
        (
            "ended",
            OLD,
            [
                "已于 2018-02-28 失效",
                "200元",
                "《养犬办法》（甲发〔2018〕2号），自 2018-03-01 起施行",
            ],
        ),
        ("ended", Standing(State.ENDED), ["已经废止", "200元", "出处"]),
        (
            "ended",
            Standing(State.ENDED, successor_name="乙发〔2019〕1号"),
            ["乙发〔2019〕1号（这里没有收录原文）"],
        ),
        ("draft", Standing(State.DRAFT), ["征求意见稿", "不能作为依据", "200元"]),
        (
            "not_yet",
            Standing(State.NOT_YET, date(2027, 1, 1)),
            ["自 2027-01-01 起施行", "尚未生效", "200元"],
        ),
        ("then", OLD, ["您所问的时间有效", "已于 2018-02-28 失效", "200元", "《养犬办法》"]),
        ("then", Standing(State.NOT_YET, date(2027, 1, 1)), ["自 2027-01-01 起施行"]),
    ],
)
def test_what_is_not_in_force_is_said_to_be_so(
    reason: str, standing: Standing, said: list[str]
) -> None:
    quote = Quote("e", "v", "每只200元。", "q1", Source("养犬规定"), standing=standing)
    status = Status.ANSWERED if reason in ("", "then") else Status.OUT_OF_FORCE
    notice = notice_of(Answer(status, 0.9, (quote,), reason=reason), "id")
    text = render(notice, "zh")
    places = [text.find(part) for part in said]
    assert -1 not in places
    assert places == sorted(places)
    for language in ("en", "ru"):
        assert "每只200元。" in render(notice, language)


async def test_number_and_code_in_any_sentence_tell_how_the_case_stands(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        told = CaseForm(kind="求助", content="路灯不亮")
        opened = await open_case(desk, told, Origin("webchat", "form"), "talk", "zh", NOON)
        text = f"查一下{opened.case.number}, {opened.code.lower()} 办得怎么样"
        recorded = await receive(desk, inquiry(text))
        assert recorded.notice.key == "case.status.received"
        assert recorded.notice.values["number"] == opened.case.number
        assert opened.code.lower() not in recorded.inquiry.text
        wrong = await receive(desk, inquiry(f"{opened.case.number} 22222222", "2"))
        assert wrong.notice.key == "case.unknown"
        assert wrong.status is Status.NOT_KNOWN


async def test_a_guarded_case_does_not_repeat_what_was_said(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path) as desk:
        told = CaseForm(kind="举报", content="某人收钱不办事")
        opened = await open_case(desk, told, Origin("webchat", "form"), "talk", "zh", NOON)
        recorded = await receive(desk, inquiry(f"{opened.case.number} {opened.code}"))
        assert "收钱" not in str(recorded.notice.values)


async def test_a_follow_up_that_found_nothing_leaves_the_matter(tmp_path: Path) -> None:
    async with open_test_desk(tmp_path, NOON) as desk:
        desk.shelf.swap(Finder(holiday_entries()))
        said = ("2026年国庆放假怎么放", "那2027年春节呢", "那清明节呢")
        heard = [await receive(desk, inquiry(text, str(n))) for n, text in enumerate(said)]
        statuses = [recorded.status for recorded in heard]
        assert statuses == [Status.ANSWERED, Status.NOT_KNOWN, Status.ANSWERED]
        assert heard[-1].understood_as == "2026年清明节放假"
