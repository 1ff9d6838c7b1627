"""Something that deserves to be told."""

from collections.abc import Mapping
from datetime import date

import msgspec

from ereput.errors import StoreError
from ereput.model import Finding


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Told once for each id. It holds no review's words, unless they were asked for."""

    id: str
    kind: str  # a key of digest.SENTENCES
    values: Mapping[str, str | int | float | None] = {}
    finding: Finding | None = None  # says its own sentence
    url: str | None = None
    deadline: date | None = None
    text: str | None = None  # of the review, where it was asked for


def to_json(notice: Notice) -> bytes:
    return msgspec.json.encode(notice, order="deterministic")


def from_json(document: bytes) -> Notice:
    """The notice that was kept; StoreError for anything else."""
    try:
        return msgspec.json.decode(document, type=Notice)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError("this is no notice of ereput: {reason}", reason=error) from None
