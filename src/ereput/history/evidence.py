"""Pages that were kept as evidence: which manifest holds them, and for which finding or case."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from ereput.errors import StoreError
from ereput.evidence import Kept
from ereput.history.database import Database, Tables
from ereput.history.keys import instant


def note(tables: Tables, key: str | None, pages: Iterable[Kept]) -> None:
    """Remembers pages; `key` names the practitioner, where a finding or a card says who it is. Once is enough."""
    for page in pages:
        tables.change(
            "INSERT INTO evidence (key, manifest, folder, file, taken_at, finding, case_number, document)"
            " VALUES (?,?,?,?,?,?,?,?) ON CONFLICT (manifest, file) DO NOTHING",
            key,
            page.manifest,
            page.folder,
            page.file,
            instant(page.taken_at),
            page.finding,
            page.case,
            msgspec.json.encode(page),
        )


def listed(
    database: Database, finding: str | None = None, case: int | None = None, url: str | None = None
) -> list[Kept]:
    """The pages kept for a finding or for a case, or of an address without either; all of them where none is named.

    The oldest first. What was kept for another finding or case is not taken for its address alone.
    """
    rows = database.rows("SELECT finding, case_number, document FROM evidence ORDER BY taken_at, id")
    return [
        page
        for of_finding, of_case, document in rows
        for page in [_page(document)]
        if (finding is None and case is None and url is None)
        or (finding is not None and of_finding == finding)
        or (case is not None and of_case == case)
        or (url is not None and of_finding is None and of_case is None and url in (page.url, page.asked))
    ]


def manifests(database: Database, folder: str) -> set[str]:
    """The manifests that a folder was seen with: one, unless it was deleted and made anew."""
    return {str(manifest) for (manifest,) in database.rows("SELECT manifest FROM evidence WHERE folder = ?", folder)}


def noted_at(database: Database, manifest: str) -> datetime | None:
    """When the pages of a manifest were kept; None where this history does not know it."""
    rows = database.rows("SELECT MAX(taken_at) FROM evidence WHERE manifest = ?", manifest)
    return datetime.fromisoformat(rows[0][0]) if rows and rows[0][0] else None


def _page(document: bytes) -> Kept:
    try:
        return msgspec.json.decode(document, type=Kept)
    except (msgspec.DecodeError, RecursionError) as error:
        raise StoreError("this is no page of evidence: {reason}", reason=error) from None
