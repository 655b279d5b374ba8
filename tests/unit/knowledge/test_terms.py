"""Which words of a wording stand in another text: letter for letter, as a synonym, or by their sound."""

import pytest

from knowledge.lexicon import lexicon
from knowledge.terms import Rarity, Terms, canonical, content_of, synonym_spans
from knowledge.text import fold

PASSAGES = 100
HELD_BY = {"取暖": 10, "供热": 20, "我们": 100}


@pytest.fixture(scope="module")
def rarity() -> Rarity:
    return Rarity(lambda pair: HELD_BY.get(pair, 0), {"水": 50}, PASSAGES)


def held(content: str, text: str, rarity: Rarity) -> list[float]:
    return Terms.of(content, rarity, lexicon()).held_by(fold(text))


def test_a_pair_weighs_less_the_more_passages_hold_it(rarity: Rarity) -> None:
    weights = [rarity.of(pair) for pair in ("从无", "取暖", "供热", "我们")]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 4
    assert weights[0] == 1
    assert weights[-1] > 0


def test_pairs_stay_within_parts_and_latin_words_stay_whole(rarity: Rarity) -> None:
    terms = Terms.of("水费查询 wifi 60 水", rarity, lexicon())
    assert terms.pairs == ("水费", "费查", "查询", "wifi", "60", "水")
    assert terms.joined == "水费查询wifi60水"


def test_a_lone_character_weighs_less_than_a_pair_as_rare() -> None:
    rarity = Rarity(lambda _: 50, {"水": 50}, PASSAGES)
    pair, single = Terms.of("水费 水", rarity, lexicon()).weights
    assert single < pair


@pytest.mark.parametrize(
    ("content", "text", "worth"),
    [
        ("养犬登记", "养犬登记收费", [1, 1, 1]),
        ("养犬登记", "養犬登記收費", [1, 1, 1]),
        ("养犬登记", "登记", [0, 0, 1]),
        ("养犬登记", "水费", [0, 0, 0]),
        ("低保", "最低生活保障", [0.95]),
        ("答付率", "答复率", [0.8, 0.8]),
        ("六十岁", "60岁", [0, 0]),
        ("60", "六十岁", [1]),
        ("动园物", "动物园", [0.8, 0.8]),
        ("动动物园", "动物园", [0.8, 1, 1]),
        ("动园", "动物园", [0.8]),
        ("动园", "动植物园", [0]),
    ],
)
def test_worth_of_each_pair(content: str, text: str, worth: list[float], rarity: Rarity) -> None:
    assert held(content, text, rarity) == worth


def test_letter_for_letter_is_worth_more_than_a_synonym_and_that_more_than_a_sound(
    rarity: Rarity,
) -> None:
    (same,), (synonym,), (sound,) = (
        held("低保", text, rarity) for text in ("低保", "最低生活保障", "低饱")
    )
    assert same > synonym > sound > 0


@pytest.mark.parametrize(
    ("content", "text", "why"),
    [
        ("供热", "公热", "a pair that passages hold is no typing error"),
        ("身份", "申奋", "no character was left as it was"),
        ("身份", "身又分", "not one after the other"),
    ],
)
def test_a_sound_is_not_heard(content: str, text: str, why: str, rarity: Rarity) -> None:
    assert held(content, text, rarity) == [0], why


def test_a_homophone_is_heard_where_front_and_back_nasals_or_zh_and_z_are_confused(
    rarity: Rarity,
) -> None:
    assert held("身份政", "身份证", rarity) == [1, 0.8]
    assert held("身分正", "身份证", rarity)[1] == 0  # both characters of 分正 are others


def test_shares_lie_between_nothing_and_everything(rarity: Rarity) -> None:
    terms = Terms.of("养犬登记", rarity, lexicon())
    assert terms.share([0, 0, 0]) == 0
    assert terms.share([1, 1, 1]) == 1
    assert 0 < terms.share([0, 0, 1]) < terms.share([0, 1, 1]) < 1


def test_what_is_missing(rarity: Rarity) -> None:
    terms = Terms.of("取暖登记", rarity, lexicon())
    assert terms.held([1, 1, 1]) == (1, 1, 0, 0)
    part = terms.held([0, 0, 1])
    assert part.rarest_lost == 1 == rarity.of("暖登")
    assert part.lost == pytest.approx(part.rarest_lost + rarity.of("取暖"))


def test_what_is_held_to_the_letter(rarity: Rarity) -> None:
    terms = Terms.of("取暖登记", rarity, lexicon())
    heard = terms.held([1, 0.8, 1])
    assert heard.exact < heard.share < 1
    assert heard.exact == pytest.approx(terms.share([1, 0, 1]))


def test_words_hold_the_places_of_their_pairs(rarity: Rarity) -> None:
    words = Terms.of("养犬登记", rarity, lexicon()).words()
    assert [places for _, places in words] == [slice(0, 1), slice(2, 3)]
    assert all(weight > 0 for weight, _ in words)


def test_nothing_asked_shares_nothing(rarity: Rarity) -> None:
    empty = Terms.of("", rarity, lexicon())
    assert (empty.pairs, empty.words(), empty.share([])) == ((), [], 0)
    assert empty.held([]) == (0, 0, 0, 0)
    assert canonical(empty) == ""


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("养犬登记什么时候办?", "养犬登记 办"),
        ("身份证怎么办?", "身份证"),
        ("怎么办?", ""),
    ],
)
def test_content_of_a_title_is_without_question_words(title: str, content: str) -> None:
    assert content_of(fold(title), lexicon()) == content


def test_wordings_of_one_matter_have_one_canonical_form(rarity: Rarity) -> None:
    forms = {
        canonical(Terms.of(wording, rarity, lexicon()))
        for wording in ("取暖费标准", "暖气费标准", "供热费标准")
    }
    assert len(forms) == 1


def test_the_longest_synonym_from_the_left_is_taken(rarity: Rarity) -> None:
    content = "最低生活保障标准"
    assert (0, 6) in {(start, end) for start, end, _ in synonym_spans(content, lexicon())}
    assert canonical(Terms.of(content, rarity, lexicon())) == canonical(
        Terms.of("低保标准", rarity, lexicon())
    )
