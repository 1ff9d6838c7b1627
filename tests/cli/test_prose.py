"""Lines on a terminal."""

import io
import os
import pty

import pytest

from ereput.cli.prose import fitted


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> io.TextIOWrapper:
    """A stream to a terminal of 40 columns."""
    _, inner = pty.openpty()
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((40, 24)))
    return os.fdopen(inner, "w")


def test_lines_end_between_words_and_hang_from_where_they_begin(narrow: io.TextIOWrapper) -> None:
    text = (
        "Short.\n\n- An item of some length, that does not fit into one line.\n    So does this, and it is further in."
    )

    assert fitted(text, narrow).split("\n") == [
        "Short.",
        "",
        "- An item of some length, that does not",
        "  fit into one line.",
        "    So does this, and it is further in.",
    ]


def test_a_hash_stays_whole_and_what_fits_keeps_its_columns(narrow: io.TextIOWrapper) -> None:
    assert fitted(f"SHA-256: {'0' * 64}", narrow).split("\n") == ["SHA-256:", "0" * 64]
    assert fitted("     9  audits", narrow) == "     9  audits"


def test_what_is_piped_stays_as_it_is_said() -> None:
    assert fitted("word " * 100, io.StringIO()) == "word " * 100


def test_a_terminal_that_does_not_tell_its_width_has_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)

    assert max(map(len, fitted("word " * 100, stream).split("\n"))) <= 50
