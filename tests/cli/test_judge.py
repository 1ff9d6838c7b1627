"""A person decides about what an audit left open, and the next audit knows."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

import make
from commands import WEB, Ereput
from ereput.errors import StoreError
from ereput.history import History
from ereput.identity import resolve
from ereput.model import Audit, Identifier, Judgement, Practitioner, Signal

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
BARE = make.mention(title="Hélène Vaubrun à la une", snippet=None)


def kept(path: Path) -> Audit:
    """An audit in the history, with one mention left open."""
    who = make.practitioner()
    harvests = (make.harvest(BARE),)
    audit = Audit(made_at=AT, practitioner=who, harvests=harvests, matches=resolve(who, harvests))
    with History(path) as past:
        past.add(audit)
    return audit


def test_an_answer_is_remembered_listed_and_taken_back(ereput: Ereput, tmp_path: Path) -> None:
    database = tmp_path / "history.sqlite"
    audit = kept(database)

    asked = ereput("judge", "--database", str(database), "--lang", "en", stdin=b"perhaps\ny\n")

    assert asked.returncode == 0, asked.stderr
    said = asked.stdout.decode()
    assert "1/1 Is this Hélène Vaubrun?" in said
    assert "Hélène Vaubrun à la une" in said
    assert BARE.url in said
    assert "The family name." in said
    assert "That is none of the answers." in said
    assert "1 answer kept." in said
    with History(database) as past:
        assert past.told(audit.practitioner) == {BARE.key: Judgement.SAME}
    listed = ereput("judge", "--list", "--database", str(database), "--lang", "en").stdout.decode()
    assert "theirs" in listed
    assert "Hélène Vaubrun à la une" in listed
    again = ereput("judge", "--database", str(database), "--lang", "fr")
    assert "Rien" in again.stdout.decode()
    assert ereput("judge", "--forget", "1", "--database", str(database)).returncode == 0
    assert ereput("judge", "--forget", "1", "--database", str(database)).returncode == 2
    assert (
        "Nothing was answered" in ereput("judge", "--list", "--database", str(database), "--lang", "en").stdout.decode()
    )


def test_without_an_audit_there_is_nothing_to_judge(ereput: Ereput, tmp_path: Path) -> None:
    assert ereput("judge", "--database", str(tmp_path / "none.sqlite")).returncode == 2


def test_what_was_decided_decides(tmp_path: Path) -> None:
    who, harvests = make.practitioner(), (make.harvest(BARE),)

    judged = {said: resolve(who, harvests, {BARE.key: said})[0] for said in Judgement}

    assert {said: match.judgement for said, match in judged.items()} == {said: said for said in Judgement}
    assert judged[Judgement.SAME].signals[0].feature == "told"


def test_the_last_word_counts_and_nobody_is_remembered_by_name_alone(tmp_path: Path) -> None:
    who = make.practitioner()
    with History(tmp_path / "history.sqlite") as past:
        past.tell(who, "a", "A", Judgement.SAME, AT)
        past.tell(who, "a", "A", Judgement.DIFFERENT, AT)

        assert past.told(who) == {"a": Judgement.DIFFERENT}
        with pytest.raises(StoreError):
            past.tell(Practitioner(family="Vaubrun"), "a", "A", Judgement.SAME, AT)


# ---------------------------------------------------------------- from one audit to the next

PLACE = "18 rue des Tilleuls Blancs, 69003 Lyon"
SEEN = (  # address, title, what is shown of it
    ("https://www.pagesjaunes.fr/pros/11111111", "Dr Vaubrun - Avis", "Dr Vaubrun : note 2,0/5 - 3 avis."),
    ("https://www.pagesjaunes.fr/pros/22222222", "Pr H. Vaubrun - PagesJaunes", "Pr H. Vaubrun, consultations."),
    (
        "https://www.doctolib.fr/dermatologue/lyon/lucie-fernel",
        "Dr Lucie Fernel, dermatologue à Lyon - Doctolib",
        f"A repris le cabinet du Dr Hélène Vaubrun, {PLACE}.",
    ),
    (
        "https://www.doctolib.fr/dermatologue/lyon/paul-ollivanc",
        "Dr Paul Ollivanc, dermatologue - Doctolib",
        f"Dr Paul Ollivanc, dermatologue, {PLACE}. Avec le Dr Hélène Vaubrun.",
    ),
    ("https://www.pagesjaunes.fr/pros/33333333", "Cabinet de dermatologie des Tilleuls", f"{PLACE}. 04 65 71 18 30"),
    ("https://www.pagesjaunes.fr/pros/44444444", "Garage Bodinot", "69100 Villeurbanne. Téléphone 04 65 71 18 30"),
)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """The web of the demo, with doubtful pages and those of people around the practitioner on its first page."""
    folder = tmp_path / "web"
    shutil.copytree(WEB, folder)
    file = folder / "tavily" / "page-one.json"
    answer = json.loads(file.read_text(encoding="utf-8"))
    answer["results"] += [{"url": url, "title": title, "content": shown, "score": 0.5} for url, title, shown in SEEN]
    file.write_text(json.dumps(answer), encoding="utf-8")
    return folder


def audited(ereput: Ereput, web: Path, day: int, form: str) -> str:
    words = ("--card", str(web / "card.toml"), "--replay", str(web), "--now", f"2026-11-{day}T09:00:00Z")
    ran = ereput("audit", *words, "--lang", "en", "--format", form)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.decode()


def test_an_answer_is_used_by_the_next_audit_until_it_is_taken_back(ereput: Ereput, web: Path) -> None:
    before = audited(ereput, web, 20, "markdown")
    asked = ereput("judge", "--lang", "en", stdin=b"y\nn\n").stdout.decode()
    after = audited(ereput, web, 21, "markdown")
    judged = {m["listing"]["url"]: m["judgement"] for m in json.loads(audited(ereput, web, 22, "json"))["matches"]}
    assert ereput("judge", "--forget", "1").returncode == 0
    last = audited(ereput, web, 23, "markdown")

    assert asked.index("Pr H. Vaubrun") < asked.index("Dr Vaubrun - Avis")
    assert "confirmed by you" not in before
    assert "confirmed by you" in after
    assert judged["https://www.pagesjaunes.fr/pros/22222222"] == "same"
    assert judged["https://www.pagesjaunes.fr/pros/11111111"] == "different"
    assert "confirmed by you" not in last


def test_the_people_around_a_practitioner_are_told_apart(ereput: Ereput, web: Path) -> None:
    found = json.loads(audited(ereput, web, 20, "json"))["matches"]
    page = audited(ereput, web, 21, "markdown")

    roles = {match["listing"]["url"]: match["role"] for match in found}
    assert [roles[url] for url, _, _ in SEEN] == [None, None, "successor", "colleague", "practice", "phone"]
    for whose in ("of a successor", "of colleagues at the same address", "of the practice itself"):
        assert whose in page
    assert "of others with the same telephone" in page


def test_each_practitioner_is_judged_by_name_and_within_the_width(ereput: Ereput, tmp_path: Path) -> None:
    database = tmp_path / "history.sqlite"
    kept(database)
    other = make.practitioner(
        given="Camille", family="Moreau", identifiers=(Identifier(system="rpps", value="19990418313"),)
    )
    found = make.mention(title="Camille Moreau à la une", snippet="le docteur Camille Moreau a parlé " * 6)
    harvests = (make.harvest(found),)
    with History(database) as past:
        past.add(
            Audit(made_at=AT.replace(day=22), practitioner=other, harvests=harvests, matches=resolve(other, harvests))
        )
    words = ("--database", str(database), "--lang", "en")

    last = ereput("judge", *words, COLUMNS="60")
    named = ereput("judge", "vaubrun", *words)
    nobody = ereput("judge", "dupont", *words)

    assert "Is this Camille Moreau?" in last.stdout.decode()
    assert max(map(len, last.stdout.decode().splitlines())) <= 60
    assert "Is this Hélène Vaubrun?" in named.stdout.decode()
    assert nobody.returncode == 2
    (tmp_path / "me.toml").write_text('name = "Dr Hélène Vaubrun"\nrpps = "19990418305"\n')
    set_ = ereput("judge", *words, EREPUT_CARD="me.toml")
    assert "Is this Hélène Vaubrun?" in set_.stdout.decode()


def test_nobody_is_asked_whose_answers_cannot_be_remembered(ereput: Ereput, tmp_path: Path) -> None:
    who, found = Practitioner(family="Moreau"), make.mention(title="Camille Moreau à la une")
    harvests = (make.harvest(found),)
    with History(tmp_path / "history.sqlite") as past:
        past.add(Audit(made_at=AT, practitioner=who, harvests=harvests, matches=resolve(who, harvests)))
    ran = ereput("judge", "--database", str(tmp_path / "history.sqlite"), "--lang", "en")

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert "make an audit with --rpps or --postcode" in ran.stderr.decode()


def test_a_reason_is_said_in_the_sense_in_which_it_counts(ereput: Ereput, tmp_path: Path) -> None:
    database = tmp_path / "history.sqlite"
    for weight, said in ((2.0, "+ Nobody else of that name"), (-2.7, "− Somebody else of that name")):
        match = make.match(BARE, judgement=Judgement.UNSURE, probability=0.5)
        signal = Signal(feature="rival", value=None, weight=weight)
        with History(database) as past:
            past.add(make.audit(matches=(msgspec.structs.replace(match, signals=(signal,)),)))

        asked = ereput("judge", "--database", str(database), "--lang", "en", stdin=b"q\n")

        assert said in asked.stdout.decode()
