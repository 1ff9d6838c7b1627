"""Prose on a terminal: lines end between words, and hang from where they begin; what is piped stays as it is said."""

import os
import re
import shutil
import sys
from typing import TextIO

import typer


def tell(text: str) -> None:
    """On stdout."""
    typer.echo(fitted(text, sys.stdout))


def remark(text: str) -> None:
    """On stderr, beside what is printed."""
    typer.echo(fitted(text, sys.stderr), err=True)


def fitted(text: str, stream: TextIO) -> str:
    """The text in the width of the terminal that the stream leads to; an address or a hash stays whole."""
    if not stream.isatty():
        return text
    columns = _columns(stream)
    return "\n".join(part for line in text.split("\n") for part in _parts(line, columns))


def _parts(line: str, columns: int) -> list[str]:
    from wcwidth import width, wrap

    if width(line) <= columns:
        return [line]
    lead = re.match(r" *(?:- )?", line)[0]  # type: ignore[index]  # it matches nothing at all too
    hanging = " " * len(lead)
    return wrap(
        line[len(lead) :],
        columns,
        initial_indent=lead,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        propagate_sgr=False,
    )


def _columns(stream: TextIO) -> int:
    try:
        return max(40, os.get_terminal_size(stream.fileno()).columns)
    except (OSError, ValueError):
        return shutil.get_terminal_size((100, 24)).columns
