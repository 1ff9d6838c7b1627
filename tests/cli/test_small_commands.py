"""`ereput sources`, `config`, `init` and `read`, each in a process of its own."""

import json
import shutil
import sys
import tomllib
from pathlib import Path

import pexpect
import pytest

from commands import LYON, NOW, TAKEOUT, WEB, Ereput
from ereput import card
from ereput.registry import source_classes

PAGE = WEB / "pages" / "directory.html"
REGISTER = "https://tabular-api.data.gouv.fr/api/resources/fffda7e9-0ea2-4c35-bba0-4496f3af935d"


def rows(output: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.decode().splitlines()]


def nothing_saved(tmp_path: Path) -> str:
    (tmp_path / "empty").mkdir()
    return "empty"


# ---------------------------------------------------------------- sources


def test_every_source_is_listed_with_its_terms_and_why_it_is_on_or_off(ereput: Ereput) -> None:
    page = ereput("sources", "--lang", "en").stdout.decode()

    for name, source in source_classes().items():
        assert f" {name} " in page
        assert source.about.terms in page or source.about.terms == source.about.home
    assert page.count("terms: not established") == sum(
        source.about.terms == source.about.home for source in source_classes().values()
    )
    assert page.count("on by default") == 9
    assert page.count("off: it needs a key") == 2
    assert page.count("off: it needs your own address") == 1


def test_sources_are_told_in_french_to_a_french_reader(ereput: Ereput) -> None:
    page = ereput("sources", "--lang", "fr").stdout.decode()

    assert "registre des entreprises · sans clé · 0,33 s entre deux requêtes" in page.replace("\u202f", " ")
    assert "0.5" not in page
    assert "web_pages              pages du web" in page


def test_the_list_of_sources_can_be_read_by_a_program(ereput: Ereput) -> None:
    listed = {row["name"]: row for row in rows(ereput("sources", "--json").stdout)}

    assert list(listed) == list(source_classes())
    assert listed["rpps"] == {
        "name": "rpps",
        "title": source_classes()["rpps"].about.title,
        "kind": "register",
        "key": "none",
        "has_key": False,
        "terms": source_classes()["rpps"].about.terms,
        "seconds_between_requests": 0.5,
        "on": True,
        "why": "default",
        "last": None,
    }


def test_what_is_set_turns_sources_on_and_off_and_says_why(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text(
        "[sources.gdelt]\nenabled = false\npace = 9.0\n"
        '[sources.searxng]\nbase_url = "https://searx.example"\n[sources.annuaire_sante]\nenabled = true\n'
    )

    ran = ereput("sources", "--json", EREPUT_BRAVE_KEY="sesame")

    said = {row["name"]: (row["on"], row["why"]) for row in rows(ran.stdout)}
    assert said["gdelt"] == (False, "disabled")
    assert said["searxng"] == said["brave"] == (True, "configured")
    assert said["annuaire_sante"] == (True, "enabled")
    assert b"sesame" not in ran.stdout + ran.stderr
    assert [row["seconds_between_requests"] for row in rows(ran.stdout) if row["name"] == "gdelt"] == [9.0]


def test_what_each_source_answered_last_is_remembered(ereput: Ereput) -> None:
    ereput("audit", *LYON)

    last = {row["name"]: row["last"] for row in rows(ereput("sources", "--json").stdout)}
    assert (last["rpps"], last["keenable"], last["wikipedia"], last["brave"]) == ("found", "refused", "broken", None)


def test_it_is_remembered_where_the_settings_say(ereput: Ereput) -> None:
    ereput("audit", *LYON, EREPUT_DATABASE="elsewhere.sqlite")

    there = rows(ereput("sources", "--json", EREPUT_DATABASE="elsewhere.sqlite").stdout)
    here = rows(ereput("sources", "--json").stdout)
    assert [row["last"] for row in there if row["name"] == "rpps"] == ["found"]
    assert [row["last"] for row in here if row["name"] == "rpps"] == [None]


def test_a_probe_to_which_nobody_answers_is_exit_3(ereput: Ereput, tmp_path: Path) -> None:
    ran = ereput("sources", "--probe", "--json", "--replay", nothing_saved(tmp_path))

    last = {row["name"]: row["last"] for row in rows(ran.stdout)}
    assert ran.returncode == 3
    assert last["rpps"] == "unreachable"
    assert last["web_pages"] == last["overpass"] == "skipped"
    assert last["brave"] is None  # it is off, and was not asked


def test_a_probe_keeps_nothing(ereput: Ereput, tmp_path: Path) -> None:
    ereput("sources", "--probe", "--replay", nothing_saved(tmp_path))

    assert not (tmp_path / "data" / "history.sqlite").exists()


def test_a_probe_to_which_one_source_answers_is_exit_0(ereput: Ereput, tmp_path: Path) -> None:
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "exchanges.toml").write_text(
        '[[exchange]]\nurl = "https://fr.wikipedia.org/w/api.php"\nquery_has = ["Qvaxbrolle"]\n'
        'headers = { "content-type" = "application/json" }\n'
        """text = '{"batchcomplete": true, "query": {"search": []}}'\n"""
    )

    ran = ereput("sources", "--probe", "--json", "--replay", "one")

    assert [row["last"] for row in rows(ran.stdout) if row["name"] == "wikipedia"] == ["nothing"]
    assert ran.returncode == 0


