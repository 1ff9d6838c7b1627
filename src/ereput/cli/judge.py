"""`ereput judge`: a person decides about the listings that the last audit left open."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from ereput import registry, settings
from ereput.cli import logs
from ereput.cli.audit import language as spoken
from ereput.errors import UsageError
from ereput.history import History
from ereput.identity import FEATURES, worth_asking
from ereput.model import Audit, Judgement, Match
from ereput.report.inert import inert, web_address
from ereput.words import N_, Words

REASONS = 4  # signals shown with a question
_ANSWERS = {
    **dict.fromkeys(("y", "o", "yes", "oui"), Judgement.SAME),
    **dict.fromkeys(("n", "no", "non"), Judgement.DIFFERENT),
    "?": Judgement.UNSURE,
}
_SAID = {Judgement.SAME: N_("theirs"), Judgement.DIFFERENT: N_("somebody else's"), Judgement.UNSURE: N_("left open")}


def run(
    *, lists: bool, forget: int | None, database: str | None, language: str | None, config: Path | None, verbose: int
) -> None:
    """Asks about the unsure ones of the last audit; or lists what was answered, or takes an answer back."""
    logs.begin(verbose)
    set_ = settings.read(config, list(registry.source_classes()))
    words = Words(spoken(language or set_.language))
    with History(settings.history_file(set_, database)) as past:
        if forget is not None:
            if not past.forget(forget):
                raise UsageError("there is no answer number {number}; see ereput judge --list", number=forget)
            typer.echo(words.say("Forgotten; the next audit judges it by itself."))
        elif lists:
            _list(past, words)
        else:
            _ask(past, words)


def _list(past: History, words: Words) -> None:
    decided = past.decisions()
    for one in decided:
        said = words.say(_SAID[one.judgement])
        typer.echo(f"{one.number:4}  {words.day(one.made_at.date())}  {said}  {inert(one.title, 80)}")
        typer.echo(f"      {inert(one.key, 80)}  {inert(one.listing, 120)}")
    if not decided:
        typer.echo(words.say("Nothing was answered yet."))


def _ask(past: History, words: Words) -> None:
    if (audit := past.latest()) is None:
        raise UsageError("there is no audit yet; make one first: ereput audit …")
    known = past.told(audit.practitioner)
    left = [match for match in worth_asking(audit.matches) if match.listing.key not in known]
    if not left:
        typer.echo(
            words.say("Nothing is left open in the last audit of {name}.", name=inert(audit.practitioner.name, 80))
        )
        return
    typer.echo(words.say("y: theirs · n: somebody else's · ?: cannot say · q: stop. The first question helps most."))
    answered = 0
    for place, match in enumerate(left, 1):
        typer.echo("")
        typer.echo("\n".join(_question(audit, match, place, len(left), words)))
        if (decided := _answer(words)) is None:
            break
        past.tell(
            audit.practitioner, match.listing.key, _title(match), decided, datetime.now(UTC).replace(microsecond=0)
        )
        answered += 1
    typer.echo("")
    said = words.plural("{count:n} answer kept.", "{count:n} answers kept.", answered)
    typer.echo(said)
    typer.echo(words.say("They count from the next audit on; ereput judge --list shows them."))


def _question(audit: Audit, match: Match, place: int, of: int, words: Words) -> list[str]:
    """Title, address, and why it is not sure."""
    name = inert(audit.practitioner.name, 80)
    listing = match.listing
    lines = [words.say("{place}/{of} Is this {name}?", place=place, of=of, name=name), f"  {_title(match)}"]
    if listing.snippet:
        lines.append(f"  {inert(listing.snippet, 200)}")
    if address := web_address(listing.url):
        lines.append(f"  {address}")
    for signal in match.signals[:REASONS]:
        if signal.weight and (feature := FEATURES.get(signal.feature)):
            detail = f" {inert(signal.detail, 60)}" if signal.detail else ""
            lines.append(f"  {'+' if signal.weight > 0 else '−'} {words.say(feature.sentence)}{detail}")
    return lines


def _title(match: Match) -> str:
    listing = match.listing
    return inert(getattr(listing, "name", None) or listing.title or listing.key, 120)


def _answer(words: Words) -> Judgement | None:
    """What was typed; None to stop."""
    while (typed := _typed()) != "q":
        if typed in _ANSWERS:
            return _ANSWERS[typed]
        typer.echo(words.say("That is none of the answers."))
    return None


def _typed() -> str:
    """One line; the end of input stops."""
    typer.echo("> ", nl=False)
    try:
        return input().strip().lower()
    except EOFError:
        return "q"
