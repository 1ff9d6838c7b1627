"""What a watch prints and sends: one digest, or that there is nothing to tell."""

from collections.abc import Mapping, Sequence

import typer

from ereput import registry
from ereput.cli import progress
from ereput.cli.prose import remark, tell
from ereput.model import Practitioner
from ereput.report.inert import inert
from ereput.report.view.given import titled
from ereput.watch import Digest, Notice, channels, digest
from ereput.words import Words


def show(who: Practitioner, notices: Sequence[Notice], words: Words) -> None:
    """Prints the digest."""
    if notices:
        told = _digest(who, notices, words)
        tell(f"{told.subject}\n\n{told.body}".rstrip("\n"))
    else:
        typer.echo(words.say("{name}: nothing that deserves to be told.", name=inert(who.name, 80)))


def send(
    open_channels: Sequence[object], who: Practitioner, untold: Sequence[Notice], words: Words
) -> tuple[str, ...] | None:
    """The channels that refused; None where none took it, so that it is told next time."""
    if not untold:
        return ()
    if not open_channels:
        remark(words.say("No channel is set ([watch] notify, or --notify): it was only printed."))
        return ()
    sent = channels.send(_digest(who, untold, words), open_channels)
    for channel in sent.refused:
        remark(words.say("{channel} did not take it.", channel=inert(channel, 120)))
    if not sent.taken:
        remark(words.say("It is kept, and told next time."))
        return None
    return sent.refused


def titles(words: Words) -> Mapping[str, str]:
    """The sources' names for people."""
    return {name: titled(words, name, source.about.title) for name, source in registry.source_classes().items()}


def _digest(who: Practitioner, notices: Sequence[Notice], words: Words) -> Digest:
    silences = {status.value: said for status, said in progress.SAID.items()}
    return digest(who.name, notices, words, titles(words), silences)
