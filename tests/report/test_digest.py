"""The page of a batch: who needs most stands first, and a median that tells of nobody."""

from datetime import date
from random import Random

import hostile
import pytest
from shown import Page

from ereput.report import Brand
from ereput.report.digest import MOST, Line, digest, digest_html
from ereput.words import Words

TODAY = date(2026, 11, 21)
COHORT = (
    Line(name="Anne Petit-Clos", report="a/report.html", score=81.4, rating=4.6, grade="A", reviews=90),
    Line(name="Paul Sarrazin", report="p/report.html", score=48, rating=3.1, grade="B", reviews=30, act=2),
    Line(name="Luc Ferrand-Bey", score=70, rating=4.2, grade="B", reviews=20, act=2, deadline=date(2026, 12, 1)),
    Line(name="Inès Vaubrun", score=66, rating=4.0, grade="C", reviews=8, changes=("1 new review", "score 70 → 66")),
    Line(name="Zoé Tilleul", rating=4.4, grade="D", reviews=2, act=1),
    Line(name="Marc Confluent", score=60, rating=3.9, grade="B", reviews=41),
    Line(name="Éva Glycine", reason="no source answered"),
)


def test_who_needs_most_stands_first_and_who_was_not_audited_last():
    names = [row.name for row in digest(COHORT, Words("en"), TODAY, "ereput").rows]

    assert names == [
        *("Luc Ferrand-Bey", "Paul Sarrazin", "Zoé Tilleul", "Marc Confluent", "Inès Vaubrun", "Anne Petit-Clos"),
        "Éva Glycine",
    ]


def test_the_order_of_the_table_changes_no_byte():
    turned = list(COHORT)
    Random(3).shuffle(turned)

    assert digest_html(turned, Words("fr"), TODAY) == digest_html(COHORT, Words("fr"), TODAY)


def test_the_medians_are_those_of_the_cohort():
    medians = dict(digest(COHORT, Words("fr"), TODAY, "ereput").medians)

    assert {name: number.text for name, number in medians.items()} == {
        "score médian, sur 100": "66",
        "note médiane, sur 5": "4,1",
    }


def test_a_median_of_a_few_would_tell_of_single_people_and_is_not_given():
    assert digest(COHORT[:4], Words("fr"), TODAY, "ereput").medians == ()


def test_the_page_links_to_each_report_and_says_that_it_is_private():
    page = Page(digest_html(COHORT, Words("en"), TODAY, brand=Brand(name="Agence Clairvoie")))
    links = [a["href"] for tag, a in page.elements if tag == "a"]

    assert links == ["p/report.html", "a/report.html"]
    assert "For your eyes only" in page.text
    assert "Agence Clairvoie" in page.text
    assert "6 audited practitioners, 3 with something to act on, 1 not audited." in page.text


@pytest.mark.parametrize("payload", [*hostile.PAYLOADS.values(), "</style></table><script>alert(1)</script>"])
def test_names_and_reasons_are_inert(payload):
    line = Line(name=payload, grade=payload, changes=(payload,) * 9, reason=payload)
    page = Page(text := digest_html([line], Words("fr"), TODAY, tool=payload))

    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert len(text) < 60_000


def test_a_long_batch_is_cut_where_it_can_still_be_read():
    many = [Line(name=f"Dr {n:05}", score=n % 100) for n in range(20_000)]
    shown = digest(many, Words("en"), TODAY, "ereput")

    assert len(shown.rows) == MOST
    assert shown.more == "… and 19,500 more practitioners in summary.csv."
    assert len(digest_html(many, Words("en"), TODAY)) < 600_000


def test_an_empty_batch_has_a_page_too():
    assert "0 audited practitioners" in Page(digest_html([], Words("en"), TODAY)).text
