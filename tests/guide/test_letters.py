"""Every letter, rendered and compared with its golden file: `REGOLD=1` writes them anew, to be read."""

import io
import os
import re
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from ereput.errors import UsageError
from ereput.guide.letters import IDS, WISHES, Letter, asked, known, letter, lines, template, word
from ereput.guide.tree import tree

GOLDEN = Path(__file__).parent / "golden"
KNOWN = {
    "sender": "Dr Hélène Vaubrun",
    "name": "Hélène Vaubrun",
    "signature": "Dr Hélène Vaubrun",
    "specialty": "dermatologue",
    "street": "18 rue des Tilleuls Blancs",
    "town": "69003 Lyon",
    "phone": "04 65 71 18 30",
    "rpps": "RPPS 19990418305",
    "place_and_day": "Lyon, 21 novembre 2026",
    "url": "https://avis.example/helene-vaubrun",
    "site_name": "Avis Exemple",
    "published": "entre le 2 novembre 2026 et le 9 novembre 2026",
    "press_deadline": "2 février 2027",
    "reply_deadline": "2 février 2027",
}
HASH = "9f2c" * 16
EVIDENCE = (f"https://avis.example/helene-vaubrun, SHA-256 {HASH}", f"https://avis.example/page-2, SHA-256 {HASH}")
SO: dict[str, str | bool] = {"is_claim": True, "reply_open": True, "made": "no", "rated": "yes"}
WRITTEN = [(name, language) for name in IDS for language in ("fr", "en") if getattr(template(name), language)]
VARIANTS = [
    *((name, language, "") for name, language in WRITTEN),
    *(("D1", language, wish) for language in ("fr", "en") for wish in WISHES if wish != "erase"),
]
MARK = {"fr": "à compléter", "en": "to be completed"}


def made(name: str, language: str, wish: str = "", **values: str) -> Letter:
    return letter(name, language, {**KNOWN, **values}, EVIDENCE[:1], so={**SO, "wish": wish or "erase"})


@pytest.mark.parametrize(("name", "language", "wish"), VARIANTS)
def test_a_letter_is_as_it_was_read(name: str, language: str, wish: str) -> None:
    text = lines.plain(made(name, language, wish))
    golden = GOLDEN / f"{name}{wish and '-' + wish}.{language}.txt"
    if os.environ.get("REGOLD"):
        golden.write_text(text, encoding="utf-8")

    assert text == golden.read_text(encoding="utf-8")


def test_every_document_of_the_tree_has_a_letter_in_french_and_four_in_english() -> None:
    assert set(IDS) == set(tree().documents) == {name for name, language in WRITTEN if language == "fr"}
    assert {name for name, language in WRITTEN if language == "en"} == {"D1", "D5a", "D7", "D9"}


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("so", [{}, SO, {"rated": "no", "extended": True, "gdpr_over": True}])
def test_what_is_not_known_is_a_visible_blank_that_is_told(
    name: str, language: str, wish: str, so: dict[str, str | bool]
) -> None:
    told = letter(name, language, {}, so={**so, "wish": wish})
    text = lines.plain(told)

    assert told.missing
    assert set(re.findall(rf"\[{MARK[told.language]} ?: ([^\]]+)\]", text)) == set(told.missing)
    assert not re.search(r"[{}]|None", text)


def test_a_value_is_put_in_as_it_is_and_never_read_as_a_template() -> None:
    text = lines.plain(letter("D2", "fr", {"url": "{{ 7*7 }}{% raw %}{0.__class__}", "why": "$name %s"}))

    assert "{{ 7*7 }}{% raw %}{0.__class__}" in text
    assert "$name %s" in text


