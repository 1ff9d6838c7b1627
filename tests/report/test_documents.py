"""A PDF and a workbook: whole, tagged, typed and inert."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime

import audits
import hostile
import openpyxl
import pytest
from pypdf import PdfReader

from ereput.errors import UsageError
from ereput.report import documents, html, pdf, view
from ereput.report.inert import inert
from ereput.words import Words

FRENCH = Words("fr")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
TODAY = date(2026, 11, 21)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def workbook(audit) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(documents("xlsx", audit, FRENCH)["report.xlsx"]))


def page(name: str = "rich") -> str:
    return html.render(view(getattr(audits, name)(), FRENCH, audits.abouts()))


@pytest.fixture(scope="module")
def made() -> bytes:
    return documents("pdf", audits.rich(), FRENCH, abouts=audits.abouts())["report.pdf"]


def test_a_pdf_is_tagged_and_titled_in_its_language_with_bookmarks(made):
    reader = read(made)
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title.startswith("Dr Hélène Vaubrun – ce que dit le web")
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles[0] == "Dr Hélène Vaubrun"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_the_figures_of_the_page_stand_in_the_pdf(made):
    text = " ".join(" ".join(page.extract_text() for page in read(made).pages).split())

    assert view(audits.rich(), FRENCH).verdict.out_of in text
    assert re.search(r"page 1 sur \d", text)


def test_the_first_sheet_holds_verdict_steps_changes_and_figures(made):
    first = " ".join(read(made).pages[0].extract_text().split())
    told = view(audits.rich(), FRENCH, audits.abouts())

    for title in (told.verdict.title, told.steps.title, told.since.title, told.parts.title):
        assert title in first
    assert " ".join(told.parts.rows[-1].compare.split()) in first
    assert all(step.id in first and " ".join(step.by.split()) in first for step in told.steps.rows[:3])


def test_the_same_page_gives_the_same_pdf():
    assert pdf.render(page("one_review"), TODAY, None) == pdf.render(page("one_review"), TODAY, None)


def test_a_pdf_asks_for_nothing_and_does_nothing():
    worst = "\n".join(text[:300] for text in hostile.PAYLOADS.values()) + '<img src="file:///etc/hostname">'
    content = documents("pdf", hostile.audit(worst), FRENCH)["report.pdf"]

    assert b"/JavaScript" not in content
    assert b"/Launch" not in content
    assert b"/EmbeddedFile" not in content
    for found in read(content).pages:
        for note in found.get("/Annots", []):
            action = note.get_object().get("/A")
            assert action is None or str(action["/URI"]).startswith(("http://", "https://"))


@pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler-utils (.ci/run installs them)")
def test_the_pages_of_a_pdf_are_not_blank(made, tmp_path):
    (tmp_path / "report.pdf").write_bytes(made)
    command = ["pdftoppm", "-r", "40", "-gray", str(tmp_path / "report.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))

    assert len(pages) == len(read(made).pages)
    for drawn in pages:
        points = drawn.read_bytes()
        assert sum(point < 160 for point in points) > 80


@pytest.mark.skipif(not CHROMIUM, reason="needs chromium (.ci/run installs it)")
def test_a_browser_prints_the_pdf_where_the_library_is_wanting(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    printed = pdf.render(page("empty"), TODAY, CHROMIUM)
    reader = read(printed)
    root = reader.trailer["/Root"]

    assert printed == pdf.render(page("empty"), TODAY, CHROMIUM)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr"
    assert reader.metadata.title.startswith("Dr Hélène Vaubrun – ce que dit le web")
    assert [entry.title for entry in reader.outline if not isinstance(entry, list)] == ["Dr Hélène Vaubrun"]
    assert reader.metadata.creation_date.date() == TODAY
    assert "page 1 sur" in " ".join(reader.pages[0].extract_text().split())


def test_without_either_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(UsageError, match="needs the extra pdf"):
        pdf.render(page("empty"), TODAY, None)
    with pytest.raises(UsageError, match="could not print"):
        pdf.render(page("empty"), TODAY, shutil.which("false"))


def test_a_workbook_has_days_as_days_and_numbers_as_numbers():
    book = workbook(audits.rich())
    findings, listings, reviews = (book[name] for name in ("findings", "listings", "reviews"))

    deadlines = [row[4].value for row in findings.iter_rows(min_row=2)]
    assert datetime(2027, 2, 2) in deadlines  # noqa: DTZ001 - a spreadsheet knows no zones
    headings = [cell.value for cell in listings[1]]
    ratings = [row[headings.index("rating_of_5")].value for row in listings.iter_rows(min_row=2)]
    assert 4.1 in ratings
    assert reviews.max_row == 1 + 47
    assert reviews.freeze_panes == "A2"
    assert isinstance(reviews["L2"].value, bool)


@pytest.mark.parametrize("name", list(hostile.PAYLOADS))
def test_nothing_in_a_workbook_is_a_formula_or_a_link(name):
    content = documents("xlsx", hostile.audit(hostile.PAYLOADS[name]), FRENCH)["report.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(part) for part in parts.namelist())


def test_texts_stand_in_a_workbook_as_they_were_read():
    formula = hostile.PAYLOADS["formula"]
    book = workbook(hostile.audit(formula))

    assert inert(formula) in {cell.value for row in book["reviews"].iter_rows() for cell in row}


def test_the_same_audit_gives_the_same_workbook():
    assert documents("xlsx", audits.rich(), FRENCH) == documents("xlsx", audits.rich(), FRENCH)


def test_without_its_library_a_workbook_is_refused_in_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(UsageError, match="needs the extra xlsx"):
        documents("xlsx", audits.empty(), FRENCH)


def test_texts_are_documents_too():
    assert documents("markdown", audits.empty(), FRENCH)["report.md"].decode().startswith("# ")
    with pytest.raises(KeyError):
        documents("docx", audits.empty(), FRENCH)