# ---------------------------------------------------------------- config


def test_config_says_where_the_files_are(ereput: Ereput, tmp_path: Path) -> None:
    page = ereput("config", "path", EREPUT_LANG="en").stdout.decode()

    said = {line[:14].strip(): line[14:].strip() for line in page.splitlines()}

    assert said == {
        "settings": str(tmp_path / "ereput.toml"),
        "history": str(tmp_path / "data" / "history.sqlite"),
        "cache": str(tmp_path / "data" / "cache"),
        "RPPS register": str(tmp_path / "data" / "register.sqlite"),
    }


def test_config_says_where_the_history_was_put(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('database = "kept/here.sqlite"\n')

    said = ereput("config", "path", "--config", "mine.toml").stdout.decode()

    assert "mine.toml" in said
    assert "kept/here.sqlite" in said


def test_config_shows_what_is_set_and_never_a_key_or_a_password(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "ereput.toml").write_text(
        'language = "en"\ndatabase = "postgresql://claire:open@db.example/ereput?password=sesame"\n'
        '[watch]\nnotify = ["slack://open/sesame"]\n[fetch]\n'
        'proxy = "http://claire:open@proxy.example:3128"\n[sources.brave]\nkey = "sesame"\n'
    )

    ran = ereput("config", "show", EREPUT_TAVILY_KEY="sesame")

    said = ran.stdout.decode().splitlines()
    assert 'language = "en"' in said
    assert 'fetch.proxy = "http://…@proxy.example:3128"' in said
    assert 'database = "postgresql://…@db.example/ereput?…"' in said
    assert 'watch.notify = ["…"]' in said
    assert "fetch.cache = true" in said
    assert {'sources.brave.key = "…"', 'sources.tavily.key = "…"'} <= set(said)
    assert tomllib.loads(ran.stdout.decode())["history"] == {"keep_audits": 24, "keep_texts": 12}
    assert not [line for line in said if "sesame" in line or "open" in line or "None" in line]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[fetch", "not TOML"),
        ("[sources.brvae]\nkey = 'k'", "did you mean brave?"),
        ("colour = 'blue'", "colour"),
        ("[sources.brave]\nkey = 12345", "key"),
    ],
)
def test_settings_that_are_not_understood_get_one_sentence(
    ereput: Ereput, tmp_path: Path, text: str, says: str
) -> None:
    (tmp_path / "ereput.toml").write_text(text)

    ran = ereput("config", "show", EREPUT_LANG="en")

    assert (ran.returncode, ran.stdout) == (4, b"")
    assert says in ran.stderr.decode()
    assert b"12345" not in ran.stderr
    assert ran.stderr.count(b"\n") == 1


