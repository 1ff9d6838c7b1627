"""What is never done: no command for it, and a reason that points at a fact."""

import re
from pathlib import Path

import typer.main

from ereput.cli.signatures import app
from ereput.guide.tree import tree

PAGE = (Path(__file__).parents[1] / "docs" / "ethics.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| ([a-z-]+) \| ([ABCKXI]) \|$", PAGE, re.MULTILINE)


def names(command: object, path: str = "") -> list[str]:
    """Every command and option."""
    found = [path, *(option for each in command.params for option in each.opts)]  # type: ignore[attr-defined]
    for name, inner in getattr(command, "commands", {}).items():
        found += names(inner, f"{path} {name}".strip())
    return found


def test_every_never_points_at_a_fact_as_surely_as_it_is_known() -> None:
    facts = tree().facts

    assert len(ROWS) >= 8
    for never, why, fact, certainty in ROWS:
        assert facts[fact].certainty == certainty, never
        assert facts[fact].checked_on
        assert facts[fact].is_settled or "to be checked" in why, never


def test_the_page_has_a_reason_for_each_thing_that_is_never_done() -> None:
    told = " ".join(row[0] for row in ROWS)

    for word in ("asking", "filtering", "buying", "paid ranking", "comparison", "posting", "patient's file"):
        assert word in told
    assert "R4127-19-1" in PAGE


def test_no_command_posts_asks_buys_or_ranks() -> None:
    said = names(typer.main.get_command(app))

    assert len(said) > 50
    wrong = re.compile(r"\b(?:post|publish|send|submit|ask-for|request-review|buy|invite|boost|rank|flood|patient)\b")
    assert [name for name in said if wrong.search(name) and name != "--posted"] == []
