"""The rules on replies, on invented replies: no good one blocked, every bad one caught."""

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ereput.guide.replies import FLAGS, LONGEST, RULES, Case, Severity, check
from ereput.guide.replies.drafts import POSITIONS, THEMES, draft
from ereput.guide.replies.rules import NO_CONTACT, NO_SECRECY, SHORT
from places import FIXTURES

with (FIXTURES / "guide" / "replies.csv").open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened))
GOOD = [row for row in ROWS if row["verdict"] == "good"]
BAD = [row for row in ROWS if row["verdict"] == "bad"]
SAFE = (
    "Le secret professionnel nous interdit de répondre publiquement à un avis. De façon générale, l'équipe veille à "
    "l'accueil de chacun. Toute personne qui le souhaite peut nous en parler directement au secrétariat du cabinet."
)


def judged(row: dict[str, str]) -> tuple[str, ...]:
    return check(row["reply"], row["review"] or None, Case(flags=frozenset(row["flags"].split()))).blocking


@pytest.mark.parametrize("row", BAD, ids=lambda row: row["id"])
def test_a_bad_reply_is_caught_by_its_rule(row: dict[str, str]) -> None:
    assert row["rule"] in judged(row)


@pytest.mark.parametrize("row", GOOD, ids=lambda row: row["id"])
def test_a_good_reply_is_not_blocked(row: dict[str, str]) -> None:
    assert judged(row) == ()


def test_the_replies_are_enough() -> None:
    blocking = {rule.id for rule in RULES.values() if rule.severity is Severity.BLOCK}
    counts = {rule: sum(row["rule"] == rule for row in BAD) for rule in blocking}

    assert len(ROWS) >= 120
    assert len(GOOD) >= 40
    assert min(counts.values()) >= 3, counts


def test_every_rule_is_there_but_the_one_that_the_house_keeps() -> None:
    assert sorted(RULES) == [f"RPL-{n:02}" for n in range(1, 27) if n != 23]


def ids(text: str, review: str | None = None, **known: object) -> set[str]:
    return {breach.rule.id for breach in check(text, review, Case(**known)).breaches}  # type: ignore[arg-type]


def test_what_only_a_person_can_say_is_always_asked_and_never_blocks() -> None:
    verdict = check(SAFE)

    assert [breach.rule.id for breach in verdict.breaches] == ["RPL-19"]
    assert not verdict.is_blocked


@pytest.mark.parametrize("flag", FLAGS)
def test_nothing_is_replied_while_a_flag_is_up(flag: str) -> None:
    assert check(SAFE, case=Case(flags=frozenset({flag}))).blocking == ("RPL-24",)


def test_the_practices_own_line_and_emergency_numbers_pass() -> None:
    own = Case(lines=("+33199001234",))

    assert "RPL-05" not in check(SAFE + " Tél. 01 99 00 12 34.", case=own).blocking
    assert "RPL-05" in check(SAFE + " Tél. 01 99 00 99 99.", case=own).blocking
    assert "RPL-05" not in check(SAFE + " En cas d'urgence, le 15 ou le 112.").blocking
    assert "RPL-05" in check(SAFE + " Le 15 mars.").blocking
    assert {"RPL-05", "RPL-16"} <= ids(SAFE + " Appelez le 06 39 98 12 34.")


def test_where_a_past_event_is_told_the_rule_of_the_present_speaks_and_not_that_of_faults() -> None:
    assert check("Nous avons refusé.").blocking == ("RPL-18",)


def test_the_same_text_again_is_warned_of() -> None:
    assert "RPL-20" in ids(SAFE, previous=(SAFE.replace("chacun", "tous"),))
    assert "RPL-20" not in ids(SAFE, previous=("Bonjour.",))


def test_haste_and_a_lawyers_hold_are_warned_of() -> None:
    assert "RPL-21" in ids(SAFE, hours=2.0)
    assert "RPL-21" in ids(SAFE, is_held=True)
    assert "RPL-21" not in ids(SAFE, hours=25.0)


def test_an_agencys_draft_has_no_clinical_voice_and_is_approved() -> None:
    assert "RPL-25" in ids(SAFE, is_agency=True)
    assert "RPL-25" not in ids(SAFE, is_agency=True, is_approved=True)
    assert "RPL-25" in ids("En tant que médecin, je comprends. " + SAFE, is_agency=True, is_approved=True)


def test_a_generic_regret_is_fine_and_one_for_their_delay_is_warned_of() -> None:
    assert "RPL-26" not in ids("Nous sommes désolés de votre ressenti. " + SAFE)
    assert "RPL-26" in ids("Nous sommes désolés pour le retard. " + SAFE)


def test_a_short_reply_without_secrecy_or_contact_is_warned_of() -> None:
    (breach,) = [b for b in check("Bonjour à tous.").breaches if b.rule.id == "RPL-17"]

    assert breach.words == (SHORT, NO_SECRECY, NO_CONTACT)


