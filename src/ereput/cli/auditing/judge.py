"""`ereput judge`: a person decides about the listings that the last audit left open."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from ereput import card as cards
from ereput import settings
from ereput.cli import output
from ereput.cli.begun import begun
from ereput.cli.past.history import one
from ereput.errors import UsageError
from ereput.history import History, key
from ereput.history.judgements import KEYLESS
from ereput.history.people import people
from ereput.identity import FEATURES, worth_asking
from ereput.model import Audit, Judgement, Match
from ereput.parsing.specialties import told
from ereput.report.inert import inert, web_address
from ereput.words import N_, Words

REASONS = 4  # signals shown with a question
_OTHERWISE = {  # what a signal whose sentence speaks against says where it speaks for
    "rival": N_("Nobody else of that name in the register explains the listing better."),
}
_ANSWERS = {
    **dict.fromkeys(("y", "o", "yes", "oui"), Judgement.SAME),
    **dict.fromkeys(("n", "no", "non"), Judgement.DIFFERENT),
    "?": Judgement.UNSURE,
}
_SAID = {Judgement.SAME: N_("theirs"), Judgement.DIFFERENT: N_("somebody else's"), Judgement.UNSURE: N_("left open")}


def run(
    who: str | None,
    *,
    lists: bool,
    forget: int | None,
    database: str | None,
    language: str | None,
    config: Path | None,
    verbose: int,
) -> None:
    """Asks about the unsure ones of the last audit; or lists what was answered, or takes an answer back."""
    set_, words = begun(config, language, verbose)
    with History(settings.history_file(set_, database)) as past:
        if forget is not None:
            if not past.forget(forget):
                raise UsageError("there is no answer number {number}; see ereput judge --list", number=forget)
            typer.echo(words.say("Forgotten; the next audit judges it by itself."))
        elif lists:
            _list(past, words)
        else:
            _ask(past, _audit(past, who, set_), words)


def _audit(past: History, who: str | None, set_: settings.Settings) -> Audit:
    """The last audit of the one who is named, or of the card in the settings; else the last of all."""
    if who is None and set_.card:
        named = key(cards.practitioner(cards.read(Path(set_.card))))
        who = named if any(each.key == named for each in people(past.database)) else None
    found = past.audit(one(past, who).numbers[0]) if who else past.latest()
    if found is None:
        raise UsageError("there is no audit yet; make one first: ereput audit …")
    return found


def _list(past: History, words: Words) -> None:
    decided = past.decisions()
    for each in decided:
        said = words.say(_SAID[each.judgement])
        _say(f"{words.day(each.made_at.date())}  {said}  {inert(each.title, 80)}", f"{each.number:4}  ")
        _say(f"{inert(each.key, 80)}  {inert(each.listing, 120)}", "      ")
    if not decided:
        typer.echo(words.say("Nothing was answered yet."))


def _ask(past: History, audit: Audit, words: Words) -> None:
    known = past.told(audit.practitioner)
    left = [match for match in worth_asking(audit.matches) if match.listing.key not in known]
    if not left:
        _say(words.say("Nothing is left open in the last audit of {name}.", name=inert(audit.practitioner.name, 80)))
        return
    if key(audit.practitioner) is None:
        raise UsageError(KEYLESS, name=inert(audit.practitioner.name, 80))
    _say(words.say("y: theirs · n: somebody else's · ?: cannot say · q: stop. The first question helps most."))
    answered = 0
    for place, match in enumerate(left, 1):
        typer.echo("")
        _question(audit, match, place, len(left), words)
        if (decided := _answer(words)) is None:
            break
        past.tell(
            audit.practitioner, match.listing.key, _title(match), decided, datetime.now(UTC).replace(microsecond=0)
        )
        answered += 1
    typer.echo("")
    said = words.plural("{count:n} answer kept.", "{count:n} answers kept.", answered)
    _say(said)
    _say(words.say("They count from the next audit on; ereput judge --list shows them."))


def _say(text: str, lead: str = "") -> None:
    typer.echo("\n".join(output.hung(text, lead)))


def _question(audit: Audit, match: Match, place: int, of: int, words: Words) -> None:
    """Title, address, and why it is not sure."""
    name = inert(audit.practitioner.name, 80)
    listing = match.listing
    _say(words.say("{place}/{of} Is this {name}?", place=place, of=of, name=name))
    _say(_title(match), "  ")
    if listing.snippet:
        _say(inert(listing.snippet, 200), "  ")
    if address := web_address(listing.url):
        typer.echo(f"  {address}")  # whole, to be opened
    for signal in match.signals[:REASONS]:
        if signal.weight and (feature := FEATURES.get(signal.feature)):
            detail = f" {inert(told(signal.detail, words.language), 60)}" if signal.detail else ""
            sentence = _OTHERWISE.get(signal.feature, feature.sentence) if signal.weight > 0 else feature.sentence
            _say(f"{words.say(sentence)}{detail}", "  + " if signal.weight > 0 else "  − ")


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
