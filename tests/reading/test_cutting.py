"""Texts of which a page shows the beginning only."""

import json
from datetime import UTC, datetime

import pytest

from ereput.model import Evidence, Review
from ereput.reading import read_html

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))


def review(text: str, beside: str = "") -> Review:
    body = f'<div itemscope itemtype="http://schema.org/Review"><p itemprop="reviewBody">{text}</p>{beside}</div>'
    return read_html(body, "", EVIDENCE).reviews[0]


@pytest.mark.parametrize(
    "offer",
    ["… Lire la suite", "... Plus", "… more", "… Read more", "...Leer más", "… mehr anzeigen", " Lire la suite »",
     "… <a href='#'>Voir plus</a>", "… (plus)", "…\nLees meer"],
)  # fmt: skip
def test_a_text_that_ends_in_an_offer_of_the_rest_is_cut_and_the_offer_is_no_part_of_it(offer: str) -> None:
    cut = review(f"Accueil froid et longue attente{offer}")

    assert (cut.is_cut, cut.text) == (True, "Accueil froid et longue attente…")


@pytest.mark.parametrize(
    "text", ["Je n'y retournerai plus", "Une attente…", "Never more", "No more.", "Il en faut plus..."]
)
def test_a_text_that_ends_by_itself_is_whole(text: str) -> None:
    whole = review(text)

    assert (whole.is_cut, whole.text) == (False, text)


def test_a_button_beside_a_text_that_breaks_off_says_that_it_is_cut() -> None:
    assert review("Accueil froid et…", "<button>Lire la suite</button>").is_cut
    assert not review("Accueil froid.", "<button>Lire la suite</button>").is_cut
    assert not review("Accueil froid et…", "<button>Répondre</button>").is_cut


def test_json_ld_is_cut_by_its_words_only() -> None:
    def cut(text: str) -> bool:
        block = json.dumps({"@type": "Review", "reviewBody": text})
        return read_html(f'<script type="application/ld+json">{block}</script>', "", EVIDENCE).reviews[0].is_cut

    assert cut("Une attente… Lire la suite")
    assert not cut("Une attente…")
