"""What the sample town answers to 240 questions: a score that may not fall.

`pytest -s` prints the score. Raise the floors in benchmarks/data/regression_score.json when it has risen.
"""

import json
from collections import Counter
from typing import Any

import pytest

from benchmarks.adapter import TODAY
from benchmarks.pairs import DATA, read_pairs, sample_town
from benchmarks.retrieval import read_lines
from knowledge.entry import Answer, Status
from knowledge.finding import Finder
from knowledge.text import fold

ASKED = list(read_lines(DATA / "regression.jsonl"))
FLOORS = json.loads((DATA / "regression_score.json").read_text("utf-8"))
ENTRIES = sample_town()
TITLES = {entry.id: entry.title for entry in ENTRIES}
QUOTED = (Status.ANSWERED, Status.OUT_OF_FORCE)


def meant(row: dict[str, Any]) -> list[str]:
    entry = row["entry"]
    return [entry] if isinstance(entry, str) else entry or []


def judged(answer: Answer, titles: list[str]) -> str:
    """'right': the entry quoted, or nothing where nothing answers; 'wrong': anything else quoted."""
    if answer.status in QUOTED:
        return "right" if TITLES[answer.quotes[0].entry_id] in titles else "wrong"
    if not titles:
        return "right"
    return "offered" if answer.status is Status.CLARIFICATION else "missed"


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, Any], Answer]]:
    finder = Finder(ENTRIES)
    return [(row, finder.answer(row["q"], TODAY)) for row in ASKED]


def test_the_questions_name_published_entries_and_are_asked_nowhere_else() -> None:
    titles = set(TITLES.values())
    assert all(title in titles for row in ASKED for title in meant(row))
    published = {w for entry in ENTRIES for w in (entry.title, *entry.variants)}
    fitted_to = {q for pair in read_pairs() for q in (*pair["asked"], *pair["not"])}
    known = {fold(wording).strip("?") for wording in published | fitted_to}
    assert [row["q"] for row in ASKED if fold(row["q"]).strip("?") in known] == []


def test_the_score_does_not_fall(answers: list[tuple[dict[str, Any], Answer]]) -> None:
    score = Counter(judged(answer, meant(row)) for row, answer in answers)
    unanswerable = sum(not meant(row) for row, _ in answers)
    print(f"\n{len(answers)} questions, {unanswerable} of them without an answer: {dict(score)}")
    for row, answer in answers:
        if judged(answer, meant(row)) == "wrong":
            quoted = TITLES[answer.quotes[0].entry_id]
            print(f"  {answer.score:.3f}  {row['q']}  quoted: {quoted}  meant: {row['entry']}")
    assert score["right"] >= FLOORS["right"], score
    assert score["wrong"] <= FLOORS["wrong_at_most"], score
