"""Files of every form come in as entries."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.entry import Entry, EntryKind
from knowledge.findings import Finding
from knowledge.importing import read_file, readable_files
from tests.support.office_files import a_pdf, a_word_file, a_workbook, with_member

REPORT = Path(__file__).parents[4] / "shared/corpus/suifenhe-2012-report.txt"


def entries_of(path: Path, kind: EntryKind | None = None) -> list[Entry]:
    reading = read_file(path, "key", kind)
    assert reading.findings == []
    return reading.entries


def the_finding(path: Path, kind: EntryKind | None = None) -> Finding:
    (finding,) = read_file(path, "key", kind).findings
    return finding


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    if not REPORT.exists():
        pytest.skip("the real report is not beside the repository")
    return entries_of(REPORT)


class TestTheRealReport:
    def test_its_source_is_what_its_head_says(self, entries: list[Entry]) -> None:
        source = entries[0].source
        assert source.title == "绥芬河市2012年政府信息公开工作年度报告"
        assert (source.issuer, source.published) == ("政府办", date(2013, 3, 22))

    def test_a_number_cited_in_the_body_is_not_its_own(self, entries: list[Entry]) -> None:
        assert entries[0].source.number == ""

    def test_it_has_six_parts_and_five_sections(self, entries: list[Entry]) -> None:
        parts = list(dict.fromkeys(e.headings[0] for e in entries if e.headings))
        sections = list(dict.fromkeys(e.headings[1] for e in entries if len(e.headings) > 1))
        assert [part[0] for part in parts] == list("一二三四五六")
        assert [section[1] for section in sections] == list("一二三四五")

    def test_every_paragraph_is_an_entry_and_unchanged(self, entries: list[Entry]) -> None:
        lines = [line.strip() for line in REPORT.read_text().splitlines() if line.strip()]
        told = {e.text for e in entries} | {h for e in entries for h in e.headings}
        assert [line for line in lines[2:] if line not in told] == []


def test_a_letterhead_gives_number_issuer_and_days(tmp_path: Path) -> None:
    text = """绥芬河市人民政府文件
