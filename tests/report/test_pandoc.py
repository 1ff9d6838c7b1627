"""The Markdown report as Pandoc reads it, in its own Markdown and in GitHub's: tables, links, and nothing that acts."""

import html
import re
import shutil
import subprocess

import audits
import hostile
import pytest

from ereput.report import render
from ereput.report.inert import inert
from ereput.words import Words

PANDOC = shutil.which("pandoc")
FLAVOURS = ["markdown-smart", "gfm"]
# What only Pandoc, or only GitHub, takes for more than text.
THEIRS = {
    "citation": "[@evil] and @evil",
    "footnote": "a^[note] b[^1]\n\n[^1]: note",
    "formula of TeX": "$x^2$ and $$y$$ and \\(z\\) \\begin{evil}x\\end{evil}",
    "attributes": "[x]{.evil onclick=alert(1)} `y`{=html} # z {#id .evil}",
    "division": "::: evil :::\n::: {.evil}",
    "raw": "`<script>alert(1)</script>`{=html}",
    "title block": "% title\n% author",
    "table": "a | b || c |-|-| +---+",
    "strike, sub and superscript": "~~a~~ H~2~O x^2^ ==m==",
    "checkbox and emoji": "[ ] [x] :smile: <!-- c --> <details>",
    "line block": "| a\n| b",
}
PAYLOADS = {**hostile.PAYLOADS, **THEIRS}
TAGS = {*"h1 h2 h3 p ul ol li table thead tbody tr th td colgroup col strong em code blockquote hr a br".split()}

pytestmark = pytest.mark.skipif(not PANDOC, reason="needs pandoc (.ci/run installs it)")


def made(flavour: str, *documents: str) -> str:
    """The documents, one after the other, as Pandoc makes HTML of them."""
    command = [PANDOC or "", "-f", flavour, "-t", "html", "--wrap=none"]
    ran = subprocess.run(command, input="\n\n".join(documents), capture_output=True, text=True, check=True, timeout=120)
    return ran.stdout


def document(name: str, language: str = "fr") -> str:
    return render("markdown", getattr(audits, name)(), Words(language), abouts=audits.abouts())


def shown(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_table_link_and_sign_arrives(flavour):
    text = document("rich")
    page = made(flavour, text)
    links = re.findall(r"\]\((https?://[^)\s]+)\)", text)

    assert page.count("<table") == len(re.findall(r"^\| -{3,}", text, re.M)) > 10
    assert [html.unescape(url) for url in re.findall(r'<a\s+href="([^"]+)"', page)] == [
        html.unescape(url) for url in links
    ]
    for sign in ("✓", "~", "✗", "·", "████████▍·", "▆▆▅▆▆▅▆▆▅▆▆▄", "68 / 100 [60–76]"):
        assert sign in shown(page)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", ["rich", "silent", "empty", "one_review"])
def test_no_mark_of_markdown_is_left_over(flavour, name):
    text = shown(made(flavour, document(name)))

    assert not re.search(r"\\[\\`*_{}\[\]<>|~$^#&]|\*\*|&#|\|\s*-{3}", text)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_row_has_as_many_cells_as_its_heading(flavour):
    page = made(flavour, *(document(name) for name in ("rich", "silent", "empty", "one_review")))
    tables = re.findall(r"<table.*?</table>", page, re.S)

    assert len(tables) > 20
    for table in tables:
        assert len({len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr.*?</tr>", table, re.S)}) == 1


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_what_is_hostile_stays_text(flavour):
    page = made(flavour, *(render("markdown", hostile.audit(text), Words("en")) for text in PAYLOADS.values()))
    hosts = set(re.findall(r'href="https?://([^/"?#]+)', page))

    assert set(re.findall(r"<([a-zA-Z0-9]+)", page)) <= TAGS
    assert page.count("<h1") == len(PAYLOADS)
    assert len(re.findall(r"href=", page)) == len(re.findall(r'href="https?://', page))
    assert not {host for host in hosts if "evil" in host}
    assert not re.search(r'\son\w+="|class="evil|id="id"', page)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_what_is_hostile_is_read_as_it_was_written(flavour):
    texts = [PAYLOADS["markdown"], PAYLOADS["formula"], *THEIRS.values()]
    page = made(flavour, *(render("markdown", hostile.audit(text), Words("en")) for text in texts))
    _, *documents = page.split("<h1")

    for text, document in zip(texts, documents, strict=True):
        assert " ".join(inert(text, 60).split()) in shown(f"<h1{document}")
