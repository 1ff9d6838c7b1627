"""What a watch prints and sends: one digest, or that there is nothing to tell."""

import sys
from collections.abc import Mapping, Sequence

import typer

from ereput import registry
from ereput.cli import output, progress
from ereput.model import Practitioner
from ereput.report.inert import inert
from ereput.report.view.given import titled
from ereput.watch import Digest, Notice, channels, digest
from ereput.words import Words


def show(who: Practitioner, notices: Sequence[Notice], words: Words) -> None:
    """Prints the digest."""
    if notices:
        told = _digest(who, notices, words)
        typer.echo(_fitted(f"{told.subject}\n\n{told.body}"), nl=False)
    else:
        typer.echo(words.say("{name}: nothing that deserves to be told.", name=inert(who.name, 80)))


def _fitted(text: str) -> str:
    """On a terminal lines end between words, and an item's hang below it; what is sent stays as it is."""
    if not sys.stdout.isatty():
        return text
    items = ((line.removeprefix("- "), "- " if line.startswith("- ") else "") for line in text.splitlines())
    return "\n".join(part for said, lead in items for part in output.hung(said, lead)) + "\n"


def send(
    open_channels: Sequence[object], who: Practitioner, untold: Sequence[Notice], words: Words
) -> tuple[str, ...] | None:
    """The channels that refused; None where none took it, so that it is told next time."""
    if not untold:
        return ()
    if not open_channels:
        typer.echo(words.say("No channel is set ([watch] notify, or --notify): it was only printed."), err=True)
        return ()
    sent = channels.send(_digest(who, untold, words), open_channels)
    for channel in sent.refused:
        typer.echo(words.say("{channel} did not take it.", channel=inert(channel, 120)), err=True)
    if not sent.taken:
        typer.echo(words.say("It is kept, and told next time."), err=True)
        return None
    return sent.refused


def titles(words: Words) -> Mapping[str, str]:
    """The sources' names for people."""
    return {name: titled(words, name, source.about.title) for name, source in registry.source_classes().items()}


def _digest(who: Practitioner, notices: Sequence[Notice], words: Words) -> Digest:
    silences = {status.value: said for status, said in progress.SAID.items()}
    return digest(who.name, notices, words, titles(words), silences)