绥政发〔2012〕5号
绥芬河市人民政府
关于印发供热管理办法的通知
各单位：
第一章 总则
第一条 为了规范供热，制定本办法。
第二条 本办法自2013年1月1日起施行，有效期5年。
绥芬河市人民政府办公室
2012年12月3日
"""
    entries = entries_of(written(tmp_path / "a.txt", text))
    source = entries[0].source
    assert source.title == "绥芬河市人民政府关于印发供热管理办法的通知"
    assert (source.issuer, source.number) == ("绥芬河市人民政府", "绥政发〔2012〕5号")
    assert source.published == date(2012, 12, 3)
    assert (source.in_force_from, source.in_force_to) == (date(2013, 1, 1), date(2017, 12, 31))
    assert [e.headings for e in entries] == [(), ("第一章 总则",), ("第一章 总则",)]


def test_wrapped_lines_are_joined(tmp_path: Path) -> None:
    line = "我市在市中心广场和北海公园设置四块大屏幕及时公开公布"
    text = f"标题\n\n{line}\n{line}\n{line}\n有关信息。\n\n另一段。\n"
    entries = entries_of(written(tmp_path / "a.txt", text))
    assert [e.text for e in entries] == [line * 3 + "有关信息。", "另一段。"]


def test_items_of_a_list_stay_paragraphs(tmp_path: Path) -> None:
    entries = entries_of(
        written(tmp_path / "a.txt", "办事须知\n一、申请材料\n1.身份证\n2.户口簿\n")
    )
    assert [(e.title, e.text) for e in entries] == [
        ("一、申请材料", "1.身份证"),
        ("一、申请材料", "2.户口簿"),
    ]


def test_markdown(tmp_path: Path) -> None:
    text = "# 供热须知\n\n发布时间：2020年5月6日\n\n## 收费\n\n每平方米**三十**元,\n按年交。\n\n- 可以网上交\n"
    entries = entries_of(written(tmp_path / "a.md", text))
    assert entries[0].source.title == "供热须知"
    assert entries[0].source.published == date(2020, 5, 6)
    assert [(e.headings[-1], e.text) for e in entries] == [
        ("收费", "每平方米三十元,按年交。"),
        ("收费", "可以网上交"),
    ]


def test_web_page(tmp_path: Path) -> None:
    text = """<html><head><title>供热须知-某市政府</title><meta name="PubDate" content="2020-05-06 10:00">
    <link rel="canonical" href="https://example.org/a"><script>bad()</script></head><body><nav>首页</nav>
    <article><h1>供热须知</h1><h2>收费</h2><p>每平方米<b>三十</b>元。<br>按年交。</p>
    <table><tr><td>居民</td><td>30元</td></tr></table></article></body></html>"""
    entries = entries_of(written(tmp_path / "a.html", text))
    source = entries[0].source
    assert (source.title, source.url) == ("供热须知", "https://example.org/a")
    assert source.published == date(2020, 5, 6)
    assert [e.text for e in entries] == ["每平方米三十元。", "按年交。", "居民 30元"]
    assert entries[0].headings == ("收费",)


def test_word_file(tmp_path: Path) -> None:
    path = a_word_file(
        tmp_path / "a.docx",
        ("Title", "供热须知"),
        ("Normal", "文号：绥政办〔2020〕1号"),
        ("Heading 1", "收费"),
        ("Normal", "每平方米三十元。"),
    )
    (entry,) = entries_of(path)
    assert (entry.source.title, entry.source.number) == ("供热须知", "绥政办〔2020〕1号")
    assert (entry.title, entry.text) == ("收费", "每平方米三十元。")


def test_pdf(tmp_path: Path) -> None:
    path = a_pdf(tmp_path / "a.pdf", "供热须知", "一、收费", "每平方米三十元。")
    (entry,) = entries_of(path)
    assert entry.source.title == "供热须知"
    assert (entry.title, entry.text) == ("一、收费", "每平方米三十元。")


FAQ = (
    ("问题", "答案", "相似问", "领域", "来源", "发布机构", "文号", "日期", "失效", "网址"),
    ("供热费多少", "三十元。", "暖气费多少|取暖费；多少", "供热", "供热须知", "住建局", "〔2020〕1号",
     "2020-05-06", "2030年1月1日", "https://example.org"),
)  # fmt: skip


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_table_of_questions(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    if ending == "xlsx":
        a_workbook(path, *FAQ)
    else:
        path.write_text("\n".join(",".join(row) for row in FAQ), "gb18030")
    (entry,) = entries_of(path)
    assert (entry.kind, entry.title, entry.text) == (EntryKind.FAQ, "供热费多少", "三十元。")
    assert entry.variants == ("暖气费多少", "取暖费", "多少")
    assert (entry.area, entry.source.title, entry.source.issuer) == ("供热", "供热须知", "住建局")
    assert entry.source.in_force_to == date(2030, 1, 1)


def test_table_of_guides_keeps_the_order_of_slots(tmp_path: Path) -> None:
    rows = (
        "事项名称,受理条件,承诺办结时限,咨询电话,文号",
        "供热申请,有房产,5个工作日,12345,〔2020〕1号",
    )
    (entry,) = entries_of(written(tmp_path / "办事指南.csv", "\n".join(rows)))
    assert (entry.kind, entry.title) == (EntryKind.GUIDE, "供热申请")
    assert list(entry.slots) == ["受理条件", "承诺办结时限", "咨询电话"]
    assert entry.text == "受理条件:有房产\n承诺办结时限:5个工作日\n咨询电话:12345"
    assert (entry.source.title, entry.source.number) == ("办事指南", "〔2020〕1号")


def test_directory_of_a_workbook_has_plain_numbers(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ("单位", "电话"), ("住建局", 3924000))
    (entry,) = entries_of(path)
    assert (entry.kind, entry.text) == (EntryKind.DIRECTORY, "电话:3924000")


def test_json_lines(tmp_path: Path) -> None:
    line = (
        '{"kind":"guide","title":"供热申请","slots":{"条件":"有房产"},"source":{"title":"须知"}}\n'
    )
    (entry,) = entries_of(written(tmp_path / "a.jsonl", line))
    assert (entry.kind, entry.text, entry.anchor) == (EntryKind.GUIDE, "条件:有房产", "1")


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        (",答", "finding.missing", "问题"),
        ("问,", "finding.missing", "答案"),
        ("一样的,答", "finding.duplicate", "问题"),
        ("问,答,2012-02-30", "finding.bad_date", "日期"),
        (f"问,{'长' * 20_001}", "finding.too_long", "答案"),
        ("问,答\x07", "finding.control", "答案"),
        ("问,答,,多", "finding.extra_cell", ""),
        ('问,"答', "finding.quoting", ""),
    ],
)
def test_each_wrong_row_is_one_finding(tmp_path: Path, row: str, key: str, column: str) -> None:
    path = written(tmp_path / "a.csv", f"问题,答案,日期\n一样的,答\n{row}\n")
    finding = the_finding(path)
    assert (finding.key, finding.place, finding.column) == (key, 3, column)
    assert [e.title for e in read_file(path, "key").entries] == ["一样的"]


def test_broken_utf8_is_found_with_its_row(tmp_path: Path) -> None:
    good = "问题,答案\n问一,答一\n".encode()
    path = written(tmp_path / "a.csv", good + b"\xe9\x97,\xe7\xad\x94\n" + "问三,答三\n".encode())
    assert (the_finding(path).key, the_finding(path).place) == ("finding.encoding", 3)


def test_broken_utf8_in_a_document_is_found_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", "# 题\n\n正文。\n".encode() + b"\xe9\x97\n")
    assert (the_finding(path).key, the_finding(path).place) == ("finding.encoding", 4)


def test_utf16_is_read(tmp_path: Path) -> None:
    (entry,) = entries_of(written(tmp_path / "a.csv", "问题\t答案\n问\t答\n".encode("utf-16")))
    assert entry.title == "问"


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('{"title":"\\ud800"}', "finding.control"),
        ('{"title":1}', "finding.wrong_form"),
        ('{"titel":"题"}', "finding.unknown_field"),
        ('{"kind":"poem","title":"题","text":"文","source":{"title":"源"}}', "finding.wrong_form"),
        ('{"title":"题","text":" \\n","source":{"title":"源"}}', "finding.missing"),
        (
            '{"title":"题","text":"文","source":{"title":"源","published":"昨天"}}',
            "finding.bad_date",
        ),
        ('["题"]', "finding.not_object"),
        ('{"title":', "finding.json"),
        ("[" * 100_000, "finding.json"),
        ("9" * 5000, "finding.json"),
    ],
)
def test_wrong_json_is_found_with_its_line(tmp_path: Path, line: str, key: str) -> None:
    finding = the_finding(written(tmp_path / "a.jsonl", line), EntryKind.FAQ)
    assert (finding.key, finding.place) == (key, 1)


def test_other_sheets_are_not_silently_left_out(tmp_path: Path) -> None:
    path = a_workbook(tmp_path / "a.xlsx", ("单位", "电话"), ("住建局", 1), more="附表")
    assert (the_finding(path).key, the_finding(path).value) == ("finding.more_sheets", "附表")


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret", "秘密")
    xml = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>标题</w:t></w:r></w:p><w:p><w:r><w:t>正文&x;</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    path = with_member(a_word_file(tmp_path / "a.docx"), "word/document.xml", xml.encode())
    assert not any("秘密" in e.text for e in read_file(path, "key").entries)


def test_a_folder_stands_for_what_can_be_read_below_it(tmp_path: Path) -> None:
    for name in ("b/一.txt", "a.csv", ".git/c.txt", "~$a.docx", "d.exe"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [p.name for p in readable_files(tmp_path)] == ["a.csv", "一.txt"]


def test_a_single_line_is_text_and_takes_its_title_from_the_file(tmp_path: Path) -> None:
    (entry,) = entries_of(written(tmp_path / "供热.txt", "供热费每平方米三十元"))
    assert (entry.title, entry.text) == ("供热", "供热费每平方米三十元")


def test_a_numbered_first_line_is_a_heading_not_the_title(tmp_path: Path) -> None:
    (entry,) = entries_of(written(tmp_path / "供热.txt", "一、收费\n每平方米三十元。"))
    assert (entry.source.title, entry.headings) == ("供热", ("一、收费",))


def test_days_of_a_cited_law_are_not_its_own(tmp_path: Path) -> None:
    text = "关于学习条例的通知\n《政府信息公开条例》自2008年5月1日起施行，请认真学习。\n"
    (entry,) = entries_of(written(tmp_path / "a.txt", text))
    assert entry.source.in_force_from is None


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("供热须知_某市人民政府", "供热须知"),
        ("供热须知 - 某某网", "供热须知"),
        ("2012-2013年度报告", "2012-2013年度报告"),
    ],
)
def test_the_name_of_a_page_without_the_name_of_the_site(
    tmp_path: Path, name: str, title: str
) -> None:
    page = f"<html><head><title>{name}</title></head><body><p>正文。</p></body></html>"
    assert entries_of(written(tmp_path / "a.html", page))[0].source.title == title
