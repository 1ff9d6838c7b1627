"""The tables: for machines and spreadsheets, and never a formula."""

import csv
import io

import audits
import hostile
import pytest

import make
from ereput.model import Audit, Judgement
from ereput.report import files, render
from ereput.words import Words


def tables(audit: Audit, language: str = "fr") -> dict[str, list[dict[str, str]]]:
    made = files("csv", audit, Words(language), abouts=audits.abouts())
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in made.items()}


def test_there_is_a_table_of_findings_of_listings_and_of_reviews():
    made = tables(audits.rich())

    assert {name: len(rows) for name, rows in made.items()} == {
        "findings.csv": 6,
        "listings.csv": 6,
        "reviews.csv": 47,
    }


def test_the_format_alone_is_the_table_of_findings():
    audit = audits.rich()

    assert render("csv", audit, Words("fr")) == files("csv", audit, Words("fr"))["findings.csv"]


def test_days_are_iso_and_numbers_have_a_point_in_any_language():
    made = tables(audits.rich(), "fr")

    assert made["findings.csv"][0]["deadline"] == "2027-02-02"
    assert made["listings.csv"][0]["rating_of_5"] == "3.8"
    assert made["reviews.csv"][0]["published_latest"] == "2026-11-09"
    assert {row["score"] for row in made["reviews.csv"]} == {"0.8", "-0.8", ""}


def test_a_listing_is_compared_field_by_field():
    row = next(row for row in tables(audits.rich())["listings.csv"] if row["site"] == "PagesJaunes")

    assert row["phone_shown"] == "04 65 71 60 02"
    assert row["phone_compared"] == "different"
    assert row["name_compared"] == "same"


def test_a_review_under_an_unsure_listing_says_so():
    unsure = make.listing(site="maiia", id="1")
    audit = make.audit(
        harvests=(make.harvest(unsure, make.review(unsure)),), matches=(make.match(unsure, Judgement.UNSURE),)
    )

    assert [row["judgement"] for row in tables(audit)["reviews.csv"]] == ["unsure"]


def test_a_namesakes_reviews_are_left_out():
    other = make.listing(site="maiia", id="1")
    audit = make.audit(
        harvests=(make.harvest(other, make.review(other)),), matches=(make.match(other, Judgement.DIFFERENT),)
    )

    assert tables(audit)["reviews.csv"] == []
    assert tables(audit)["listings.csv"] == []


def test_a_reviews_text_names_nobody():
    texts = [row["text"] for row in tables(audits.rich())["reviews.csv"]]

    assert any("Mme […]" in text for text in texts)
    assert not any("Ferrand" in text for text in texts)


@pytest.mark.parametrize("payload", hostile.PAYLOADS.values(), ids=hostile.PAYLOADS.keys())
def test_no_cell_is_a_formula_or_hides_anything(payload):
    for rows in tables(hostile.audit(payload)).values():
        assert rows
        for row in rows:
            for name, cell in row.items():
                assert name == "score" or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
                assert all(c.isprintable() or c in "\u200d\u00a0\u202f" for c in cell)
