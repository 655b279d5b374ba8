"""The sample town and the lexicon, as data: complete, marked as sample, in words of our own."""

import json
import re
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from knowledge.text import fold, sentences

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "knowledge" / "sample"
LEXICON = ROOT / "knowledge" / "lexicon"
REPORT = ROOT.parent / "shared" / "corpus" / "suifenhe-2012-report.txt"
AREAS = {
    "财政",
    "保障性住房",
    "食品安全",
    "环境保护",
    "招投标",
    "生产安全",
    "征地拆迁",
    "价格及收费",
}
GUIDE_SLOTS = [
    *("受理条件", "申请材料", "办理流程", "法定办结时限", "承诺办结时限", "办件类型"),
    *("收费", "办理窗口", "办理时间", "咨询电话", "设定依据"),
]
COLUMN = "工程建设领域信息和信用信息公开共享专栏"
"""An official name that has to be written as it is."""
UNITS = {
    *("环保局", "国土局", "公安局", "安监局", "住建局", "教育局", "卫生局", "民政局", "人社局"),
    *("工商局", "地税局", "物价局", "交通局", "城管局", "供热办", "绥芬河镇", "阜宁镇"),
}
ORDINARY = (
    *("消防验收怎么办", "火灾保险", "报警器安装", "防火宣传", "应急管理局电话"),
    *("急诊几点开门", "交通事故认定书", "心理咨询门诊", "发生火灾多少起"),
)
"""Questions close to an emergency that are none."""
SHARED_AT_MOST = 17
"""Characters that a sentence of ours may have in common with a sentence of the report, figures and names included."""


def rows(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads((SAMPLE / name).read_text("utf-8"))
    return loaded


def everything() -> list[dict[str, Any]]:
    return list(chain.from_iterable(rows(file.name) for file in sorted(SAMPLE.glob("*.json"))))


def words_of(row: dict[str, Any]) -> str:
    return "\n".join(
        [row["title"], row.get("text", ""), *row["variants"], *row.get("slots", {}).values()]
    )


def lexicon(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("file", "kind", "least"),
    [("faq.json", "faq", 100), ("guides.json", "guide", 30), ("directory.json", "directory", 30)],
)
def test_there_are_enough_of_each(file: str, kind: str, least: int) -> None:
    assert sum(row["kind"] == kind for row in rows(file)) >= least


def test_guides_have_every_slot_in_order() -> None:
    for row in rows("guides.json"):
        assert list(row["slots"]) == GUIDE_SLOTS, row["title"]
        assert all(row["slots"].values()), row["title"]


def test_directory_rows_say_who_where_and_when() -> None:
    for row in rows("directory.json"):
        assert list(row["slots"]) == ["电话", "地址", "办公时间", "职责"], row["title"]


def test_every_unit_of_the_register_is_in_the_directory() -> None:
    known = {name for row in rows("directory.json") for name in row["variants"]}
    assert known >= UNITS


def test_each_key_area_has_one_answer() -> None:
    assert Counter(row["area"] for row in rows("areas.json")) == dict.fromkeys(AREAS, 1)


def test_areas_are_key_areas_or_none() -> None:
    assert {row["area"] for row in everything()} <= AREAS | {""}


def test_the_centre_has_17_windows_and_the_town_its_reading_rooms_and_screens() -> None:
    titles = [row["title"] for row in rows("places.json") if row["kind"] == "directory"]
    assert sum(title.startswith("大厅") and title.endswith("窗口）") for title in titles) == 17
    assert sum("社区信息查阅室" in title for title in titles) == 16
    assert sum("大屏幕（" in title for title in titles) == 4
    assert {"图书馆信息查阅室", "档案局信息查阅室", "城建档案馆查阅室"} <= set(titles)


def test_titles_and_ways_of_asking_are_not_repeated() -> None:
    for asked in ("title", "variants"):
        said = [
            [row[asked]] if asked == "title" else row[asked]
            for row in everything()
            if row["kind"] != "directory"
        ]
        repeated = [
            words for words, n in Counter(map(fold, chain.from_iterable(said))).items() if n > 1
        ]
        assert not repeated


def test_every_row_has_a_source_and_other_ways_of_asking() -> None:
    for row in everything():
        assert row["source"]["title"], row["title"]
        assert "示例" in row["source"]["title"] + row["source"]["issuer"], row["title"]
        assert 1 <= len(row["variants"]) <= 5, row["title"]


def test_phone_numbers_are_marked_as_samples() -> None:
    for row in everything():
        words = words_of(row)
        assert not re.search(r"\d{3,4}-\d{7,8}(?!（示例）)", words), row["title"]
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", words), row["title"]


def test_figures_of_2012_name_the_year() -> None:
    for row in everything():
        if "2012年政务公开" in row["source"]["title"] and re.search(r"\d", row["text"]):
            assert "2012年" in row["text"] or row["title"] == "四网", row["title"]


@pytest.mark.skipif(not REPORT.exists(), reason="the 2012 report is not beside the repository")
def test_no_sentence_is_taken_from_the_report() -> None:
    report = _letters(REPORT.read_text("utf-8"))
    for row in everything():
        for sentence in chain.from_iterable(map(sentences, words_of(row).split("\n"))):
            assert _longest_shared(_letters(sentence), report) <= SHARED_AT_MOST, sentence


def test_synonyms_stand_in_one_group_only() -> None:
    groups = [list(map(fold, group["terms"])) for group in lexicon("synonyms.toml")["group"]]
    assert len(groups) >= 250
    assert all(len(set(group)) >= 2 for group in groups)
    repeated = [term for term, n in Counter(chain.from_iterable(groups)).items() if n > 1]
    assert not repeated


def test_different_rates_are_never_synonyms() -> None:
    rates = ("回复率", "办结率", "满意率", "接通率", "按时办结率")
    for group in lexicon("synonyms.toml")["group"]:
        assert sum(rate in group["terms"] for rate in rates) <= 1


def test_glossary_terms_have_english_and_russian() -> None:
    terms = lexicon("glossary.toml")["term"]
    assert len(terms) >= 260
    assert all(term["en"] and term["ru"] for term in terms)
    for language in ("en", "ru"):
        said = [words for term in terms for words in term[language]]
        assert len(said) == len(set(said))
        assert said == [words.lower() for words in said]


def test_places_leave_out_the_town_itself() -> None:
    places = lexicon("places.toml")
    named = {*places["provinces"], *places["cities"]}
    assert not any(place in "黑龙江省绥芬河市绥芬河镇阜宁镇北海公园" for place in named)


def test_urgent_phrases_are_not_in_ordinary_questions() -> None:
    urgent = list(map(fold, chain.from_iterable(lexicon("phrases.toml")["emergency"].values())))
    asked = [q for row in everything() for q in (row["title"], *row["variants"]) if "急救" not in q]
    for question in map(fold, [*asked, *ORDINARY]):
        assert not [
            phrase for phrase in urgent if phrase in question and re.search("[一-鿿]", phrase)
        ]


def _letters(text: str) -> str:
    """Without blanks and punctuation; the commas of a list stay, for a list of names is no sentence."""
    return re.sub(r"[^\w、]|_", "", text.replace(COLUMN, "、"))


def _longest_shared(sentence: str, report: str) -> int:
    best = 0
    for start in range(len(sentence)):
        while sentence[start : start + best + 1] in report and start + best < len(sentence):
            best += 1
    return best
