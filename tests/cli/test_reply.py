"""`ereput reply` as a stranger runs it."""

import json
from pathlib import Path

from commands import Ereput

SAFE = (
    "Le secret professionnel nous interdit de répondre publiquement à un avis. De façon générale, l'équipe veille à "
    "l'accueil de chacun. Toute personne qui le souhaite peut nous en parler directement au secrétariat du cabinet."
)


def test_a_bad_reply_is_told_with_its_words_and_blocks_only_when_strict(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text("Votre consultation du 12 mars", encoding="utf-8")

    told, strict = ereput("reply", "check", "reply.txt"), ereput("reply", "check", "reply.txt", "--strict")

    assert told.returncode == 0
    assert strict.returncode == 1
    assert "RPL-01" in told.stdout.decode()
    assert "Votre consultation" in told.stdout.decode()


def test_the_review_and_the_flags_are_looked_at(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text(SAFE + " La terrasse est propre.", encoding="utf-8")
    (tmp_path / "review.txt").write_text("On attend sur la terrasse.", encoding="utf-8")

    ran = ereput("reply", "check", "reply.txt", "--review", "review.txt", "--flag", "press", "--json")

    answer = json.loads(ran.stdout)
    assert answer["blocked"] is True
    assert {row["id"] for row in answer["rules"]} >= {"RPL-04", "RPL-24", "RPL-19"}


def test_the_cards_line_and_name_pass(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text('name = "Hélène Vaubrun"\nphone = "01 99 00 12 34"\n', encoding="utf-8")

    ran = ereput("reply", "check", "-", "--card", "me.toml", "--json", stdin=(SAFE + " 01 99 00 12 34").encode())

    assert json.loads(ran.stdout)["blocked"] is False


def test_wrong_words_and_missing_files_have_their_exit_codes(ereput: Ereput) -> None:
    assert ereput("reply", "check", "nowhere.txt").returncode == 4
    assert ereput("reply", "check", "-", "--flag", "rage").returncode == 2
    assert ereput("reply", "draft", "--theme", "T99").returncode == 2


def test_a_draft_comes_after_the_advice_and_both_positions(ereput: Ereput) -> None:
    for language in ("fr", "en"):
        said = ereput("reply", "draft", "--theme", "t6", "--lang", language).stdout.decode()

        assert "2018" in said
        assert "2025" in said
        assert "T6" in said


def test_nothing_is_drafted_for_a_mark_without_text_and_the_themes_are_listed(ereput: Ereput) -> None:
    assert "T12" in ereput("reply", "draft", "--theme", "T12").stdout.decode()
    assert len(ereput("reply", "draft").stdout.decode().splitlines()) == 13
    assert "T10" in ereput("reply", "draft", "--theme", "T10").stdout.decode()
