"""In force, repealed, not yet in force, draft; successors; and questions about an earlier time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.asked_time import Period
from knowledge.entry import Answer, Entry, EntryKind, Source, State, Status
from knowledge.finding import Finder
from knowledge.lexicon import lexicon
from knowledge.question import read_question
from knowledge.validity import Validity

TODAY = date(2026, 11, 22)
OLDEST = Source("临河镇养犬规定", "镇政府", "临政发〔2005〕3号", date(2005, 1, 1), date(2005, 2, 1))
OLDER = Source(
    "临河镇养犬管理规定",
    "镇政府",
    "临政发〔2012〕8号",
    date(2012, 5, 1),
    date(2012, 6, 1),
    replaces=("临政发[2005]3号",),
)
NOW = Source(
    "临河镇养犬管理办法",
    "镇政府",
    "临政发〔2018〕2号",
    date(2018, 2, 1),
    date(2018, 3, 1),
    replaces=("临政发〔2012〕8号",),
)
DRAFT = Source(
    "临河镇养犬管理办法（征求意见稿）", "镇政府", published=date(2026, 9, 1), state=State.DRAFT
)
COMING = Source(
    "临河镇停车收费办法",
    "镇政府",
    "临政发〔2026〕9号",
    date(2026, 11, 1),
    date(2027, 1, 1),
)


def faq(id: str, title: str, text: str, source: Source) -> Entry:
    return Entry(id, "v1", EntryKind.FAQ, title, text, source, id)


def article(id: str, text: str, source: Source) -> Entry:
    return Entry(id, "v1", EntryKind.DOCUMENT, source.title, text, source, id)


ENTRIES = [
    article("oldest", "养犬登记费每只每年二百元。", OLDEST),
    article("older", "养犬登记费每只每年二百五十元。", OLDER),
    article("now", "养犬登记费每只每年三百元。", NOW),
    article("draft", "养犬登记费每只每年五百元。", DRAFT),
    article("coming", "路边停车每小时收费三元。", COMING),
    faq("other", "取暖费什么时候交？", "每年9月1日至10月31日。", Source("供热问答")),
    article("none", "大型犬只须由成年人牵领出门。", OLDEST),
]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(ENTRIES)


def shown(answer: Answer) -> tuple[Status, str]:
    return answer.status, answer.quotes[0].entry_id if answer.quotes else ""


@pytest.mark.parametrize(
    ("question", "status", "entry"),
    [
        ("养犬登记费每只多少钱", Status.ANSWERED, "now"),
        ("2015年时养犬登记费每只多少钱", Status.ANSWERED, "older"),
        ("2008年养犬登记费每只多少钱", Status.ANSWERED, "oldest"),
        ("2018年以前养犬登记费每只多少钱", Status.ANSWERED, "older"),
        ("2020年养犬登记费每只收多少钱", Status.ANSWERED, "now"),
        ("路边停车每小时收费多少钱", Status.OUT_OF_FORCE, "coming"),
        ("大型犬只由谁牵领出门", Status.OUT_OF_FORCE, "none"),
    ],
)
def test_the_text_of_the_time_asked_about_answers(
    finder: Finder, question: str, status: Status, entry: str
) -> None:
    assert shown(finder.answer(question, TODAY)) == (status, entry)


@pytest.mark.parametrize("question", ["2004年养犬登记费每只多少钱", "2024年路边停车每小时多少钱"])
def test_a_year_in_which_nothing_was_in_force_is_not_known(finder: Finder, question: str) -> None:
    assert finder.answer(question, TODAY).quotes == ()


def test_a_repealed_text_names_the_whole_chain_of_what_came_after(finder: Finder) -> None:
    answer = finder.answer("大型犬只由谁牵领出门", TODAY)
    standing = answer.quotes[0].standing
    assert (answer.reason, standing.state) == ("ended", State.ENDED)
    assert standing.until == date(2012, 5, 31)
    assert standing.successors == (OLDER, NOW)


def test_a_draft_is_never_quoted_as_in_force() -> None:
    answer = Finder([article("draft", "养犬登记费每只每年五百元。", DRAFT), ENTRIES[5]]).answer(
        "养犬登记费每只每年多少钱", TODAY
    )
    assert (answer.status, answer.reason) == (Status.OUT_OF_FORCE, "draft")


def test_not_yet_in_force_says_from_when(finder: Finder) -> None:
    answer = finder.answer("路边停车每小时收费多少钱", TODAY)
    assert (answer.reason, answer.quotes[0].standing.since) == ("not_yet", date(2027, 1, 1))
    assert finder.answer("路边停车每小时收费多少钱", date(2027, 1, 1)).status is Status.ANSWERED


def test_of_one_question_published_twice_the_text_in_force_answers() -> None:
    old = faq("b", "养犬费多少钱？", "200元。", OLDER)
    for entries in (
        [old, faq("a", "养犬费多少钱？", "300元。", NOW)],
        [faq("c", "养犬费多少钱？", "300元。", NOW), old],
    ):
        assert Finder(entries).answer("养犬费多少钱", TODAY).quotes[0].quote == "300元。"


def test_of_two_matters_in_one_table_the_repealed_one_does_not_lend_its_weight() -> None:
    table = Source("办事指南", in_force_from=date(2018, 1, 1))
    before = Source(
        "办事指南（2012年版）", in_force_from=date(2012, 1, 1), in_force_to=date(2017, 12, 31)
    )
    entries = [
        faq("a", "税务登记证怎么办？", "到11号窗口。", before),
        faq("b", "排污许可证怎么办？", "到3号窗口。", table),
    ]
    answer = Finder(entries).answer("税务登记证怎么办理", TODAY)
    assert shown(answer) == (Status.OUT_OF_FORCE, "a")


STATES = [
    (Source("甲"), State.UNSTATED),
    (Source("甲", in_force_from=date(2020, 1, 1)), State.NOW),
    (Source("甲", in_force_to=TODAY), State.NOW),
    (Source("甲", in_force_to=date(2026, 11, 21)), State.ENDED),
    (Source("甲", in_force_from=date(2026, 11, 23)), State.NOT_YET),
    (Source("甲", state=State.ENDED, in_force_from=date(2020, 1, 1)), State.ENDED),
    (Source("甲", state=State.DRAFT, in_force_from=date(2020, 1, 1)), State.DRAFT),
]


@pytest.mark.parametrize(("source", "state"), STATES)
def test_what_a_source_says_of_itself(source: Source, state: State) -> None:
    assert standing_of(source, source).state is state


def standing_of(source: Source, *sources: Source, day: date = TODAY):  # type: ignore[no-untyped-def]
    entries = [faq(str(at), "问", "答", source) for at, source in enumerate(sources)]
    return Validity(entries).standing(source, day)


def test_a_title_that_is_issued_again_repeals_the_earlier_one() -> None:
    old = Source("供热办法", number="甲发〔2010〕1号", in_force_from=date(2010, 1, 1))
    new = Source(
        "供热办法", number="甲发〔2020〕1号", in_force_from=date(2020, 1, 1), replaces=("供热办法",)
    )
    assert standing_of(old, old, new).until == date(2019, 12, 31)
    assert standing_of(new, old, new).state is State.NOW


def test_a_title_inside_a_notice_is_found() -> None:
    old = Source("甲市人民政府关于印发《供热管理办法》的通知", number="甲发〔2010〕1号")
    new = Source("供热条例", in_force_from=date(2020, 1, 1), replaces=("供热管理办法",))
    assert standing_of(old, old, new).successors == (new,)


def test_a_repeal_that_lies_ahead_leaves_the_text_in_force() -> None:
    old = Source("供热办法", in_force_from=date(2010, 1, 1))
    new = Source("供热条例", in_force_from=date(2027, 1, 1), replaces=("供热办法",))
    standing = standing_of(old, old, new)
    assert (standing.state, standing.until) == (State.NOW, date(2026, 12, 31))


def test_a_draft_repeals_nothing() -> None:
    old = Source("供热办法", in_force_from=date(2010, 1, 1))
    new = Source("供热条例", state=State.DRAFT, replaces=("供热办法",))
    assert standing_of(old, old, new).state is State.NOW


def test_a_successor_that_is_not_published_is_named() -> None:
    old = Source("供热办法", state=State.ENDED, successor="甲发〔2020〕1号")
    assert standing_of(old, old).successor_name == "甲发〔2020〕1号"


def test_a_successor_may_be_named_by_entry() -> None:
    old, new = Source("旧", state=State.ENDED, successor="1"), Source("新")
    assert standing_of(old, old, new).successors == (new,)


def broken_of(*sources: Source) -> list[tuple[str, tuple[str, ...]]]:
    entries = [faq(str(at), "问", "答", source) for at, source in enumerate(sources)]
    return [(found.unknown, found.circle) for found in Validity(entries).broken()]


def test_unknown_and_circular_successors_are_found() -> None:
    assert broken_of(Source("甲", successor="乙")) == [("乙", ())]
    assert broken_of(Source("甲", successor="甲")) == [("", ("《甲》", "《甲》"))]
    one, two = (
        Source("甲", number="1号", successor="2号"),
        Source("乙", number="2号", successor="1号"),
    )
    assert ("", ("《甲》（1号）", "《乙》（2号）", "《甲》（1号）")) in broken_of(one, two)
    assert broken_of(OLDEST, OLDER, NOW) == []


NAMES = [f"文{n}" for n in range(5)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2), st.integers(0, 9)
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda made: made[0],
    )
)
def test_no_tangle_of_successors_loops(made: list[tuple[str, list[str], int]]) -> None:
    sources = [
        Source(
            name,
            in_force_from=date(2000 + year, 1, 1),
            successor=others[0] if others else "",
            replaces=tuple(others[1:]),
        )
        for name, others, year in made
    ]
    for source in sources:
        standing = standing_of(source, *sources)
        assert len(set(standing.successors)) == len(standing.successors) < len(sources) + 1
    broken_of(*sources)


YEAR_2015 = (date(2015, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("question", "first", "last", "rules"),
    [
        ("2015年时的标准是多少", *YEAR_2015, True),
        ("2015年养犬收多少钱", *YEAR_2015, False),
        ("2015年当时怎么规定的", *YEAR_2015, True),
        ("二〇一五年的办法", *YEAR_2015, True),
        ("2015年3月时的标准", date(2015, 3, 1), date(2015, 3, 31), True),
        ("2018年以前怎么规定", date.min, date(2017, 12, 31), True),
        ("2018年之后的标准", date(2018, 1, 1), date.max, True),
        ("What was the fee as of 2015?", *YEAR_2015, True),
        ("2018年以前收多少钱", date.min, date(2017, 12, 31), False),
        ("2014年以前注册的车怎么年检", date.min, date(2013, 12, 31), False),
        ("2014年起收多少钱", date(2014, 1, 1), date.max, False),
        ("What was the rule before 2018?", date.min, date(2017, 12, 31), False),
        ("Какой был тариф до 2018 года?", date.min, date(2017, 12, 31), False),
    ],
)
def test_the_time_that_is_asked_about(question: str, first: date, last: date, rules: bool) -> None:
    period = read_question(question, lexicon()).period
    assert period is not None
    assert (period.first, period.last, period.rules) == (first, last, rules)


@pytest.mark.parametrize("question", ["以前养犬收多少钱", "旧的收费标准是多少", "原来怎么规定的"])
def test_an_earlier_time_without_a_year(question: str) -> None:
    assert read_question(question, lexicon()).period == Period(
        date.min, date.max, rules=True, past=True
    )


@pytest.mark.parametrize(
    "question", ["养犬收多少钱", "10月31日以前交吗", "原来的单位怎么联系", "现在的标准是多少"]
)
def test_most_questions_ask_about_now(question: str) -> None:
    assert read_question(question, lexicon()).period is None


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(-3, 3))
def test_the_last_day_counts(last: date, days: int) -> None:
    source = Source("甲", in_force_to=last)
    day = last + timedelta(days=days)
    assert (standing_of(source, source, day=day).state is State.ENDED) == (days > 0)
