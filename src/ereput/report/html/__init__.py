"""The report as one HTML file: no script, no request to anywhere; for screens of every width, and for paper.

Every text stands in the View; templates escape it and lay it out.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from ereput.report.brand import PLAIN, Brand
from ereput.report.html import charts
from ereput.report.view import View
from ereput.report.view.captions import FIRST

_RUN_IN = re.compile(r"([^.:]{3,24}?)\u00a0?: ")
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”")


def render(view: View, brand: Brand = PLAIN) -> str:
    """The whole report as one document."""
    return page("report.html.jinja", brand, view=view, say=view.captions, first=FIRST)


def page(template: str, brand: Brand, **values: Any) -> str:
    """A template of ours, filled in; every text in it is escaped."""
    return _environment().get_template(template).render(brand=brand, **values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("ereput.report.html", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"quoting": quoting, "css_text": css_text, "capital": capital, "run_in": run_in}
    environment.globals |= _DRAWN
    return environment


_DRAWN: Mapping[str, Any] = {
    "gauge": charts.gauge,
    "timeline": charts.timeline,
    "bars": charts.bars,
    "stacks": charts.stacks,
    "spark": charts.spark,
    "WIDTHS": charts.WIDTHS,
}


def quoting(sentence: str, language: str) -> Markup:
    """The sentence, what it quotes marked as somebody else's words: in their language and direction."""
    told, end = Markup(), 0  # markupsafe escapes whatever is added to it
    tag = Markup(' lang="{}"').format(language) if language else Markup()
    for found in _QUOTATION.finditer(sentence):
        quotation = Markup('<span class="quote"{} dir="auto">{}</span>').format(tag, found[0])
        told += escape(sentence[end : found.start()]) + quotation
        end = found.end()
    return told + escape(sentence[end:])


def capital(text: str) -> str:
    """With a capital at its head, and nothing else changed."""
    return text[:1].upper() + text[1:]


def run_in(paragraph: str) -> Markup:
    """The paragraph, the few words before its first colon as its heading."""
    found = _RUN_IN.match(paragraph)
    if not found:
        return escape(paragraph)
    return Markup("<strong>{}</strong>{}").format(found[1], paragraph[found.end(1) :])


def css_text(text: str) -> Markup:
    """The text as a string of CSS: whatever is no plain letter or digit is written by its number."""
    return Markup('"{}"').format(Markup("".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)))  # noqa: S704 - nothing but letters, digits and their numbers is left