def test_settings_that_are_named_and_not_there_are_exit_4(ereput: Ereput) -> None:
    assert ereput("config", "show", "--config", "none.toml").returncode == 4


@pytest.mark.parametrize(
    ("source", "typed", "says"),
    [
        ("bravo", b"k\n", "did you mean brave?"),
        ("rpps", b"k\n", "rpps"),
        ("brave", b"  \n", "empty"),
        ("brave", b"", "empty"),
    ],
)
def test_a_key_that_cannot_be_kept_gets_one_sentence(ereput: Ereput, source: str, typed: bytes, says: str) -> None:
    ran = ereput("config", "set-key", source, stdin=typed, EREPUT_LANG="en")

    assert ran.returncode == 2
    assert says in ran.stderr.decode()


def test_without_a_keyring_one_sentence_says_what_to_do_instead(ereput: Ereput) -> None:
    null = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}

    ran = ereput("config", "set-key", "brave", stdin=b"sesame\n", EREPUT_LANG="en", **null)

    assert ran.returncode == 2
    assert "EREPUT_BRAVE_KEY" in ran.stderr.decode()
    assert b"sesame" not in ran.stdout + ran.stderr
    assert b"Traceback" not in ran.stderr


# ---------------------------------------------------------------- init


def test_a_card_is_written_from_what_was_typed(ereput: Ereput, tmp_path: Path) -> None:
    words = ("--name", "Dr Anne O'Brien", "--city", "Lyon", "--postcode", "69003", "--phone", "04 65 71 18 30")

    ran = ereput("init", *words, EREPUT_LANG="en")

    assert (ran.returncode, ran.stdout) == (0, b"")
    assert "ereput audit --card me.toml" in ran.stderr.decode()
    who = card.practitioner(card.read(tmp_path / "me.toml"))
    assert (who.name, who.address.locality, who.phones) == ("Anne O'Brien", "Lyon", ("+33465711830",))


def test_a_card_is_written_from_the_register_and_what_is_typed_comes_first(ereput: Ereput, tmp_path: Path) -> None:
    ran = ereput("init", "dr.toml", "--rpps", "199 9041 8305", "--replay", str(WEB), "--phone", "04 65 71 99 07")

    table = tomllib.loads((tmp_path / "dr.toml").read_text(encoding="utf-8"))
    assert ran.returncode == 0
    assert (table["rpps"], table["postcode"], table["phone"]) == ("19990418305", "69003", "04 65 71 99 07")
    assert (table["name"], table["city"]) == ("Dr Helene Vaubrun", "Lyon")  # which the register writes in capitals
    assert table["street"] == "18 Rue des Tilleuls Blancs"
    assert table["specialty"] == "dermatologue"  # as patients say it: what engines are asked with
    assert not table.get("practice", "").isupper()
    assert "le registre écrit sans accents : corrigez name dans dr.toml" in " ".join(ran.stderr.decode().split())


