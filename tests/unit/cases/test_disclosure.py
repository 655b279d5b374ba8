"""Applications for information under both acts."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from bot.messages import LANGUAGES, say
from cases.calendar import Due, WorkingCalendar
from cases.clock import Extension, due
from cases.disclosure import (
    Application,
    Asked,
    Silence,
    Way,
    answer,
    ask_correction,
    ask_opinion,
    correct,
    extend,
    give_up,
    one_result,
    open_application,
    opinion_came,
    opinion_due,
    received_on,
)
from cases.disclosure_tables import disclosure_tables, read_disclosure
from cases.errors import BadTable, IllegalMove, UnknownKind
from cases.kinds import load_kinds

CALENDAR = WorkingCalendar()
KINDS = load_kinds()


def day(text: str) -> date:
    return date.fromisoformat(text)


def received(on: str) -> Application:
    return open_application(day(on), KINDS)


def ends(application: Application) -> date | None:
    found = due(application.clock, CALENDAR)
    return found and found.day


def refused(key: str, act: Callable[[], object]) -> None:
    with pytest.raises(IllegalMove) as error:
        act()
    assert error.value.key == key
    for language in LANGUAGES:
        assert say(key, language, error.value.values)


@pytest.mark.parametrize(
    ("way", "submitted", "confirmed", "expected"),
    [
        (Way.BY_HAND, "2026-03-02", None, "2026-03-02"),
        (Way.SIGNED_POST, "2026-03-02", None, "2026-03-02"),
        (Way.LETTER, "2026-03-02", "2026-03-04", "2026-03-04"),
        (Way.INTERNET, "2026-03-02", "2026-03-03", "2026-03-03"),
        (Way.FAX, "2026-03-02", "2026-03-02", "2026-03-02"),
        (Way.E_MAIL, "2026-03-02", "2026-03-03", "2026-03-03"),
        (Way.E_MAIL, "2016-03-02", None, "2016-03-02"),
    ],
)
def test_the_way_decides_the_day_of_receipt(
    way: Way, submitted: str, confirmed: str | None, expected: str
) -> None:
    assert received_on(way, day(submitted), confirmed and day(confirmed)) == day(expected)


def test_what_was_not_confirmed_was_not_received() -> None:
    refused("disclosure.not_confirmed", lambda: received_on(Way.INTERNET, day("2026-03-02")))
    refused(
        "disclosure.confirmed_early",
        lambda: received_on(Way.FAX, day("2026-03-02"), day("2026-03-01")),
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2012-01-20", "2012-02-15"),  # 15 working days over the spring festival
        ("2019-05-14", "2019-06-04"),  # the last day of the old act
        ("2019-05-15", "2019-06-13"),  # the first of the new one: 20
        ("2026-02-13", "2026-03-19"),
        ("2026-12-01", "2026-12-29"),
    ],
)
def test_the_day_of_receipt_chooses_the_act(on: str, expected: str) -> None:
    assert ends(received(on)) == day(expected)


def test_before_the_first_act_there_is_no_limit() -> None:
    with pytest.raises(UnknownKind):
        received("2008-04-30")


def test_twenty_days_from_december_are_provisional_until_the_notice_comes() -> None:
    found = due(received("2026-12-10").clock, CALENDAR)
    assert found == Due(day("2027-01-08"), provisional=True)


def test_a_correction_starts_the_limit_anew() -> None:
    application = received("2026-03-02")
    asked = ask_correction(application, day("2026-03-11"), day("2026-04-10"), "文号", CALENDAR)
    assert ends(asked) is None
    came = correct(asked, day("2026-03-20"))
    assert ends(came) == CALENDAR.due(day("2026-03-20"), 20).day == day("2026-04-20")


def test_a_correction_is_asked_for_once_in_time_and_with_a_period() -> None:
    application = received("2026-03-02")

    def asks(on: str, until: str = "2026-04-30", what: str = "文号") -> Application:
        return ask_correction(application, day(on), day(until), what, CALENDAR)

    refused("disclosure.correction_late", lambda: asks("2026-03-12"))
    refused("disclosure.no_time", lambda: asks("2026-03-11", until="2026-03-11"))
    refused("disclosure.nothing_missing", lambda: asks("2026-03-11", what=" "))
    came = correct(asks("2026-03-11"), day("2026-03-20"))
    refused(
        "disclosure.corrected_once",
        lambda: ask_correction(came, day("2026-03-23"), day("2026-04-30"), "用途", CALENDAR),
    )
    old = received("2012-03-02")
    assert ask_correction(old, day("2012-03-20"), day("2012-04-20"), "名称", CALENDAR).correction


def test_whoever_does_not_correct_gives_up() -> None:
    asked = ask_correction(
        received("2026-03-02"), day("2026-03-05"), day("2026-03-31"), "文号", CALENDAR
    )
    refused("disclosure.still_time", lambda: give_up(asked, day("2026-03-31")))
    given_up = give_up(asked, day("2026-04-01"))
    assert given_up.answer is not None
    assert given_up.answer.result == "not_corrected"
    refused("disclosure.answered", lambda: correct(given_up, day("2026-04-02")))
    refused("disclosure.no_correction", lambda: give_up(received("2026-03-02"), day("2026-06-01")))


def test_opinions_are_not_counted() -> None:
    application = received("2026-03-02")
    asked = ask_opinion(application, Asked.THIRD_PARTY, day("2026-03-05"), CALENDAR)
    refused(
        "disclosure.stands",
        lambda: answer(asked, "予以公开", "granted", {"text": "附件"}, day("2026-03-06")),
    )
    came = opinion_came(asked, day("2026-03-16"))
    assert ends(came) == CALENDAR.due(day("2026-03-02"), 27).day
    refused("clock.not_paused", lambda: opinion_came(came, day("2026-03-17")))


def test_the_old_act_leaves_out_the_third_party_alone() -> None:
    application = received("2012-03-02")
    assert ask_opinion(application, Asked.THIRD_PARTY, day("2012-03-05"), CALENDAR).clock.stands
    for asked in (Asked.OTHER_ORGAN, Asked.JOINT_MAKER):
        refused(
            "disclosure.not_in_this_act",
            lambda asked=asked: ask_opinion(application, asked, day("2012-03-05"), CALENDAR),
        )


@pytest.mark.parametrize(
    ("asked", "on", "last", "silence"),
    [
        (Asked.THIRD_PARTY, "2026-03-05", "2026-03-26", Silence.ORGAN_DECIDES),
        (Asked.JOINT_MAKER, "2026-03-05", "2026-03-26", Silence.AGREED),
        (Asked.THIRD_PARTY, "2012-03-05", "9999-12-31", Silence.NO_RULE),
    ],
)
def test_silence_has_a_meaning(asked: Asked, on: str, last: str, silence: Silence) -> None:
    assert opinion_due(asked, day(on), CALENDAR) == (day(last), silence)


@pytest.mark.parametrize(("on", "most", "expected"), [
    ("2012-01-20", 15, "2012-03-07"),
    ("2026-03-02", 20, "2026-04-28"),
])  # fmt: skip
def test_one_extension_as_long_as_the_limit(on: str, most: int, expected: str) -> None:
    application = received(on)
    extension = Extension(most, day(on), "涉及多个部门", "王主任")
    extended = extend(application, extension, CALENDAR)
    assert ends(extended) == day(expected)
    refused("clock.extended_already", lambda: extend(extended, extension, CALENDAR))
    longer = Extension(most + 1, day(on), "涉及多个部门", "王主任")
    refused("clock.extension_long", lambda: extend(application, longer, CALENDAR))


REFUSAL = {"reason": "属于国家秘密", "basis": "保密法", "remedy": "六十日内申请行政复议"}


def answered(kind: str, result: str, states: Mapping[str, str], on: str = "2026-03-09") -> object:
    return answer(received("2026-03-02"), kind, result, states, day(on)).answer


def test_a_refusal_states_reason_basis_and_remedy() -> None:
    assert answered("不予公开", "secret", REFUSAL)
    for name in REFUSAL:
        lacking = {key: text for key, text in REFUSAL.items() if key != name}
        refused(
            "disclosure.not_stated", lambda lacking=lacking: answered("不予公开", "secret", lacking)
        )


def test_since_2024_reconsideration_comes_first() -> None:
    suit = REFUSAL | {"remedy": "六个月内提起行政诉讼"}
    refused("disclosure.reconsideration_first", lambda: answered("不予公开", "secret", suit))
    earlier = received("2023-12-20")
    assert answer(earlier, "不予公开", "secret", suit, day("2023-12-29")).answer


@pytest.mark.parametrize("name", [reply.name for reply in disclosure_tables().replies])
def test_every_answer_counts_in_its_rows_alone(name: str) -> None:
    kind = next(reply for reply in disclosure_tables().replies if reply.name == name)
    first = max(kind.first, day("2008-05-01"))
    application = open_application(first, KINDS)
    states = dict.fromkeys(kind.needs, "行政复议")
    for result in disclosure_tables().results:
        act = lambda result=result: answer(application, name, result, states, first)  # noqa: E731
        if result in kind.results:
            assert act().answer
        else:
            refused("disclosure.result_wrong", act)


def test_an_answer_of_the_other_act_is_none() -> None:
    refused("disclosure.kind_unknown", lambda: answered("申请信息不存在", "not_held", REFUSAL))


def test_the_form_has_twenty_one_rows_in_six_groups() -> None:
    results = disclosure_tables().results
    assert len(results) == 21
    assert list(dict.fromkeys(row.group for row in results.values())) == [
        "（一）予以公开",
        "（二）部分公开",
        "（三）不予公开",
        "（四）无法提供",
        "（五）不予处理",
        "（六）其他处理",
    ]
    assert results["partly"].heading == ""
    assert results["query"].heading == "8.属于行政查询事项"


@pytest.mark.parametrize(
    ("results", "row"),
    [
        (["granted"], "granted"),
        (["granted", "secret"], "partly"),
        (["partly", "secret", "granted"], "partly"),
        (["secret", "secret"], "secret"),
    ],
)
def test_an_application_counts_in_one_row(results: list[str], row: str) -> None:
    assert one_result(results) == row


def test_reasons_that_differ_want_a_choice() -> None:
    refused("disclosure.one_row", lambda: one_result(["secret", "process"]))
    refused("disclosure.no_result", lambda: one_result([]))
    refused("disclosure.result_unknown", lambda: one_result(["poem"]))


@pytest.mark.parametrize(
    "text",
    [
        '[[result]]\nname = "a"\ngroup = "g"\n',
        '[[result]]\nname = "a"\ngroup = "g"\n[[result]]\nname = "a"\ngroup = "g"\n',
        '[[reply]]\nname = "r"\nsource = "s"\nneeds = ["poem"]\nresults = ["a"]\n',
        '[[reply]]\nname = "r"\nsource = "s"\nneeds = []\nresults = ["b"]\n',
    ],
)
def test_a_table_that_does_not_fit_together_is_refused(text: str) -> None:
    with pytest.raises(BadTable):
        read_disclosure(text)