def test_the_doctors_own_name_may_sign_and_others_may_not() -> None:
    assert not check(SAFE + "\nDr Hélène Vaubrun").is_blocked
    assert check("Bonjour Gontrand. " + SAFE + "\nLe cabinet").blocking == ("RPL-06",)
    assert check("Le docteur Kermeur est à l'écoute. " + SAFE + "\nLe cabinet").blocking == ("RPL-06",)
    assert not check("Le docteur Kermeur est à l'écoute. " + SAFE, case=Case(names=("Anne Kermeur",))).is_blocked


def test_the_practices_own_team_may_be_named_and_who_thanks() -> None:
    assert not check("L'équipe du docteur Kermeur est à l'écoute. " + SAFE + "\nLe cabinet").is_blocked
    assert not check("Le docteur Kermeur vous remercie. " + SAFE + "\nLe cabinet").is_blocked
    assert check(SAFE + " Tout cela, c'est le docteur Kermeur qui en décide au cabinet.").blocking == ("RPL-06",)


@pytest.mark.parametrize(
    ("reply", "review", "is_echo"),
    [
        ("L'équipe regrette l'affaire du tabouret.", "Un tabouret cassé.", True),
        ("Nos fontaines et aquariums sont bien entretenus.", "Des aquariums sales.", True),
        ("Trains to Dunmarrow are frequent.", "I missed my train to Dunmarrow.", True),
        ("Un jeudi n'est jamais calme.", "Un jeudi affreux.", True),
        ("Le cabinet est fermé le jeudi.", "Fermé un jeudi !", False),
        ("Nobody should feel gormless here.", "They made me feel gormless.", False),
        ("Le 15 répond à toute heure, le cabinet au 01 99 00 12 34.", "15 appels, 12 minutes, 34 excuses.", False),
        ("We understand the frustration.", "What a frustration.", False),
    ],
)
def test_an_echo_is_a_figure_a_name_or_a_thing_that_is_named(reply: str, review: str, *, is_echo: bool) -> None:
    assert ("RPL-04" in check(reply, review).blocking) is is_echo


@pytest.mark.parametrize(
    "text",
    ["Le secrétariat répond de 9 h à 18 h, du lundi au vendredi.", "Open from 9 am to 5 pm.", "Fermé le mercredi."],
)
def test_opening_hours_are_of_nobody(text: str) -> None:
    assert not check(text).is_blocked


def test_what_is_let_pass_hides_nothing_longer_that_is() -> None:
    assert not check("Le cabinet a pour règle de ne pas commenter les avis, favorables ou non.").is_blocked


@pytest.mark.parametrize("text", ["v 0 u s n'êtes p a s un p a t i e n t du cabinet", "v.o.t.r.e r.d.v. est annulé"])
def test_short_words_torn_apart_are_read_too(text: str) -> None:
    assert set(check(text).blocking) & {"RPL-01", "RPL-02"}


def test_the_words_shown_are_those_of_the_text_without_control_characters() -> None:
    (breach,) = [b for b in check("V0tre \x1b[31mc0nsultation").breaches if b.rule.id == "RPL-01"]

    assert breach.words[0].startswith("V0tre")
    assert breach.words[0].isprintable()


def test_every_draft_passes_in_both_languages() -> None:
    for theme in THEMES:
        for language in ("fr", "en"):
            text = draft(theme, language).text
            if theme == "T12":
                assert text is None
                continue
            assert text is not None
            assert [b.rule.id for b in check(text).breaches] == ["RPL-19"], (theme, language, check(text))


def test_both_positions_are_known() -> None:
    assert ["2018" in POSITIONS[0], "2025" in POSITIONS[1]] == [True, True]


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_text_breaks_it(reply: str, review: str) -> None:
    for breach in check(reply, review).breaches:
        assert all(word.isprintable() for word in breach.words if breach.rule.id != "RPL-20")


@pytest.mark.parametrize("text", ["votre ", "nous ne ", "pas ", "a b c d ", "\u202e", "0", "notez ", "le secret "])
def test_a_hostile_text_takes_no_time_to_speak_of(text: str) -> None:
    started = time.process_time()
    check(text * 100_000, text * 100_000)

    assert time.process_time() - started < 8


def test_the_page_of_the_rules_is_that_of_the_code() -> None:
    page = (FIXTURES.parent / "docs" / "replies.md").read_text(encoding="utf-8")

    assert [line for line in page.splitlines() if line.startswith("| RPL-")] == [
        f"| {rule.id} | {rule.severity.value} | {rule.sentence} |" for _, rule in sorted(RULES.items())
    ]


@pytest.mark.parametrize("text", ["a_", "é_", "_", "votre "])
def test_the_longest_reply_that_is_taken_is_judged_at_once(text: str) -> None:
    reply = (text * LONGEST)[:LONGEST]
    check(reply)
    started = time.process_time()
    check(reply)

    assert time.process_time() - started < 1
