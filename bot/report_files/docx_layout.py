"""Paper, fonts and page numbers of an office's document. Source: GB/T 9704-2012, 5.2 and 7.

Sizes: 二号 22 pt, 三号 16 pt, 四号 14 pt, 五号 10.5 pt, 小五 9 pt.
"""

from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from bot.report_files.grid import ems
from reports.document import Document

TITLE, BODY, FOOT, TABLE, NOTES = Pt(22), Pt(16), Pt(14), Pt(10.5), Pt(9)
LINE = Pt(28)
SHORT, LONG = Mm(210), Mm(297)
UPRIGHT = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
ACROSS = {"left": Mm(37), "right": Mm(35), "top": Mm(28), "bottom": Mm(26)}
"""The same paper turned, as 7.4 has it for tables that lie across."""
FONTS = {
    "Title": ("方正小标宋简体", TITLE),
    "Heading 1": ("黑体", BODY),
    "Heading 2": ("楷体_GB2312", BODY),
    "Normal": ("仿宋_GB2312", BODY),
    "Header": ("黑体", BODY),
    "Footer": ("宋体", FOOT),
    "Cell": ("仿宋_GB2312", TABLE),
    "Note": ("仿宋_GB2312", NOTES),
}
OWN = ("Cell", "Note")
"""Styles that Word does not bring along."""
INDENTED = ("Normal", "Heading 1", "Heading 2")


def stand_upright(section: Any) -> None:
    _lay(section, SHORT, LONG, UPRIGHT)
    section.orientation = WD_ORIENT.PORTRAIT


def lie_across(section: Any) -> None:
    _lay(section, LONG, SHORT, ACROSS)
    section.orientation = WD_ORIENT.LANDSCAPE


def title_in(document: Document) -> str:
    """A title that is longer than a line breaks behind the office's name, no word in two (7.3.1)."""
    # a character less: programs set Latin digits a little apart
    line = (SHORT - UPRIGHT["left"] - UPRIGHT["right"]) / TITLE - 1
    rest = document.title.removeprefix(document.office)
    if ems(document.title) <= line or not rest or rest == document.title:
        return document.title
    return f"{document.office}\n{rest}"


def restyle(paper: Any) -> None:
    for name in OWN:
        paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = None
    for name, (font, size) in FONTS.items():
        _restyle(paper.styles[name], font, size)
    title = paper.styles["Title"]
    for line in title.element.xpath("w:pPr/w:pBdr"):
        line.getparent().remove(line)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.line_spacing, title.paragraph_format.space_after = Pt(36), LINE


def number_pages(section: Any) -> None:
    """— 1 — in the foot (7.5)."""
    line = section.footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("— ")
    run = line.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    line.add_run(" —")


def _lay(section: Any, wide: int, high: int, margins: dict[str, Mm]) -> None:
    section.page_width, section.page_height = wide, high
    for side, margin in margins.items():
        setattr(section, f"{side}_margin", margin)


def _restyle(style: Any, font: str, size: Pt) -> None:
    style.font.size, style.font.bold, style.font.italic = size, False, False
    style.font.name = font
    style.font.color.rgb = None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if attribute.endswith("Theme"):
            del fonts.attrib[attribute]
    fonts.set(qn("w:eastAsia"), font)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = 2 * size if style.name in INDENTED else Pt(0)
    if style.name not in OWN:
        form.line_spacing = LINE
