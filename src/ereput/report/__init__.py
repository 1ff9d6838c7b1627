"""Reports: one View, laid out for a terminal, as Markdown, as tables; and the audit itself as JSON."""

from collections.abc import Mapping

from ereput.model import Audit
from ereput.report import json, markdown, tables, terminal
from ereput.report.view import View, view
from ereput.report.view.given import Given
from ereput.report.view.rows import review_rows
from ereput.source import About
from ereput.words import Words

__all__ = ["FORMATS", "View", "files", "render", "view"]

FORMATS = ("terminal", "markdown", "json", "csv")
_NO_ABOUTS: Mapping[str, About] = {}


def render(
    name: str,
    audit: Audit,
    words: Words,
    *,
    width: int = 100,
    colour: bool = False,
    abouts: Mapping[str, About] = _NO_ABOUTS,
) -> str:
    """The audit in one of FORMATS, as printed; of the tables, that of findings. KeyError for another format."""
    if name == "terminal":
        return terminal.render(view(audit, words, abouts), width, colour)
    return next(iter(files(name, audit, words, abouts=abouts).values()))


def files(name: str, audit: Audit, words: Words, *, abouts: Mapping[str, About] = _NO_ABOUTS) -> dict[str, str]:
    """The files of one of FORMATS by name, the main one first. KeyError for another format."""
    if name == "json":
        return {"report.json": json.render(audit)}
    shown = view(audit, words, abouts)
    if name == "csv":
        return tables.render(shown, review_rows(Given(audit=audit, words=words, abouts=abouts)))
    return {
        "terminal": lambda: {"report.txt": terminal.render(shown, terminal.WIDEST, colour=False)},
        "markdown": lambda: {"report.md": markdown.render(shown)},
    }[name]()
