"""What `ereput read --json` prints."""

import json
from datetime import UTC, datetime
from pathlib import Path

from ereput.exports import Export, read_path
from ereput.exports.shape import as_contract

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
DOCTOR = {
    "@type": "Physician",
    "name": "Dr Hélène Vaubrun",
    "telephone": "+33 1 99 00 12 34",
    "openingHours": ["Mo-Fr 09:00-12:00", "Sa 09:00-11:00"],
    "aggregateRating": {"ratingValue": "4,5", "reviewCount": 8},
    "review": [
        {"author": "Odile Trémeaux", "datePublished": "2026-03-02T10:00:00Z", "reviewBody": "Bien.", "@type": "Review"},
        {"author": "Luce", "datePublished": "il y a 3 mois", "reviewBody": "Mal.", "@type": "Review",
         "comment": {"text": "Merci Luce, appelez-nous."}},
        {"@type": "Review", "datePublished": "hier", "reviewRating": {"ratingValue": 1, "bestRating": 5}},
    ],
}  # fmt: skip


def export(tmp_path: Path) -> Export:
    path = tmp_path / "page.html"
    path.write_text(f'<script type="application/ld+json">{json.dumps(DOCTOR)}</script><p>x', encoding="utf-8")
    return read_path(path, NOW)


def test_a_page_is_printed_in_the_contract_s_shape(tmp_path: Path) -> None:
    shaped = as_contract(export(tmp_path))

    assert list(shaped) == ["file", "url", "listings", "reviews", "problems"]
    assert shaped["listings"] == [
        {
            "name": "Dr Hélène Vaubrun",
            "types": ["Physician"],
            "specialty": None,
            "address": None,
            "phone": "+33199001234",
            "url": None,
            "opening_hours": "Mo-Fr 09:00-12:00; Sa 09:00-11:00",
            "rating": {"value": 4.5, "best": None, "worst": None, "count": 8},
        }
    ]


def test_authors_are_hashed_unless_they_are_asked_for(tmp_path: Path) -> None:
    read = export(tmp_path)
    hashed, named = as_contract(read)["reviews"], as_contract(read, authors=True)["reviews"]

    assert [one["author"] for one in named] == ["Odile Trémeaux", "Luce", None]
    assert hashed[0]["author"] == as_contract(read)["reviews"][0]["author"] != hashed[1]["author"]
    assert len(hashed[0]["author"]) == 12
    assert hashed[2]["author"] is None
    assert (hashed[1]["reply"], named[1]["reply"]) == ("Merci […], appelez-nous.", "Merci Luce, appelez-nous.")


def test_a_day_is_printed_and_a_span_of_days_is_not(tmp_path: Path) -> None:
    assert [one["date"] for one in as_contract(export(tmp_path))["reviews"]] == ["2026-03-02", None, "2026-11-20"]


def test_a_file_that_cannot_be_read_has_empty_lists(tmp_path: Path) -> None:
    shaped = as_contract(read_path(tmp_path / "none", NOW))

    assert (shaped["listings"], shaped["reviews"], len(shaped["problems"])) == ([], [], 1)
