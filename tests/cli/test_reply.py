"""`ereput reply` as a stranger runs it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import make
from commands import NOW, Ereput
from ereput.guide.cases import Case
from ereput.history import History

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


def audited(tmp_path: Path) -> str:
    """The key of a review in an audit that was kept."""
    listing = make.listing(site="google_maps", url="https://maps.google.example/1")
    review = make.review(listing, text="Quel charlatan, une honte.", site="google_maps", language="fr")
    finding = make.finding("REV001", subject=review.key)
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.add(make.audit(harvests=(make.harvest(listing, review),), findings=(finding,)))
    return review.key


def test_a_choice_is_noted_in_a_case_and_no_text_follows_the_choice_of_none(ereput: Ereput, tmp_path: Path) -> None:
    key = audited(tmp_path)

    shown = ereput("reply", "draft", "--review", key, "--theme", "T6", "--now", NOW)
    none = ereput("reply", "draft", "--review", key, "--choose", "none", "--now", NOW)
    again = ereput("reply", "draft", "--review", key, "--theme", "T6", "--now", NOW)
    generic = ereput("reply", "draft", "--case", "1", "--theme", "T6", "--choose", "generic", "--now", NOW)

    assert shown.returncode == 0, shown.stderr
    assert b"--choose none" in shown.stdout
    assert "secret professionnel" in shown.stdout.decode()
    assert "Choisi le 21" in none.stdout.decode()
    assert "À la main" not in again.stdout.decode()
    assert "Le secret professionnel nous interdit" not in again.stdout.decode()
    assert "Le secret professionnel nous interdit" in generic.stdout.decode()
    row = json.loads(ereput("guide", "cases", "--format", "json").stdout.splitlines()[0])
    assert (row["number"], row["situation"]) == (1, "review")


def test_what_may_be_an_offence_is_warned_of_before_any_draft_and_hate_is_not_called_an_insult(
    ereput: Ereput, tmp_path: Path
) -> None:
    listing = make.listing(site="google_maps", url="https://maps.google.example/1")
    texts = ("Retourne dans ton pays sale arabe !", "Beaucoup trop d'attente.")
    hate, mild = (
        make.review(listing, text=text, site="google_maps", language="fr", id=str(n)) for n, text in enumerate(texts)
    )
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.add(make.audit(harvests=(make.harvest(listing, hate, mild),)))

    told, other = (ereput("reply", "draft", "--review", each.key).stdout.decode() for each in (hate, mild))

    assert told.startswith("Infraction possible")
    assert "Infraction" not in other
    assert "propos haineux" in told


def test_a_draft_is_in_the_language_of_the_review(here: Ereput, tmp_path: Path) -> None:
    listing = make.listing(site="google_maps", url="https://maps.google.example/1")
    texts = {"fr": "Beaucoup trop d'attente.", "en": "We waited far too long.", None: "1234"}
    reviews = {
        language: make.review(listing, text=text, site="google_maps", language=language, id=text)
        for language, text in texts.items()
    }
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.add(make.audit(harvests=(make.harvest(listing, *reviews.values()),)))

    told = {
        language: here("reply", "draft", "--review", review.key, "--theme", "T1", "--lang", "en").stdout.decode()
        for language, review in reviews.items()
    }

    assert "professional secrecy" in told["en"].lower()
    assert "secret professionnel" in told["fr"]
    assert "If you choose to reply" in told["fr"]
    assert "professional secrecy" in told[None].lower()


def test_a_reply_is_held_against_the_review_of_the_last_audit_and_the_case(ereput: Ereput, tmp_path: Path) -> None:
    key = audited(tmp_path)
    ereput("reply", "draft", "--review", key, "--choose", "generic", "--now", NOW)
    (tmp_path / "safe.txt").write_text(SAFE, encoding="utf-8")
    (tmp_path / "bad.txt").write_text(SAFE + " Votre consultation du 12 mars.", encoding="utf-8")

    early = ereput("reply", "check", "safe.txt", "--case", "1", "--agency", "--now", NOW)
    refused = ereput("reply", "check", "bad.txt", "--case", "1", "--posted", "--now", NOW)
    posted = ereput("reply", "check", "safe.txt", "--case", "1", "--approved", "--posted", "--now", NOW)
    twice = ereput("reply", "check", "safe.txt", "--review", key, "--now", NOW)

    assert "RPL-21" in early.stdout.decode()
    assert "RPL-25" in early.stdout.decode()
    assert refused.returncode == 2
    assert "RPL-25" not in posted.stdout.decode()
    assert "dossier 1" in posted.stderr.decode()
    assert "RPL-20" in twice.stdout.decode()
    assert ereput("reply", "check", "safe.txt", "--posted").returncode == 2


def test_a_case_with_a_threat_has_no_draft(ereput: Ereput, tmp_path: Path) -> None:
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.open_case(Case(answers={"author": "blackmail"}), datetime(2026, 11, 20, tzinfo=UTC))

    told = ereput("reply", "draft", "--case", "1", "--theme", "T6").stdout.decode()
    verdict = json.loads(ereput("reply", "check", "-", "--case", "1", "--json", stdin=SAFE.encode()).stdout)

    assert "un chantage" in told
    assert "De façon générale" not in told
    assert "RPL-24" in {row["id"] for row in verdict["rules"]}


def test_what_is_no_review_of_the_audit_is_told_in_one_sentence(ereput: Ereput, tmp_path: Path) -> None:
    audited(tmp_path)
    for words in (
        ("reply", "draft", "--review", "REV001-zzzzzz"),
        ("reply", "draft", "--review", "\x1b[2J"),
        ("reply", "draft", "--choose", "none"),
        ("reply", "draft", "--review", "x", "--choose", "all"),
        ("reply", "draft", "--case", "99"),
    ):
        ran = ereput(*words)
        assert ran.returncode == 2, words
        assert len(ran.stderr.decode().splitlines()) == 1
        assert b"\x1b" not in ran.stderr


def in_two_audits(tmp_path: Path) -> tuple[str, str]:
    """The keys of a review that only the earlier of two practitioners has, and of one that both have."""
    first, second = make.practitioner(), make.practitioner(given="Anselme", family="Torquet", identifiers=())
    listing = make.listing(site="google_maps", url="https://maps.google.example/1")
    own = make.review(listing, text="Un aquarium bruyant.", site="google_maps", language="fr", id="2")
    shared = make.review(listing, text="Une fontaine bavarde.", site="google_maps", language="fr")
    with History(tmp_path / "data" / "history.sqlite") as past:
        past.add(make.audit(practitioner=first, harvests=(make.harvest(listing, own, shared),)))
        later = datetime(2026, 11, 21, tzinfo=UTC)
        past.add(make.audit(practitioner=second, made_at=later, harvests=(make.harvest(listing, shared),)))
        past.open_case(Case(who=first.name, answers={}), datetime(2026, 11, 20, tzinfo=UTC))
    return own.key, shared.key


def test_of_many_practitioners_the_one_whose_audit_has_the_review_is_taken(ereput: Ereput, tmp_path: Path) -> None:
    own, shared = in_two_audits(tmp_path)
    (tmp_path / "echo.txt").write_text(SAFE + " Nos fontaines et aquariums.", encoding="utf-8")

    taken = ereput("reply", "check", "echo.txt", "--review", own, "--lang", "fr")
    unsure = ereput("reply", "check", "echo.txt", "--review", shared, "--lang", "fr")
    named = ereput("reply", "check", "echo.txt", "--review", shared, "--case", "1", "--lang", "fr")

    assert "RPL-04" in taken.stdout.decode()
    assert unsure.returncode == 2
    assert len(unsure.stderr.decode().strip().splitlines()) == 1
    assert "RPL-04" in named.stdout.decode()


def test_a_case_takes_no_review_of_another_practitioner(ereput: Ereput, tmp_path: Path) -> None:
    own, _ = in_two_audits(tmp_path)
    with History(tmp_path / "data" / "history.sqlite") as past:
        number = past.open_case(Case(who="Anselme Torquet", answers={}), datetime(2026, 11, 20, tzinfo=UTC))

    ran = ereput("reply", "check", "-", "--review", own, "--case", str(number), stdin=SAFE.encode())

    assert ran.returncode == 2


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u202e\n", SAFE * 50 + "Votre consultation."])
def test_what_is_empty_or_not_read_to_its_end_is_no_reply(ereput: Ereput, text: str) -> None:
    ran = ereput("reply", "check", "-", stdin=text.encode())

    assert ran.returncode == 2
    assert ran.stdout == b""
    assert len(ran.stderr.decode().strip().splitlines()) == 1


def test_what_is_no_word_of_the_reply_is_not_quoted_and_all_is_said_in_the_language_asked_for(ereput: Ereput) -> None:
    said = ereput("reply", "check", "-", "--flag", "chantage", "--lang", "fr", stdin=b"Bonjour.").stdout.decode()
    told = json.loads(ereput("reply", "check", "-", "--json", "--lang", "fr", stdin=b"Bonjour.").stdout)

    assert "un chantage" in said
    assert "«" not in said.replace("«\u00a0vous\u00a0»", "")
    assert any("secret professionnel" in row["sentence"] for row in told["rules"])
