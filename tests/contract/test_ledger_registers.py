"""Registers and the words of reports, whichever database holds them."""

from dataclasses import replace
from datetime import date, timedelta

from handlers.desk import Ledger
from reports.registers import Precise, RegisterRow
from tests.support.records import NOW

MEETING = RegisterRow(
    "会议", date(2012, 2, 14), date(2012, 2, 14), "办", "要点", 1, evidence="纪要"
)
VISITS = RegisterRow("查阅", date(2012, 1, 1), date(2012, 12, 31), "图书馆", "", 60_000, Precise.ABOUT)  # fmt: skip


async def test_rows_come_back_as_they_were(ledger: Ledger) -> None:
    assert await ledger.add_register_rows([MEETING, VISITS], "wang", NOW) == 2
    assert await ledger.add_register_rows([MEETING], "li", NOW) == 0
    assert await ledger.register_rows() == [MEETING, VISITS]
    assert await ledger.register_rows("查阅") == [VISITS]


async def test_a_struck_row_no_longer_counts_and_may_come_back(ledger: Ledger) -> None:
    await ledger.add_register_rows([MEETING], "wang", NOW)
    assert await ledger.strike_register_row(MEETING.id, "li", NOW)
    assert not await ledger.strike_register_row(MEETING.id, "li", NOW)
    assert await ledger.register_rows() == []
    again = replace(MEETING, quantity=2)
    assert await ledger.add_register_rows([again], "wang", NOW) == 1
    assert await ledger.register_rows() == [again]


async def test_sample_rows_stay_struck_and_go_when_the_sample_goes(ledger: Ledger) -> None:
    await ledger.add_register_rows([VISITS], "wang", NOW)
    await ledger.set_sample_rows([MEETING], NOW)
    await ledger.strike_register_row(MEETING.id, "li", NOW)
    await ledger.set_sample_rows([MEETING], NOW)
    assert await ledger.register_rows() == [VISITS]
    await ledger.set_sample_rows([], NOW)
    assert await ledger.register_rows() == [VISITS]


async def test_words_are_written_reviewed_and_signed(ledger: Ledger) -> None:
    await ledger.write_report_words(2012, "2008", "5", "人手不足。", "li", NOW)
    [text] = await ledger.report_words(2012, "2008")
    assert (text.words, text.written.by, text.reviewed, text.signed) == (
        "人手不足。",
        "li",
        None,
        None,
    )
    later = NOW + timedelta(days=1)
    assert not await ledger.confirm_report_words("sign", 2012, "2008", text, "zhao", later)
    assert await ledger.confirm_report_words("review", 2012, "2008", text, "wang", later)
    assert not await ledger.confirm_report_words("review", 2012, "2008", text, "wang", later)
    assert await ledger.confirm_report_words("sign", 2012, "2008", text, "zhao", later)
    [signed] = await ledger.report_words(2012, "2008")
    assert signed.reviewed is not None
    assert signed.signed is not None
    assert (signed.reviewed.by, signed.signed.by, signed.signed.at) == ("wang", "zhao", later)


async def test_new_words_are_a_draft_again(ledger: Ledger) -> None:
    await ledger.write_report_words(2012, "2008", "5", "人手不足。", "li", NOW)
    [text] = await ledger.report_words(2012, "2008")
    await ledger.write_report_words(2012, "2008", "5", "资金不足。", "li", NOW)
    assert not await ledger.confirm_report_words("review", 2012, "2008", text, "wang", NOW)
    [new] = await ledger.report_words(2012, "2008")
    assert (new.words, new.reviewed) == ("资金不足。", None)
    assert await ledger.report_words(2012, "2021") == []