def test_a_card_that_is_there_is_not_written_over_unasked(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "me.toml").write_text("mine")

    refused = ereput("init", "--name", "Dr Claire Martin", EREPUT_LANG="en")

    assert (refused.returncode, (tmp_path / "me.toml").read_text()) == (2, "mine")
    assert "--force" in refused.stderr.decode()
    assert ereput("init", "--name", "Dr Claire Martin", "--force").returncode == 0
    assert card.read(tmp_path / "me.toml").name == "Dr Claire Martin"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "--name"),
        (("--name", "???"), "Dr Claire Martin"),
        (("--name", "Dr Claire Martin", "--phone", "call me"), "04 65 71 18 30"),
        (("--rpps", "1999"), "eleven digits"),
    ],
)
def test_a_card_that_would_be_none_is_not_written(
    ereput: Ereput, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    ran = ereput("init", *words, EREPUT_LANG="en")

    assert ran.returncode == 2
    assert says in ran.stderr.decode()
    assert not (tmp_path / "me.toml").exists()


def test_a_number_that_the_register_does_not_hold_is_wrong_usage(ereput: Ereput, tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir()
    shutil.copy(WEB / "rpps" / "profile.json", folder)
    answer = json.loads((WEB / "rpps" / "number.json").read_text(encoding="utf-8"))
    answer = {**answer, "data": [], "meta": {**answer["meta"], "total": 0}}
    (folder / "nobody.json").write_text(json.dumps(answer))
    (folder / "exchanges.toml").write_text(
        f'[[exchange]]\nurl = "{REGISTER}/profile/"\nfile = "profile.json"\n'
        f'[[exchange]]\nurl = "{REGISTER}/data/"\nquery_has = ["19990418300"]\nfile = "nobody.json"\n'
    )

    ran = ereput("init", "--rpps", "19990418300", "--replay", "register", EREPUT_LANG="en")

    assert ran.returncode == 2
    assert "holds nobody under 19990418300" in ran.stderr.decode()
    assert not (tmp_path / "me.toml").exists()


def test_a_register_that_does_not_answer_is_exit_3_and_not_nobody(ereput: Ereput, tmp_path: Path) -> None:
    ran = ereput("init", "--rpps", "19990418305", "--replay", nothing_saved(tmp_path), EREPUT_LANG="en")

    assert ran.returncode == 3
    assert "could not be asked" in ran.stderr.decode()
    assert not (tmp_path / "me.toml").exists()


def test_a_card_that_cannot_be_written_is_exit_4(ereput: Ereput) -> None:
    assert ereput("init", "nowhere/me.toml", "--name", "Dr Claire Martin").returncode == 4


def test_on_a_terminal_a_few_questions_are_asked(environment: dict[str, str], tmp_path: Path) -> None:
    answers = ("Dr Claire Martin", "dermatologue", "", "69003", "Lyon", "04 65 71 18 30", "Mo-Fr 09:00-18:00", "")
    asked = pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "init", "--city", "Bron", "--lang", "en"],
        env=environment,
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
    )
    for question, answer in zip(
        ("Name", "Specialty", "street", "Postcode", r"Town \[Bron\]", "Telephone", "Opening", "web site"),
        answers,
        strict=True,
    ):
        asked.expect(question)
        asked.sendline(answer)
    asked.expect(pexpect.EOF)
    asked.close()

    kept = card.read(tmp_path / "me.toml")
    assert asked.exitstatus == 0
    assert (kept.name, kept.specialty, kept.city) == ("Dr Claire Martin", "dermatologue", "Lyon")
    assert (kept.street, kept.website, kept.opening_hours) == (None, None, "Mo-Fr 09:00-18:00")


def test_an_answer_that_cannot_stand_on_a_card_is_asked_for_again(environment: dict[str, str], tmp_path: Path) -> None:
    asked = pexpect.spawn(
        sys.executable,
        ["-m", "ereput", "init", "--name", "Dr Claire Martin", "--city", "Lyon", "--lang", "en"],
        env={**environment, "EREPUT_LANG": "en"},
        cwd=str(tmp_path),
        encoding="utf-8",
        timeout=20,
    )
    for _ in range(5):
        asked.sendline("")
    asked.expect("Telephone")
    asked.sendline("call me")
    asked.expect("does not read as a telephone number")
    asked.expect("Telephone")
    asked.sendline("04 65 71 18 30")
    asked.sendline("")
    asked.sendline("")
    asked.expect(pexpect.EOF)
    asked.close()

    assert asked.exitstatus == 0
    assert card.read(tmp_path / "me.toml").phone == "04 65 71 18 30"


def test_questions_can_be_left(environment: dict[str, str], tmp_path: Path) -> None:
    asked = pexpect.spawn(
        sys.executable, ["-m", "ereput", "init"], env=environment, cwd=str(tmp_path), encoding="utf-8", timeout=20
    )
    asked.expect(":")
    asked.sendintr()
    asked.expect(pexpect.EOF)
    asked.close()

    assert asked.exitstatus == 130
    assert not (tmp_path / "me.toml").exists()


# ---------------------------------------------------------------- read


