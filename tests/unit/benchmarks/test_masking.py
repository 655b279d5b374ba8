"""The labelled sentences are sound, and masks are as good on them as was reached once."""

import json
import re

from benchmarks.__main__ import BENCHES
from benchmarks.masking import DATA, GROUPS, Sentence, counted, sentence
from cases.masking import Kind
from cases.masking.numbers import is_card, is_id, is_old_id

ROWS = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


def test_labels_lie_in_their_sentences_and_apart() -> None:
    for row in ROWS:
        end = 0
        for start, stop, kind in row["spans"]:
            assert end <= start < stop <= len(row["text"])
            assert kind in set(Kind)
            end = stop


def test_there_are_look_alikes_enough_and_no_sentence_twice() -> None:
    assert len({row["text"] for row in ROWS}) == len(ROWS) >= 360
    assert sum(not row["spans"] for row in ROWS) >= 120


def test_numbers_of_invented_people_belong_to_nobody() -> None:
    """Right checksums, but a county and an issuer that there are not."""
    for row in ROWS:
        for start, stop, kind in row["spans"]:
            digits = re.sub("[^0-9X]", "", _ascii(row["text"][start:stop]))
            if kind == Kind.ID:
                assert digits.startswith("2399")
                assert is_id(digits) or is_old_id(digits)
            if kind == Kind.CARD:
                assert digits.startswith("629999")
                assert is_card(digits)


def test_a_wrong_end_is_not_found_but_hides_what_it_covers() -> None:
    one = Sentence("我叫张三", frozenset({(2, 4, "name")}), frozenset({(2, 3, "name")}))
    assert counted([one], [Kind.NAME]) == (1, 1, 0, 0.5)


def test_masks_are_no_worse_than_they_were() -> None:
    assert "masking" in BENCHES
    sentences = [sentence(row) for row in ROWS]
    least = {"numbers": (0.99, 0.98), "names and addresses": (0.92, 0.96)}
    for group, (recall, precision) in least.items():
        labelled, found, right, _ = counted(sentences, GROUPS[group])
        assert right / labelled >= recall
        assert right / found >= precision


def _ascii(text: str) -> str:
    return "".join(str(int(c)) if c.isdigit() else c.upper().replace("Ｘ", "X") for c in text)
