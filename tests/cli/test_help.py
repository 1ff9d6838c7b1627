"""The help in French: typer's own words too."""

import re

import typer.main

from commands import Ereput
from ereput.cli.help import spoken
from ereput.cli.signatures import app
from ereput.words import Words

ENGLISH = ("Show this", "Options:", "Arguments:", "Commands:", "[required]", "[default:", "Install completion")


def helps(language: str) -> list[str]:
    """The help of every command."""
    found = []

    def walk(command: object, parent: object = None) -> None:
        context = command.make_context("ereput", [], parent=parent, resilient_parsing=True)  # type: ignore[attr-defined]
        found.append(command.get_help(context))  # type: ignore[attr-defined]
        for inner in getattr(command, "commands", {}).values():
            walk(inner, context)

    walk(spoken(typer.main.get_command(app), Words(language)))
    return found


def test_no_help_in_french_has_a_word_of_typers() -> None:
    pages = helps("fr")

    assert len(pages) > 15
    for page in pages:
        assert not [word for word in ENGLISH if word in page], page
        assert "Afficher cette aide et quitter" in page
    assert any("[obligatoire]" in page for page in pages)


def test_english_is_typers_own() -> None:
    assert all("Show this message and exit." in page and "Options:" in page for page in helps("en"))


def test_a_stranger_reads_it(ereput: Ereput) -> None:
    page = ereput("guide", "--help").stdout.decode()

    assert "Utilisation" in page
    assert "Show this" not in page


def test_the_list_of_commands_is_whole_and_speaks_french() -> None:
    first = helps("fr")[0]

    assert "..." not in first.replace("[ARGUMENTS]...", "")
    assert "COMMANDE [ARGUMENTS]" in first
    assert "-h, --help" in first


def test_what_is_to_be_typed_is_named_in_french() -> None:
    page = "\n".join(helps("fr"))

    assert "--city VILLE" in page
    assert not re.search(r"\b(?:TOWN|STREET|NUMBER|FILE|WHO|DIR)\b", page)


def test_h_is_help_everywhere(here: Ereput) -> None:
    assert here("-h").stdout == here("--help").stdout
    assert here("audit", "-h").stdout == here("audit", "--help").stdout
