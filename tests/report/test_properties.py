"""Whatever is measured is told alike in every form; whatever is read shows as text."""

import re

import audits
import hostile
from hypothesis import given, settings
from hypothesis import strategies as st
from shown import Page

import make
from ereput.model import Audit, Figure
from ereput.report import html, markdown, terminal, view
from ereput.words import Words

SPACES = re.compile(r"[\s\u00a0\u202f]+")
ALLOWED = {
    "rect",
    "text",
    "svg",
    "title",
    "desc",
    "line",
    "circle",
    "polygon",
    "polyline",
    "meta",
    "html",
    "head",
    "body",
}
ALLOWED |= set(
    "style a header span main section h1 h2 h3 div p ol ul li strong code table thead tbody tr th td nav".split()
)
ALLOWED |= set("dl dt dd br article figure figcaption details summary blockquote footer".split())


@st.composite
def measured(draw: st.DrawFn) -> Audit:
    """An audit with any figures, each within its interval."""

    def figure(low: float, high: float, unit: str) -> Figure:
        ends = sorted(draw(st.lists(st.floats(low, high), min_size=3, max_size=3)))
        return Figure(value=ends[1], low=ends[0], high=ends[2], n=draw(st.integers(1, 20_000)), unit=unit)

    figures = {
        "rating": figure(1, 5, "stars"),
        "positive_share": figure(0, 1, "share"),
        "controlled_share": figure(0, 1, "share"),
        "consistency": figure(0, 1, "share"),
        "score": figure(0, 100, "points"),
        "reviews": Figure(value=(n := draw(st.integers(0, 20_000))), n=n, unit="count"),
    }
    kept = {key: one for key, one in figures.items() if draw(st.booleans())}
    return make.audit(figures=kept, grade=draw(st.sampled_from("ABCD")))


def plain(text: str) -> str:
    return SPACES.sub(" ", text)


@settings(max_examples=40)
@given(measured(), st.sampled_from(["fr", "en"]))
def test_every_form_tells_the_same_numbers(audit, language):
    shown = view(audit, Words(language), audits.abouts())
    forms = {
        "html": plain(Page(html.render(shown)).text),
        "markdown": plain(re.sub(r"\\(.)", r"\1", markdown.render(shown))),
        "terminal": plain(terminal.render(shown, terminal.WIDEST, colour=False)),
    }

    for name, text in forms.items():
        assert plain(shown.verdict.out_of) in text, name
        for part in shown.parts.rows:
            assert plain(f"{part.value.text} {part.interval}".strip()) in text, name
            assert part.n.text.replace("\u202f", " ") in text, name


@settings(max_examples=40)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("<>&\"'`={}[]()/\\;:%#!-\u202e\u2066"))))
def test_any_text_in_every_field_shows_as_text(text):
    page = Page(html.render(view(hostile.audit(text), Words("fr"))))

    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert not [a for _, a in page.elements if any(key.startswith("on") or key == "style" for key in a)]
    assert all(a["href"].startswith(("https://", "http://", "#")) for _, a in page.elements if "href" in a)
