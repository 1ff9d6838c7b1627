"""A letter as a .docx, to be finished and signed: real paragraphs, blanks marked in yellow."""

import io
import re
from datetime import date, datetime

from docx import Document
from docx.document import Document as Made
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from ereput.guide.letters import Letter

_BLANK = re.compile(r"(\[(?:à compléter|to be completed) ?: ?[^\]]*\])")
_HALF = Cm(8.5)  # from which on a French letter names whom it is for


def docx(letter: Letter, today: date) -> bytes:
    """The file's bytes."""
    made = _page(letter, today)
    _lines(made, letter.sender)
    _lines(made, letter.addressee, indent=True)
    _lines(made, (letter.place_and_day,), indent=True)
    _written(made.add_paragraph(), letter.subject, bold=True)
    for block in letter.body:
        _block(made, block)
    _lines(made, letter.signature, indent=True)
    made.add_paragraph().paragraph_format.space_after = Cm(2)  # where one signs
    heading, *minded, draft = letter.aside
    _written(made.add_paragraph(), heading, bold=True).paragraph_format.page_break_before = True
    for each in minded:
        _written(made.add_paragraph(style="List Bullet"), each)
    _written(made.add_paragraph(), draft, italic=True)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _page(letter: Letter, today: date) -> Made:
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    style = made.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR" if letter.language == "fr" else "en-GB")
    style.element.get_or_add_rPr().append(language)
    told = made.core_properties
    told.title, told.author, told.comments = letter.subject, "", ""
    told.created = told.modified = datetime(today.year, today.month, today.day)  # noqa: DTZ001 - a day, not an instant
    return made


def _block(made: Made, block: str) -> None:
    """A paragraph; what is listed in it is a list."""
    lines = block.split("\n")
    told = [line for line in lines if not line.startswith("- ")]
    if told:
        _written(made.add_paragraph(), "\n".join(told)).alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in lines:
        if line.startswith("- "):
            _written(made.add_paragraph(style="List Bullet"), line[2:])


def _lines(made: Made, lines: tuple[str, ...], *, indent: bool = False) -> None:
    paragraph = _written(made.add_paragraph(), "\n".join(lines))
    paragraph.paragraph_format.space_after = Cm(0.7)
    if indent:
        paragraph.paragraph_format.left_indent = _HALF


def _written(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Text with its blanks marked; a line break stays one."""
    for part in filter(None, _BLANK.split(text)):
        run = paragraph.add_run(part)
        run.bold, run.italic = bold, italic
        if _BLANK.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return paragraph
