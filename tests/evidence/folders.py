"""A folder of evidence as the tool writes it."""

from datetime import UTC, datetime
from pathlib import Path

from ereput.evidence import Draft, Head, Taken, sealed

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def head(*pages: Taken) -> Head:
    return Head(
        tool="ereput 0",
        made_at=NOW,
        zone="Europe/Paris",
        notice=("not a constat",),
        pages=pages,
        machine={"tool": "ereput 0", "scripts_run": False, "proxy": None},
        unknown=("who typed",),
    )


def written(place: Path) -> str:
    """Two pages and a note in a folder; returns the manifest's SHA-256."""
    with Draft(place) as draft:
        pages = []
        for number in (1, 2):
            name = f"page-{number:02}.html"
            digest = draft.write(name, f"<html>page {number} é</html>".encode())
            url = f"https://avis.example/{number}"
            pages.append(
                Taken(
                    how="fetched", asked=url, url=url, taken_at=NOW, local_time="2026-11-21T10:00:00+01:00",
                    status=200, file=name, sha256=digest,
                )
            )  # fmt: skip
        draft.write("README.txt", b"what this is\n")
        names = ("page-01.html", "page-02.html", "README.txt")
        return draft.done(sealed(head(*pages), [draft.file(name) for name in names]))
