"""The page of a report, as a browser reads it."""

import pytest
from lxml import html
from lxml.html import HtmlElement

from bot.report_files.html import as_html
from reports.document import Chart, Printed, Series
from tests.support.report_document import FORMULA, HOSTILE, chart, document, wide_table


def read(*charts: Chart) -> HtmlElement:
    return html.fromstring(as_html(document(charts=charts or None)).decode())


def test_every_number_leads_to_its_note_and_the_note_back_to_it() -> None:
    page = read()
    links = page.xpath("//main//a[@class='number']")
    assert {"457", "81%", "两", "〔2013〕3号", "184281"} <= {link.text for link in links}
    for link in links:
        [note] = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        [back] = note.xpath(".//a[@class='back']")
        [first] = page.xpath(f"//*[@id='{back.get('href')[1:]}']")
        assert first.get("href") == link.get("href")


def test_all_numbers_of_the_large_table_are_links() -> None:
    numbers = [c for row in wide_table().rows for c in row if isinstance(c.words[0], Printed)]
    assert len(numbers) == 175
    links = read().xpath("//table[@id='t4']//a[@class='number']")
    assert [link.text for link in links] == [cell.words[0].text for cell in numbers]


def test_a_note_tells_what_was_counted_of_what() -> None:
    [row] = read().xpath("//*[@id='note-2']")
    assert row.xpath("string(td[3])") == "370 / 457 件"
    assert row.xpath("string(td[5])") == "2012-12-31"
    assert row.xpath("string(.//code)") == "SELECT 2"
    assert "370" in row.xpath("string(.//summary)")


def test_a_base_that_is_no_figure_is_told_in_words() -> None:
    page = read()
    assert page.xpath("string(//*[@id='note-3']/td[4])") == "登记册"
    assert page.xpath("string(//*[@id='note-4']/td[4])") == "报告自身"


def test_it_runs_nothing_and_loads_nothing() -> None:
    page = read()
    assert page.xpath("//script | //link | //img | //iframe | //@onclick | //@src") == []
    assert {HOSTILE.strip(), FORMULA} <= {text.strip() for text in page.xpath("//main//p/text()")}


def test_numbers_lead_to_lists_where_there_are_some() -> None:
    told = as_html(document(), lambda key: f"/behind/{key}" if key == "rate" else "")
    page = html.fromstring(told.decode())
    found = {link.text: link.get("href") for link in page.xpath("//main//p/a[@class='number']")}
    assert (found["457"], found["81%"]) == ("#note-1", "/behind/rate")


def test_an_address_of_a_list_cannot_break_out_of_its_attribute() -> None:
    told = as_html(document(), lambda key: '"><script>alert(1)</script>')
    assert html.fromstring(told.decode()).xpath("//script") == []


def test_heads_are_repeated_in_print_and_say_what_they_are_heads_of() -> None:
    [small] = read().xpath("//table[@id='t3']")
    assert len(small.xpath("thead/tr")) == 2
    [corner] = small.xpath("thead//th[@colspan='2'][@rowspan='2']")
    assert corner.text == "（勾稽关系）"
    assert small.xpath("thead//th[.='申请人情况']/@scope") == ["colgroup"]
    assert small.xpath("thead//th[.='企业']/@scope") == ["col"]
    assert small.xpath("tbody//th[.='三、结果']/@scope") == ["rowgroup"]
    assert small.xpath("tbody//th[.='公开']/@scope") == ["row"]


def test_headings_follow_their_level() -> None:
    found = read().xpath("//main//*[self::h1 or self::h2 or self::h3]")
    assert [heading.tag for heading in found] == ["h1", "h2", "h3", "h2", "h2", "h2"]


def test_only_wide_tables_scroll_on_a_phone() -> None:
    page = read()
    assert page.xpath("//table[@class='wide']/@id") == ["t4"]
    assert page.xpath("//table[@id='t4']/parent::div/@class") == ["scroll"]


@pytest.mark.parametrize(
    ("series", "bars"),
    [
        ([Series("收件", [4, None]), Series("答复", [3, 0])], ["3 / 4", "0 / —"]),
        ([Series("收件", [4, None])], ["4", "—"]),
        ([Series("甲", [4, 1]), Series("乙", [5, 0])], ["4", "5", "1", "0"]),
        ([Series(name, [1, 2]) for name in "甲乙丙丁戊"], ["1"] * 5 + ["2"] * 5),
    ],
)
def test_charts_of_any_number_of_series(series: list[Series], bars: list[str]) -> None:
    [drawn] = read(chart(series)).xpath("//figure")
    svg = "*[local-name()='svg']"
    assert drawn.xpath(f"{svg}/@aria-label") == ["各月答复情况"]
    assert len(drawn.xpath(f"{svg}/*[local-name()='rect']")) == 2 * len(series)
    shown = [text.text for text in drawn.xpath(f"{svg}/*[local-name()='text']")]
    assert [text for text in shown if not text.startswith("2012-")] == bars


def test_a_chart_is_told_in_words_too() -> None:
    rows = read().xpath("//figure/details//tr")
    cells = [[cell.text for cell in row] for row in rows]
    assert cells == [[None, "收件", "答复"], ["2012-01", "4", "3"], ["2012-02", "—", "0"]]


def test_bars_stay_within_the_drawing() -> None:
    long = Chart("c", "长", ["某某市综合行政执法局直属大队办公室"], [Series("收件", [10**9])])
    [svg] = read(long).xpath("//*[local-name()='svg']")
    [label] = svg.xpath("*[local-name()='text'][@text-anchor='end']")
    assert label.text == "某某市综合行政执法局直…"
    [bar] = svg.xpath("*[local-name()='rect']")
    assert 0 < float(bar.get("x")) + float(bar.get("width")) <= 400


def test_a_draft_says_so() -> None:
    assert "（草稿）" in as_html(document(is_draft=True)).decode()
    assert "（草稿）" not in as_html(document()).decode()
