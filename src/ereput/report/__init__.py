"""Reports: one View, laid out for a terminal, as Markdown, HTML, tables; and the audit itself as JSON.

A room of one format is loaded when that format is asked for.
"""

from collections.abc import Mapping

from ereput.model import Audit
from ereput.report.brand import PLAIN, Brand
from ereput.report.view import View, view
from ereput.report.view.given import Given
from ereput.report.view.rows import review_rows
from ereput.source import About
from ereput.words import Words

__all__ = ["DOCUMENTS", "FORMATS", "Brand", "View", "documents", "files", "render", "view"]

FORMATS = ("terminal", "markdown", "html", "json", "csv")
DOCUMENTS = ("pdf", "xlsx")  # which are no text
_NO_ABOUTS: Mapping[str, About] = {}


def render(
    name: str,
    audit: Audit,
    words: Words,
    *,
    width: int = 100,
    colour: bool = False,
    abouts: Mapping[str, About] = _NO_ABOUTS,
    brand: Brand = PLAIN,
) -> str:
    """The audit in one of FORMATS, as printed; of the tables, that of findings. KeyError for another format."""
    if name == "terminal":
        from ereput.report import terminal

        return terminal.render(view(audit, words, abouts), width, colour)
    return next(iter(files(name, audit, words, abouts=abouts, brand=brand).values()))


def files(
    name: str, audit: Audit, words: Words, *, abouts: Mapping[str, About] = _NO_ABOUTS, brand: Brand = PLAIN
) -> dict[str, str]:
    """The files of one of FORMATS by name, the main one first. KeyError for another format."""
    return _MADE[name](Given(audit=audit, words=words, abouts=abouts), brand)


def documents(
    name: str,
    audit: Audit,
    words: Words,
    *,
    abouts: Mapping[str, About] = _NO_ABOUTS,
    brand: Brand = PLAIN,
    browser: str | None = None,
) -> dict[str, bytes]:
    """The files of one of FORMATS or DOCUMENTS as they stand on a disk, the main one first.

    `browser` is the command of a Chromium, which prints a PDF where the library for it is wanting. UsageError where a
    format needs what is not installed; KeyError for another format.
    """
    given = Given(audit=audit, words=words, abouts=abouts)
    if name == "pdf":
        from ereput.report import html, pdf

        return {"report.pdf": pdf.render(html.render(_view(given), brand), given.today, browser)}
    if name == "xlsx":
        from ereput.report import spreadsheet

        return {"report.xlsx": spreadsheet.render(_view(given), review_rows(given))}
    texts = files(name, audit, words, abouts=abouts, brand=brand)
    return {file: text.encode("utf-8") for file, text in texts.items()}


def _terminal(given: Given, brand: Brand) -> dict[str, str]:
    from ereput.report import terminal

    return {"report.txt": terminal.render(_view(given), terminal.WIDEST, colour=False)}


def _markdown(given: Given, brand: Brand) -> dict[str, str]:
    from ereput.report import markdown

    return {"report.md": markdown.render(_view(given))}


def _html(given: Given, brand: Brand) -> dict[str, str]:
    from ereput.report import html

    return {"report.html": html.render(_view(given), brand)}


def _json(given: Given, brand: Brand) -> dict[str, str]:
    from ereput.report import json

    return {"report.json": json.render(given.audit)}


def _csv(given: Given, brand: Brand) -> dict[str, str]:
    from ereput.report import tables

    return tables.render(_view(given), review_rows(given))


def _view(given: Given) -> View:
    return view(given.audit, given.words, given.abouts)


_MADE = {"terminal": _terminal, "markdown": _markdown, "html": _html, "json": _json, "csv": _csv}
