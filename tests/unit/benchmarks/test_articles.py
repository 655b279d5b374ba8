"""Articles of law as settings: alone, four together, and these without titles."""

import gzip
import json

import pytest

from benchmarks.articles import articles
from benchmarks.pairs import LEFT_OUT, OFF_TOPIC, Setting, off_topic

LAWS = ("林河水法", "林河林业法")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Setting]:
    folder = tmp_path_factory.mktemp("laws")
    corpus = [
        {"id": f"{law}{n}", "title": f"{law}第{n}条", "text": f"{law}的第{n}项规定。"}
        for law in LAWS
        for n in "一二三四五"
    ]
    queries = [{"text": "第五项规定了什么", "relevant": ["林河水法五", "林河林业法五"]}]
    unanswerable = [
        {"text": "谁写了三国演义", "kind": "ood_question"},
        {"text": "讲个笑话听", "kind": "ood_chat"},
    ]
    paths = []
    for name, rows in (("c", corpus), ("q", queries), ("u", unanswerable)):
        paths.append(path := folder / f"{name}.jsonl.gz")
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    corpus_at, queries_at, unanswerable_at = paths
    return {s.name: s for s in articles(corpus_at, queries_at, unanswerable_at)}


def test_an_article_is_a_passage_and_four_of_a_law_are_one(made: dict[str, Setting]) -> None:
    assert [len(setting.entries) for setting in made.values()] == [10, 4, 4]
    first = made["articles, long"].entries[0]
    assert (first.title, first.text.count("\n")) == ("林河水法", 3)
    assert not any(e.title for e in made["articles, long, without titles"].entries)


def test_what_answers_is_the_passage_that_holds_the_article(made: dict[str, Setting]) -> None:
    assert made["articles"].asked[0].relevant == {"林河水法五", "林河林业法五"}
    for setting in made.values():
        texts = [e.text for e in setting.entries if e.id in setting.asked[0].relevant]
        assert len(texts) == 2
        assert all("第五项" in text for text in texts)


def test_unlicensed_chat_is_left_out_and_ours_is_asked(made: dict[str, Setting]) -> None:
    asked = made["articles"].asked
    assert [a.text for a in asked if a.why_not == LEFT_OUT] == ["谁写了三国演义"]
    assert sum(a.why_not == OFF_TOPIC for a in asked) == len(off_topic())
    assert not any(a.test for a in asked)
