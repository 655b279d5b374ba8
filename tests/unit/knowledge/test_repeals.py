"""What wording says about drafts and repeals, and what a file says of itself."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Source, State
from knowledge.importing import read_file
from knowledge.repeals import is_draft, repealed_by, repeals


@pytest.mark.parametrize(
    ("text", "repealed"),
    [
        ("《临河镇养犬规定》（临政发〔2005〕3号）同时废止。", ["临政发〔2005〕3号"]),
        (
            "本办法自发布之日起施行,有效期五年。原《供热办法》(临政发[2010]12号)、《供热细则》同时废止。",
            ["临政发[2010]12号", "供热细则"],
        ),
        (
            "自公布之日起施行，同时废止《养犬规定》（临政发（2005）3号）和《养犬细则》。",
            ["临政发（2005）3号", "养犬细则"],
        ),
        ("现决定废止《养犬规定》等12件规范性文件。", ["养犬规定"]),
        (
            "2008年5月1日起施行的《公开办法》（临政令第5号）自本办法施行之日起废止。",
            ["临政令第5号"],
        ),
        ("《关于印发〈养犬规定〉的通知》（临政办发〔2011〕2号）停止执行", ["临政办发〔2011〕2号"]),
        ("根据《立法法》制定本办法。", []),
        ("《食品经营许可证》有效期届满后失效。", []),
        ("违反《条例》的，由公安机关处罚。", []),
    ],
)
def test_what_a_paragraph_repeals(text: str, repealed: list[str]) -> None:
    assert list(repeals(text)) == repealed


@pytest.mark.parametrize(
    ("text", "successor"),
    [
        ("（本文件已被《临河镇养犬办法》（临政发〔2020〕8号）废止）", "临政发〔2020〕8号"),
        ("【已废止】", ""),
        ("本通知已失效。", ""),
        ("注：本办法已由临政发〔2021〕3号文件替代", "临政发〔2021〕3号"),
        ("本文已被《新办法》取代", "新办法"),
        ("本办法自2020年起施行", None),
        ("第三条 已废止的许可不再受理。", None),
    ],
)
def test_what_a_remark_says_of_the_text_itself(text: str, successor: str | None) -> None:
    assert repealed_by(text) == successor


@pytest.mark.parametrize(
    ("title", "draft"),
    [
        ("供热管理办法（征求意见稿）", True),
        ("供热条例(草案)", True),
        ("关于公开征求养犬办法意见的公告", True),
        ("关于2012年预算草案的报告", False),
        ("供热管理办法", False),
    ],
)
def test_drafts_say_so_in_their_title(title: str, draft: bool) -> None:
    assert is_draft(title) is draft


def source_of(tmp_path: Path, name: str, text: str) -> Source:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    reading = read_file(path, "key")
    assert reading.findings == []
    return reading.entries[0].source


def test_a_document_says_what_it_repeals_and_how_long_it_lasts(tmp_path: Path) -> None:
    source = source_of(
        tmp_path,
        "a.txt",
        """临河镇养犬管理办法
临政发〔2020〕8号
2020年3月1日
第一条 每只每年三百元。
第二条 本办法自发布之日起30日后施行，有效期两年。《临河镇养犬规定》（临政发〔2005〕3号）同时废止。
""",
    )
    assert (source.in_force_from, source.in_force_to) == (date(2020, 3, 31), date(2022, 3, 30))
    assert (source.state, source.replaces) == (State.UNSTATED, ("临政发〔2005〕3号",))


def test_a_document_says_that_it_was_repealed(tmp_path: Path) -> None:
    source = source_of(
        tmp_path,
        "a.txt",
        "临河镇养犬规定\n（本文件已被《养犬办法》（临政发〔2020〕8号）废止）\n第一条 每只二百元。\n",
    )
    assert (source.state, source.successor) == (State.ENDED, "临政发〔2020〕8号")


def test_a_letterhead_line_says_the_state(tmp_path: Path) -> None:
    source = source_of(
        tmp_path, "a.txt", "临河镇养犬规定\n有效性：废止\n替代文件：《养犬办法》\n正文在这里。\n"
    )
    assert (source.state, source.successor) == (State.ENDED, "养犬办法")


def test_a_draft(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a.txt", "养犬办法（征求意见稿）\n第一条 每只四百元。\n")
    assert source.state is State.DRAFT


def test_a_table_says_state_successor_and_what_is_repealed(tmp_path: Path) -> None:
    text = "问题,答案,来源,效力状态,替代文件,废止文件\n养犬费多少？,200元,养犬规定,已废止,养犬办法,旧规定；旧细则\n"
    source = source_of(tmp_path, "a.csv", text)
    assert (source.state, source.successor) == (State.ENDED, "养犬办法")
    assert source.replaces == ("旧规定", "旧细则")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.csv", "问题,答案,效力状态\n养犬费？,200元,不知道\n", 2),
        (
            "a.json",
            '[{"kind":"faq","title":"问","text":"答","source":{"title":"源","state":"?"}}]',
            1,
        ),
    ],
)
def test_an_unknown_state_is_a_finding(tmp_path: Path, name: str, text: str, place: int) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    [finding] = read_file(path, "key").findings
    assert (finding.key, finding.place) == ("finding.bad_state", place)
