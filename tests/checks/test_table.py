"""The table of findings: every sentence can be said in both languages, and the page that shows it is true."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from ereput.checks import CODES
from ereput.checks.clocks import SENTENCES
from ereput.words import Words

ROOT = Path(__file__).parents[2]
ALL = [
    sentence if isinstance(sentence, str) else sentence[1]
    for row in CODES.values()
    for sentence in row.sentences.values()
] + list(SENTENCES.values())


@pytest.mark.parametrize("sentence", ALL)
def test_every_sentence_has_its_french_with_the_same_fields(sentence: str) -> None:
    rooms = Words("fr")._catalogue
    plurals = {row[1]: row[0] for code in CODES.values() for row in code.sentences.values() if isinstance(row, tuple)}
    french = rooms.get("\1" + plurals[sentence]) if sentence in plurals else rooms.get(sentence)

    assert french
    for form in french.split("\0"):
        assert set(re.findall(r"{[^}]+}", form)) == set(re.findall(r"{[^}]+}", sentence))


def test_a_code_is_three_letters_and_three_digits_and_has_one_room() -> None:
    assert all(re.fullmatch(r"(COV|IDN|NAP|RAT|REV|TRD|PAG)\d{3}", code) for code in CODES)


def test_the_page_of_findings_is_true() -> None:
    answer = subprocess.run(
        [sys.executable, "scripts/document-checks", "--check"], cwd=ROOT, capture_output=True, text=True
    )

    assert answer.returncode == 0, answer.stdout
