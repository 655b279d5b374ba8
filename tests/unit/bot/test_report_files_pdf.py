"""The report as PDF, read again by pypdf."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from bot.report_files.pdf import as_pdf, is_there
from reports.document import Document
from tests.support.report_document import document

pytestmark = pytest.mark.skipif(not is_there, reason="needs typst: make pdf")


def text_of(told: Document) -> str:
    pages = PdfReader(BytesIO(as_pdf(told))).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "").replace(" ", "")


def test_headings_words_and_numbers_can_be_searched() -> None:
    told = text_of(document())
    for words in (
        "一、总体情况",
        "公布问题457条，回复率81%",
        "数字来源",
        "184281",
        "<script>alert(1)",
    ):
        assert words in told


def test_a_page_is_a4_and_a_draft_says_so_on_each() -> None:
    pages = PdfReader(BytesIO(as_pdf(replace(document(), is_draft=True)))).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {
        (595, 842)
    }
    assert all("草稿" in page.extract_text() for page in pages)


def test_two_runs_write_the_same() -> None:
    assert as_pdf(document()) == as_pdf(document())
