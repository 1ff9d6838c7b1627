"""What the history remembers of a page that was kept, and how a letter names it."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from ereput.evidence.manifest import Manifest
from ereput.parsing import zones
from ereput.words import Words


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a folder of evidence."""

    manifest: str  # SHA-256 of the folder's manifest
    folder: str
    file: str
    sha256: str
    how: str  # fetched · saved
    asked: str | None = None
    url: str | None = None  # after redirects
    taken_at: datetime  # UTC
    finding: str | None = None
    case: int | None = None


def kept(manifest: Manifest, digest: str, folder: str) -> tuple[Kept, ...]:
    """A row for each page of a folder; `digest` is the manifest's own SHA-256."""
    told = manifest.told
    return tuple(
        Kept(
            manifest=digest,
            folder=folder,
            file=page.file,
            sha256=page.sha256,
            how=page.how,
            asked=page.asked,
            url=page.url,
            taken_at=page.taken_at,
            finding=told.finding,
            case=told.case,
        )
        for page in told.pages
    )


def listed(pages: Iterable[Kept], words: Words, zone: str | None = None) -> tuple[str, ...]:
    """A line for each page, as a letter needs it: exact address, day and hour, both hashes. The oldest first.

    Without a zone, the hour is that of the practice.
    """
    return tuple(
        _line(page, words, zone or zones.here().key)
        for page in sorted(pages, key=lambda page: (page.taken_at, page.file))
    )


def _line(page: Kept, words: Words, zone: str) -> str:
    at = page.taken_at.astimezone(ZoneInfo(zone))
    told = {
        "url": page.url or page.asked or page.file,
        "day": at.date(),
        "hour": f"{at:%H:%M:%S}",
        "zone": zone,
        "page": page.sha256,
        "manifest": page.manifest,
    }
    if page.how == "saved":
        return words.say(
            "{url}, page saved by myself and kept on {day:date} at {hour} ({zone}); SHA-256 of the page {page};"
            " of the manifest {manifest}",
            **told,
        )
    return words.say(
        "{url}, kept on {day:date} at {hour} ({zone}); SHA-256 of the page {page}; of the manifest {manifest}", **told
    )
