"""Who of several people of the register is meant: a person says so, or the command refuses to guess."""

import signal
import sys
from collections.abc import Sequence
from typing import NamedTuple

import msgspec
import typer

from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.model import Address, Identifier, Practitioner
from ereput.parsing.specialties import called
from ereput.parsing.towns import written
from ereput.report.inert import inert
from ereput.words import Words

SHOWN = 5  # candidates named in a sentence


class Candidate(NamedTuple):
    """Somebody of the register who may be meant."""

    number: str  # RPPS
    specialties: tuple[str, ...]
    towns: tuple[str, ...]
    place: Address  # of the first practice, without its street


def decided(who: Practitioner, candidates: Sequence[Candidate], words: Words, *, asks: bool = True) -> Practitioner:
    """The practitioner with the number of the one that a person names; as they were where none of them is.

    Raises UsageError where nobody is there to be asked, or is not to be (`asks`).
    """
    if len(candidates) < 2:
        return who
    if not (asks and sys.stdin.isatty() and sys.stderr.isatty()):
        shown = " · ".join(_said(one) for one in candidates[:SHOWN])
        raise UsageError(
            "{count} people named {name} are registered: {cards}; say which: --rpps, or --city and --specialty",
            count=len(candidates),
            name=inert(who.name, 80),
            cards=shown + (" · …" if len(candidates) > SHOWN else ""),
        )
    chosen = _asked(who, candidates, words)
    return who if chosen is None else _known(who, chosen)


def _asked(who: Practitioner, candidates: Sequence[Candidate], words: Words) -> Candidate | None:
    """The one that a person names; None: none of them."""
    said = words.say("{count:n} people named {name} are registered:", count=len(candidates), name=inert(who.name, 80))
    remark(said)
    for nth, one in enumerate(candidates, 1):
        remark(f"{nth:>4}  {_said(one)}")
    question = words.say("Which one? (its number; an empty answer: none of them)")
    while answer := _typed(words.say("{question}: ", question=question)):
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]
    return None


def _typed(question: str) -> str:
    """A line. An interruption ends it at once, though asyncio, within which it is asked for, would put that off."""
    typer.echo(question, nl=False, err=True)
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return input().strip()
    except EOFError:
        raise typer.Abort from None
    finally:
        signal.signal(signal.SIGINT, heard)


def _said(one: Candidate) -> str:
    """ "dermatologue, Lyon 6e Arrondissement, RPPS 19990418305"."""
    works = dict.fromkeys(called(work) or work for work in one.specialties)
    return inert(", ".join([*works, *map(written, one.towns), f"RPPS {one.number}"]), 120)


def _known(who: Practitioner, one: Candidate) -> Practitioner:
    """With the number, and what was not typed: engines are asked with specialty and town."""
    specialty = next(iter(one.specialties), None)
    return msgspec.structs.replace(
        who,
        identifiers=(*who.identifiers, Identifier(system="rpps", value=one.number)),
        specialty=who.specialty or called(specialty) or specialty,
        address=one.place if who.address.is_empty else who.address,
    )
