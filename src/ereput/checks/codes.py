"""What a finding code is: what it looks for, how much it asks, and its sentences."""

from collections.abc import Mapping
from typing import NamedTuple

from ereput.model import Severity

Values = dict[str, str | int | float | None]  # what a sentence is filled in with, in any language
Sentence = str | tuple[str, str]  # the second for a count: for one, for several


class Code(NamedTuple):
    """A row of the table of findings. Sentences are English message ids, one for each `case` in a finding's values."""

    about: str  # for docs/checks.md
    severity: Severity  # the gravest that it can have
    sentences: Mapping[str, Sentence]
    has_clock: bool = False  # a sentence of checks.clocks follows


def plural(one: str, many: str) -> tuple[str, str]:
    """Marks a sentence with a count for extraction, as N_ does one without."""
    return one, many
