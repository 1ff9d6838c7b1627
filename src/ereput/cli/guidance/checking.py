"""`ereput evidence verify` and `list`: what of a folder has changed, and what the history knows."""

import sys
from pathlib import Path

import typer

from ereput.cli import EXIT_STORE, output
from ereput.cli.guidance.casework import kept_case
from ereput.cli.prose import fitted
from ereput.evidence import Checked, checked
from ereput.evidence import listed as as_lines
from ereput.evidence.harmless import printable
from ereput.guide.cases import About
from ereput.history import History
from ereput.words import Words


def verified(folder: Path, noted: str | None, place: Path | str | None, words: Words) -> int:
    """Prints one sentence for each difference, or that nothing changed; returns the exit code."""
    found = checked(folder, noted)
    lines = [words.say(each.said, **_inert(each.values)) for each in found.differences]
    remembered, is_other = _remembered(found, folder, place, words)
    if is_other:
        lines.append(remembered)
    if lines:
        output.printed(fitted("\n".join(lines), sys.stdout) + "\n")
        return EXIT_STORE
    assert found.manifest is not None
    count = len(found.manifest.files)
    at = f"{found.manifest.told.made_at:%Y-%m-%d %H:%M:%S} UTC"
    said = words.plural(
        "Unchanged: {count} file is as the manifest of {at} says.",
        "Unchanged: {count} files are as the manifest of {at} says.",
        count,
        at=at,
    )
    told = words.say("SHA-256 of the manifest: {sha256}", sha256=found.sha256)
    output.printed(fitted("\n".join(filter(None, (said, told, remembered))), sys.stdout) + "\n")
    return 0


def _remembered(found: Checked, folder: Path, place: Path | str | None, words: Words) -> tuple[str, bool]:
    """What the history says of this manifest, and whether it noted another one for this folder."""
    if found.sha256 is None or place is None or (isinstance(place, Path) and not place.exists()):
        return "", False
    with History(place) as past:
        if at := past.evidence_noted_at(found.sha256):
            hour = f"{at:%Y-%m-%d %H:%M:%S} UTC"
            said = words.say(
                "The history of this machine knows this manifest: its last page was kept at {hour}.", hour=hour
            )
            return said, False
        if others := past.manifests_of(str(folder.absolute())):
            return words.say(
                "the history noted another manifest for this folder: {noted}", noted=", ".join(sorted(others))
            ), True
    return words.say(
        "The history of this machine does not know this manifest: compare its SHA-256 with the one noted elsewhere."
    ), False


def _inert(values: dict[str, object]) -> dict[str, object]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in values.items()}


def listed(past: History, words: Words, zone: str, finding: str | None, number: int | None) -> None:
    """The pages that the history remembers, as a letter names them; of a case, those of its finding too."""
    about = kept_case(past, number).case.about if number is not None else About(finding=finding)
    if not (pages := past.evidence(finding or about.finding, number, about.url)):
        typer.echo(words.say("No page is kept yet."))
    for line in as_lines(pages, words, zone):
        output.printed(fitted(line, sys.stdout) + "\n")
