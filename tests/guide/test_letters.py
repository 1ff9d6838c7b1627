"""Every letter, rendered and compared with its golden file: `REGOLD=1` writes them anew, to be read."""

import os
import re
from pathlib import Path

import pytest

from ereput.errors import UsageError
from ereput.guide.letters import IDS, known, letter, template
from ereput.guide.tree import tree

GOLDEN = Path(__file__).parent / "golden"
KNOWN = {
    "sender": "Dr Hélène Vaubrun",
    "name": "Dr Hélène Vaubrun",
    "signature": "Dr Hélène Vaubrun",
    "specialty": "dermatologue",
    "street": "18 rue des Tilleuls Blancs",
    "town": "69003 Lyon",
    "phone": "04 65 71 18 30",
    "rpps": "RPPS 19990418305",
    "url": "https://avis.example/helene-vaubrun",
    "published": "2 novembre 2026",
    "press_deadline": "2 février 2027",
}
WRITTEN = [(name, language) for name in IDS for language in ("fr", "en") if template(name, language)]


@pytest.mark.parametrize(("name", "language"), WRITTEN)
def test_a_letter_is_as_it_was_read(name: str, language: str) -> None:
    made = letter(name, language, KNOWN).text
    golden = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("REGOLD"):
        golden.write_text(made, encoding="utf-8")

    assert made == golden.read_text(encoding="utf-8")


def test_every_document_of_the_tree_has_a_letter_in_french_and_four_in_english() -> None:
    assert set(IDS) == set(tree().documents) == {name for name, language in WRITTEN if language == "fr"}
    assert {name for name, language in WRITTEN if language == "en"} == {"D1", "D5a", "D7", "D9"}


@pytest.mark.parametrize(("name", "language"), WRITTEN)
def test_what_is_not_known_is_a_visible_blank_that_is_told(name: str, language: str) -> None:
    made = letter(name, language, {})
    mark = "à compléter" if language == "fr" else "to be completed"

    assert made.missing
    assert set(re.findall(rf"\[{mark} ?: ([^\]]+)\]", made.text)) == set(made.missing)
    assert not re.search(r"[{}]", made.text)


def test_a_value_is_put_in_as_it_is_and_never_read_as_a_field() -> None:
    made = letter("D2", "fr", {"url": "{evidence}{0.__class__}", "why": "$name %s"})

    assert "{evidence}{0.__class__}" in made.text
    assert "$name %s" in made.text


def test_a_letter_that_has_no_english_is_french_and_says_so() -> None:
    assert letter("D12", "en", KNOWN).language == "fr"
    assert known("d5A") == "D5a"
    with pytest.raises(UsageError, match="D5b"):
        known("D15")