def test_a_letter_that_has_no_english_is_french_and_says_so() -> None:
    assert letter("D12", "en", KNOWN).language == "fr"
    assert known("d5A") == "D5a"
    with pytest.raises(UsageError, match="D5b"):
        known("D15")


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("so", [{}, SO, {"rated": "no", "extended": True, "hate": True}])
def test_every_article_that_a_letter_cites_is_one_of_its_facts(name: str, wish: str, so: dict[str, str | bool]) -> None:
    """Articles of a code or of an act by their number; those of the GDPR's chapter III stand under one fact."""
    told, facts = letter(name, "fr", KNOWN, so={**so, "wish": wish}), tree().facts
    cited = " ".join(facts[fact].cite.fr for fact in told.facts)
    words = lines.plain(told)

    for number in set(re.findall(r"\b[RL]\d{3,4}-[\d-]*\d", words)):
        assert number in cited, number
    for act in ("29 juillet 1881", "65-3", "2022/2065", "2007-1527", "22/01814", "29 décembre 2025", "Z67-147"):
        assert act not in words or act in cited, act
    assert "RGPD" not in words or "RGPD" in cited


def test_a_letter_rests_on_the_facts_of_the_form_that_was_chosen_alone() -> None:
    erasing = set(made("D1", "fr").facts)

    assert made("D1", "fr", "rectify").facts == made("D1", "fr", "access").facts == ("gdpr-rights", "gdpr-month")
    assert {"objection", "cnil-2025", "profile-courts"} < erasing == set(made("D1", "fr", "reviews").facts)
    bare = set(letter("D1", "fr", KNOWN, so={**SO, "rated": "no"}).facts)
    assert bare == {"gdpr-rights", "gdpr-month", "objection", "directories"}
    assert "gdpr-extension" not in made("D3", "fr").facts


def test_a_polite_letter_threatens_nothing_and_offers_nothing() -> None:
    for language in ("fr", "en"):
        body = " ".join(made("D5a", language).body).lower()
        assert not re.search(r"avocat|justice|plainte|délai|rembours|lawyer|court|refund|patient|consultation", body)


def test_a_listing_that_is_to_be_kept_is_not_asked_to_go() -> None:
    body = " ".join(made("D1", "fr", "rectify").body)

    assert "rectification" in body
    assert "effacement" not in body


@pytest.mark.parametrize(("name", "language"), WRITTEN)
def test_a_docx_opens_and_says_the_same(name: str, language: str) -> None:
    told = letter(name, language, KNOWN, EVIDENCE, so=SO)
    read = Document(io.BytesIO(word.docx(told, date(2026, 11, 21))))
    found = [line.removeprefix("- ") for part in read.paragraphs for line in part.text.split("\n") if line.strip()]
    said = [line.removeprefix("- ") for line in lines.plain(told).splitlines() if line.strip() and set(line) != {"-"}]

    assert sorted(found) == sorted(said)
    assert HASH in " ".join(found) or not template(name).has_proof
    assert len(read.paragraphs) > 8
    blanks = [run.text for part in read.paragraphs for run in part.runs if run.font.highlight_color]
    assert {text.strip("[]").split(": ", 1)[1] for text in blanks} == set(told.missing)
    assert all(
        run.font.highlight_color == WD_COLOR_INDEX.YELLOW
        for part in read.paragraphs
        for run in part.runs
        if run.text in blanks
    )


def test_an_enquiry_before_any_incident_has_no_copy_to_show() -> None:
    assert "Copie" not in lines.plain(letter("D11", "fr", KNOWN))
    assert "Copie" in lines.plain(letter("D11", "fr", KNOWN, so={"is_claim": True}))
    assert HASH in lines.plain(letter("D11", "fr", KNOWN, EVIDENCE))


def test_a_docx_is_in_the_language_of_the_letter_and_bears_no_other_name() -> None:
    for language, tag in (("fr", "fr-FR"), ("en", "en-GB")):
        read = Document(io.BytesIO(word.docx(made("D1", language), date(2026, 11, 21))))
        assert f'w:val="{tag}"' in read.styles["Normal"].element.xml
        assert (read.core_properties.author, read.core_properties.created.date()) == ("", date(2026, 11, 21))


def test_several_pages_of_evidence_are_a_list_in_every_format() -> None:
    told = letter("D7", "fr", KNOWN, EVIDENCE)

    assert all(f"- {line}" in lines.plain(told) for line in EVIDENCE)
    assert "Copies conservées\xa0:\n\n- https" in lines.markdown(told)


def test_what_a_blank_asks_for_is_said_in_both_languages() -> None:
    for field in ("url", "evidence", "public_role", "request"):
        assert asked(field, "fr") != asked(field, "en")
