"""The formats show one View: no two of them can disagree."""

import csv
import io
import re

import audits
import hostile
import pytest

import make
from ereput.report import FORMATS, files, render, view
from ereput.serial import from_json
from ereput.words import Words


def plain(text: str) -> str:
    """A rendered report without escapes and line ends."""
    return " ".join(re.sub(r"\\(.)", r"\1", text).split(" "))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["rich", "one_review"])
def test_every_number_of_the_view_is_the_same_in_the_terminal_and_in_markdown(name, language):
    audit, words = getattr(audits, name)(), Words(language)
    shown = view(audit, words)
    terminal, markdown = render("terminal", audit, words), plain(render("markdown", audit, words))

    for part in shown.parts.rows:
        assert f"{part.value.text} {part.interval}".strip() in terminal
        assert f"{part.value.text} {part.interval}".strip() in markdown
        assert part.n.text in terminal
    assert shown.verdict.out_of in terminal
    assert shown.verdict.out_of in markdown
    for row in shown.aspects.rows[:2]:
        assert f"{row.share.text if row.share else shown.aspects.too_few} {row.interval}".strip() in terminal
        assert f"| {row.mentions.text} |" in markdown


def test_the_tables_hold_the_numbers_that_the_page_shows():
    audit, words = audits.rich(), Words("en")
    rows = csv.DictReader(io.StringIO(files("csv", audit, words)["listings.csv"]))
    shown = {row.key: row.rating for row in view(audit, words).listings.rows}

    assert {row["key"]: row["rating_of_5"] for row in rows} == {
        key: rating.text if rating else "" for key, rating in shown.items()
    }


def test_json_is_the_audit_itself():
    audit = audits.rich()

    assert from_json(render("json", audit, Words("fr")).encode()) == audit


def test_each_format_names_its_files():
    names = [name for one in FORMATS for name in files(one, audits.rich(), Words("fr"))]

    assert names == [
        "report.txt",
        "report.md",
        "report.html",
        "report.json",
        "findings.csv",
        "listings.csv",
        "reviews.csv",
    ]


def test_an_unknown_format_is_an_error():
    with pytest.raises(KeyError):
        render("pdf", audits.rich(), Words("fr"))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_audit_gives_the_same_bytes(name):
    assert render(name, audits.rich(), Words("fr")) == render(name, audits.rich(), Words("fr"))


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "csv"])
def test_the_order_in_which_sources_answered_changes_no_figure_shown(name):
    audit = audits.rich()
    turned = make.audit(**{
        field: getattr(audit, field) for field in audit.__struct_fields__ if field not in ("schema_version", "matches")
    } | {"matches": tuple(reversed(audit.matches))})  # fmt: skip

    assert render(name, turned, Words("fr")) == render(name, audit, Words("fr"))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_french_and_english_are_complete_and_apart(name, language):
    text = render(name, audits.rich(), Words(language), abouts=audits.abouts())

    assert text.endswith("\n")
    if name in ("terminal", "markdown") and language == "fr":
        assert not re.search(r"\b(the|reviews?|listings?|unknown|answered)\b", text.replace("Pages", ""))


def test_a_review_that_would_run_on_is_cut_in_every_format():
    audit = hostile.audit("x" * 1_000_000)

    for name in ("terminal", "markdown", "html", "csv"):
        assert len(render(name, audit, Words("fr"))) < 90_000


def test_ten_thousand_reviews_are_shown_in_every_format():
    audit = audits.many(10_000)

    for name in ("terminal", "markdown", "html", "csv"):
        assert render(name, audit, Words("fr"))
    assert files("csv", audit, Words("fr"))["reviews.csv"].count("\n") == 10_001