def test_what_an_export_and_a_page_state_is_printed(ereput: Ereput) -> None:
    ran = ereput("read", TAKEOUT[1], str(PAGE), "--lang", "en", "--now", NOW)

    said = ran.stdout.decode()
    assert ran.returncode == 0
    assert "67 reviews read (7 with a reply, 13 without text)" in said
    assert "rated 3.2 / 5 on 5 reviews" in said
    assert said.index("takeout") < said.index("directory.html")


def test_read_gives_one_object_a_file_in_the_shape_of_the_contract(ereput: Ereput) -> None:
    ran = ereput("read", str(PAGE), TAKEOUT[1], "--json", "--now", NOW)

    page, takeout = rows(ran.stdout)
    assert [page["file"], takeout["file"]] == [str(PAGE), TAKEOUT[1]]
    for one in (page, takeout):
        assert set(one) == {"file", "url", "listings", "reviews", "problems"}
        assert {key for listing in one["listings"] for key in listing} == {  # type: ignore[attr-defined]
            "name", "types", "specialty", "address", "phone", "url", "opening_hours", "rating",
        }  # fmt: skip
        assert {key for review in one["reviews"] for key in review} == {  # type: ignore[attr-defined]
            "author", "date", "rating", "best", "text", "reply",
        }  # fmt: skip
    [listing] = page["listings"]  # type: ignore[misc]
    assert listing["address"] == {
        "street": "18 rue des Tilleuls Blancs",
        "postal_code": "69003",
        "locality": "Lyon",
        "country": "FR",
    }
    assert set(listing["rating"]) == {"value", "best", "worst", "count"}
    assert len(takeout["reviews"]) == 67  # type: ignore[arg-type]


def test_reviewers_are_named_only_when_that_is_asked_for(ereput: Ereput) -> None:
    hidden = ereput("read", TAKEOUT[1], "--json").stdout.decode()
    shown = ereput("read", TAKEOUT[1], "--json", "--authors").stdout.decode()

    assert "Capucine L." in shown
    assert "Capucine L." not in hidden


def test_a_file_that_cannot_be_read_says_so_and_the_others_are_still_read(ereput: Ereput) -> None:
    ran = ereput("read", "none.html", str(PAGE), "--json")

    none, page = rows(ran.stdout)
    assert ran.returncode == 0
    assert none == {
        "file": "none.html",
        "url": None,
        "listings": [],
        "reviews": [],
        "problems": ["there is no such file"],
    }
    assert page["listings"]


def test_when_no_file_could_be_read_it_is_exit_4(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7\n")

    ran = ereput("read", "none.html", "empty.html", "page.pdf", "--lang", "en")

    assert ran.returncode == 4
    assert [line for line in ran.stdout.decode().splitlines() if line.startswith("  ! ")] == [
        "  ! there is no such file",
        "  ! the file is empty",
        "  ! this is a PDF; open the page in a browser and save it as HTML",
    ]


def test_what_went_wrong_is_said_in_the_readers_language(ereput: Ereput) -> None:
    french, english = (ereput("read", "none.html", "--lang", language).stdout for language in ("fr", "en"))

    assert french != english


def test_a_page_that_states_nothing_is_no_failure(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "plain.html").write_text("<html><body><h1>Horaires</h1></body></html>")

    ran = ereput("read", "plain.html", "--lang", "en")

    assert ran.returncode == 0
    assert "states no listing and no review" in ran.stdout.decode()


def test_a_page_cannot_write_on_the_terminal(ereput: Ereput, tmp_path: Path) -> None:
    (tmp_path / "hostile.html").write_text(
        '<html><script type="application/ld+json">{"@type": "Physician", "name": "Dr \\u001b[2JX\\u202e Vaubrun"}'
        "</script></html>"
    )

    said = ereput("read", "hostile.html").stdout.decode()

    assert "Vaubrun" in said
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.mark.parametrize("words", [("read",), ("read", "x", "--now", "soon"), ("sources", "--lang", "de"), ("nope",)])
def test_wrong_usage_is_exit_2(ereput: Ereput, words: tuple[str, ...]) -> None:
    ran = ereput(*words)

    assert (ran.returncode, ran.stdout) == (2, b"")
    assert b"Traceback" not in ran.stderr
