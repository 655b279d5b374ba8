"""Known terms are found wherever they stand, as looking at every piece of the wording would find them."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexicon.known import Known

pieces = st.text("甲乙丙a", min_size=1, max_size=4)


def test_terms_may_overlap_and_the_shorter_comes_first() -> None:
    known = Known.of({"房": 1, "房本": 2, "本人": 3})
    assert list(known.within("房本人")) == [(0, 1, 1), (0, 2, 2), (1, 3, 3)]


def test_sounds_are_found_by_their_syllables() -> None:
    known = Known.of({("ke", "yi"): "可以"})
    assert list(known.within(("wo", "ke", "yi"))) == [(1, 3, "可以")]
    assert not list(known.within(("wo", "ke")))


@given(st.dictionaries(pieces, st.integers()), st.text("甲乙丙a", max_size=9))
def test_nothing_known_is_missed(meanings: dict[str, int], wording: str) -> None:
    everywhere = {
        (start, end, meanings[wording[start:end]])
        for start in range(len(wording))
        for end in range(start + 1, len(wording) + 1)
        if wording[start:end] in meanings
    }
    found = list(Known.of(meanings).within(wording))
    assert set(found) == everywhere
    assert len(found) == len(everywhere)
