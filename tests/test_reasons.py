"""What the system and the readers of files say, in our own words and in the reader's language."""

import errno
import os
import sqlite3
import ssl
import tomllib
from pathlib import Path

import msgspec
import pytest

from ereput.card import Card
from ereput.errors import Disallowed, StoreError, Unreachable
from ereput.reasons import shaped, why
from ereput.settings import Settings
from ereput.words import Clause, Words


def said(error: Exception, language: str = "fr") -> str:
    told = StoreError("{path}: {reason}", path="f", reason=error)
    return Words(language).say(told.text, **told.values).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.EISDIR, errno.ENOSPC, errno.EROFS, errno.ENAMETOOLONG]
)
def test_what_the_system_says_is_said_in_our_words(number: int) -> None:
    error = OSError(number, os.strerror(number))

    assert os.strerror(number) not in said(error, "en") + said(error, "fr")
    assert said(error, "en") != said(error, "fr")


def test_what_is_not_known_is_quoted_from_the_system() -> None:
    assert said(OSError(errno.EXDEV, "Invalid cross-device link")) == "f : le système dit : Invalid cross-device link"


def test_the_numbers_of_ssl_are_not_those_of_the_system() -> None:
    assert "droit" not in said(ssl.SSLError(1, "[SSL] wrong version number"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name = 1", "name est un nombre entier, il faudrait un texte entre guillemets droits"),
        ('city = "Lyon"', "name manque"),
        ('name = "x"\nphones = "1"', "phones est un texte entre guillemets droits, il faudrait une liste"),
        ('name = "x"\n[[former]]\nstret = "a"', "former[0].stret n'est pas connu ici ; vouliez-vous dire former"),
        (f'name = "{300 * "x"}"', "name devrait être un texte entre guillemets droits : 200 caractères au plus"),
    ],
)
def test_a_card_of_another_shape_is_told_by_its_field(text: str, says: str) -> None:
    with pytest.raises(msgspec.ValidationError) as met:
        shaped(tomllib.loads(text), Card)

    assert says in said(met.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[fetch]\ncache = "yes"', "fetch.cache is a text in quotes, and should be true or false"),
        ("[history]\nkeep_audits = -3", "history.keep_audits should be a whole number: 0 at least"),
        ('[sources.gdelt]\npace = "slow"', "sources.NAME.pace is a text in quotes, and should be a number"),
        ("sources = 3", "sources is a whole number, and should be a section of names and values"),
    ],
)
def test_a_setting_of_another_kind_is_told_by_its_field(text: str, says: str) -> None:
    with pytest.raises(msgspec.ValidationError) as met:
        msgspec.convert(tomllib.loads(text), Settings)

    assert says in said(met.value, "en")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "x"\ncity = Lyon\n', "la ligne 2 n'est pas comprise à partir du caractère 8"),
        ("a = 1\na = 2\n", "la ligne 2 énonce une seconde fois"),
        ("a = 1\na = 2", "énonce deux fois"),
        ('a = "x', "il manque sa fin"),
    ],
)
def test_toml_that_is_none_is_told_by_its_line(text: str, says: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as met:
        tomllib.loads(text)

    assert says in said(met.value)


def test_a_database_that_is_none_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite").write_bytes(b"no database" * 200)
    with pytest.raises(sqlite3.DatabaseError) as met:
        sqlite3.connect(tmp_path / "history.sqlite").execute("SELECT * FROM sqlite_master")

    assert said(met.value) == "f : ce n'est pas une base de données"


def test_the_other_readers_are_told_too() -> None:
    assert "octet 2" in said(UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "invalid"))
    assert "JSON" in said(msgspec.DecodeError("malformed"))
    assert "imbriquées" in said(RecursionError())


def test_an_error_of_ours_within_another_is_said_in_the_language_of_the_other() -> None:
    inner = Unreachable("time-out: no answer within {seconds} s", seconds="30")
    told = Disallowed("robots.txt could not be read: {reason}", reason=inner)

    assert str(told) == "robots.txt could not be read: time-out: no answer within 30 s"
    assert "pas de réponse" in Words("fr").say(told.text, **told.values)


def test_an_error_that_is_not_known_stands_as_it_is() -> None:
    assert why(ValueError("whatever")) is None
    assert said(ValueError("whatever")) == "f : whatever"


def test_a_clause_is_english_until_it_is_said() -> None:
    clause = Clause("{name} is missing", name="phone")

    assert clause == "phone is missing"
    assert Words("fr").say("{reason}", reason=clause) == "phone manque"
