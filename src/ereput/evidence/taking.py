"""From addresses and saved files to files of a draft: each page as a browser gets it, beside the WARC of it all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec

from ereput.errors import SourceError
from ereput.evidence import browser
from ereput.evidence.addresses import Named, said, shown
from ereput.evidence.folder import Draft
from ereput.evidence.harmless import printable
from ereput.evidence.manifest import Hop, Missed, Taken
from ereput.evidence.saved import Saved
from ereput.evidence.witness import Witness
from ereput.fetch import Fetcher, redacted
from ereput.page import Page
from ereput.source import About, Kind, Request
from ereput.words import N_, Words

MOST_BYTES = 20_000_000  # of one page
ABOUT = About(
    name="evidence",
    title="Evidence",
    kind=Kind.PAGES,
    home="https://www.rfc-editor.org/rfc/rfc9309",
    base_url="",
    terms="https://www.rfc-editor.org/rfc/rfc9309",  # each site has its own; robots.txt is asked everywhere
    asks_robots=True,
)
_ANSWERS = (200, 404, 410)  # that a page is gone is worth keeping too
_ENDINGS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "txt",
    "application/json": "json",
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
}
_SHOWN = ("html", "mhtml")

PICTURED = N_("made from what was kept, without network and without scripts: what comes from elsewhere is missing")
PICTURED_CUT = N_(
    "made from what was kept, without network and without scripts: what comes from elsewhere is missing,"
    " and the foot of the page is cut off"
)


async def fetched(
    urls: Iterable[str],
    fetch: Fetcher,
    witness: Witness,
    draft: Draft,
    now: Callable[[], datetime],
    zone: str,
    words: Words,
) -> tuple[list[Taken], list[Missed]]:
    """Asks for each page in turn, and writes what came; what a site or its robots.txt refuses is told."""
    taken: list[Taken] = []
    missed: list[Missed] = []
    for url in urls:
        at, first = now(), len(witness.hops)
        try:
            page = await fetch(Request(url=url, answers=_ANSWERS, wants_page=True, then=lambda page: ()), ABOUT)
        except SourceError as error:
            missed.append(_missed(url, at, error, words))
            continue
        name = f"page-{len(taken) + 1:02}.{_ENDINGS.get(page.media_type, 'bin')}"
        taken.append(_taken(page, name, draft.write(name, page.body), witness.hops[first:], zone))
    return taken, missed


def brought(
    files: Sequence[tuple[Saved, Named | None]], witness: Witness, draft: Draft, now: datetime, zone: str, words: Words
) -> list[Taken]:
    """Writes what the user saved, as it is; with each file the address that was named for it, if any."""
    taken = []
    for number, (file, named) in enumerate(files, 1):
        name = f"saved-{number:02}.{file.ending}"
        url = named.url if named else file.url
        witness.keep_file(url or f"urn:ereput:{name}", file.body, file.content_type, now)
        taken.append(
            Taken(
                how="saved",
                asked=redacted(named.url) if named else None,
                url=redacted(url) if url else None,
                taken_at=now,
                local_time=local(now, zone),
                file=name,
                sha256=draft.write(name, file.body),
                original_name=printable(file.name),
                original_date=file.changed_at,
                url_is_verified=False if url else None,
                address_said=said(named, file.stated, words),
                stated={how: shown(each) for how, each in file.stated.items()},
            )
        )
    return taken


def pictured(page: Taken, draft: Draft, program: str, words: Words) -> Taken:
    """The page with a picture of it, or with the reason why there is none."""
    stem, _, ending = page.file.rpartition(".")
    if ending not in _SHOWN:
        return page
    stated = dict(page.hops[-1].headers) if page.hops else {}
    kind = next((value for name, value in stated.items() if name.lower() == "content-type"), "text/html")
    kind = "multipart/related" if ending == "mhtml" else kind
    try:
        made = browser.picture(program, draft.read(page.file), kind, page.url or "http://saved.invalid/")
    except browser.NoPicture as error:
        return msgspec.structs.replace(page, image_said=str(error))
    draft.write(f"{stem}.picture.png", made.png)
    said = words.say(PICTURED_CUT if made.is_cut else PICTURED)
    return msgspec.structs.replace(page, image=f"{stem}.picture.png", image_said=said)


def local(instant: datetime, zone: str) -> str:
    """2026-11-22T03:45:12+01:00."""
    return instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _missed(url: str, at: datetime, error: SourceError, words: Words) -> Missed:
    said = words.say(error.text, **error.values) if error.values else words.phrase(error.text)
    return Missed(asked=redacted(url), asked_at=at, status=error.status.value, detail=printable(said, 300))


def _taken(page: Page, name: str, digest: str, hops: list[Hop], zone: str) -> Taken:
    return Taken(
        how="fetched",
        asked=redacted(page.asked),
        url=redacted(page.url),
        taken_at=page.retrieved_at.astimezone(UTC),
        local_time=local(page.retrieved_at, zone),
        status=page.status,
        file=name,
        sha256=digest,
        hops=tuple(hops),
    )
