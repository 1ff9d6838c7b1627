"""`ereput init`: an identity card, by asking a few questions or from the register by RPPS number."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

import typer

from ereput import card as cards
from ereput import registry, settings
from ereput.card import Card
from ereput.cli import EXIT_SILENCE, wires
from ereput.cli.auditing import registered
from ereput.cli.begun import begun
from ereput.cli.prose import remark
from ereput.collect import collect
from ereput.errors import StoreError, UsageError
from ereput.model import Harvest, Identifier, Listing, Practitioner
from ereput.parsing.names import person
from ereput.parsing.phones import as_dialled
from ereput.parsing.specialties import called
from ereput.parsing.towns import street, without_district, written
from ereput.register import Register, harvest
from ereput.words import N_, Words

_QUESTIONS = (
    ("name", N_('Name, as one says it ("Dr Claire Martin")')),
    ("specialty", N_("Specialty, as patients would say it")),
    ("street", N_("Number and street of the practice")),
    ("postcode", N_("Postcode")),
    ("city", N_("Town")),
    ("phone", N_("Telephone of the practice")),
    ("opening_hours", N_("Opening hours (Monday to Friday: Mo-Fr 09:00-18:00)")),
    ("website", N_("Own web site (https://…)")),
)


def run(
    path: Path,
    rpps: str | None,
    typed: Mapping[str, str | None],
    *,
    force: bool,
    replay: Path | None,
    language: str | None,
    config: Path | None,
    verbose: int,
) -> None:
    """Writes the card, after it was found to be one."""
    set_, words = begun(config, language, verbose)
    if path.exists() and not force:
        raise UsageError("{path} is there already; --force writes over it", path=path)
    known = {name: value for name, value in typed.items() if value}
    if rpps:
        number = cards.rpps(rpps)
        here = None if replay else _on_this_machine(number)
        heard = here or asyncio.run(_registered(set_, number, replay, words))
        if "name" in known:
            who = cards.practitioner(Card(name=known["name"], rpps=number))
            registered.told(who, person(heard["name"]), words.say("the register"), words)
        known = {**heard, **known}
    if sys.stdin.isatty():
        known = _asked(words, known)
    if "name" not in known:
        raise UsageError('a card needs a name: give --name "Dr Claire Martin", or --rpps with the register number')
    card = Card(**known)  # type: ignore[arg-type]
    cards.practitioner(card)
    try:
        path.write_text(cards.written(card, words), encoding="utf-8")
    except OSError as error:
        raise StoreError("{path} cannot be written: {reason}", path=path, reason=error) from None
    if rpps and not typed.get("name") and card.name.isascii():
        remark(words.say("the register writes names without accents: correct name in {path}", path=path))
    remark(words.say("{path} is written; now: ereput audit --card {path}", path=path))


def _asked(words: Words, known: Mapping[str, str]) -> dict[str, str]:
    """What a person answers; an empty answer keeps what is known, or leaves it out."""
    answers = dict(known)
    remark(words.say("An empty answer leaves the question out; the file can be corrected later."))
    for field, question in _QUESTIONS:
        if answer := _answer(words, field, question, known.get(field, "")):
            answers[field] = answer
        else:
            answers.pop(field, None)
    return answers


def _answer(words: Words, field: str, question: str, default: str) -> str:
    """An answer that can stand on a card; the question is put again until it is one."""
    while True:
        suffix = words.say("{question}: ", question="")
        answer = typer.prompt(
            words.say(question), default=default, show_default=bool(default), prompt_suffix=suffix
        ).strip()
        if field == "website" and answer and "://" not in answer:
            answer = f"https://{answer}"
        try:
            if answer or field == "name":
                cards.practitioner(Card(**{"name": "Dr Claire Martin", field: answer}))
            return str(answer)
        except UsageError as error:
            remark(words.say(error.text, **error.values))


def _on_this_machine(number: str) -> dict[str, str] | None:
    """What the register on this machine holds under a number; None where there is none, or not the number."""
    path = settings.register_file()
    if not path.exists():
        return None
    with Register(path) as register:
        heard = harvest(register, Practitioner(family="", identifiers=(Identifier(system="rpps", value=number),)))
    listing = _own(heard, number)
    return {"rpps": number, **_fields(listing)} if listing else None


async def _registered(set_: settings.Settings, number: str, replay: Path | None, words: Words) -> dict[str, str]:
    """What the register holds under a number; UsageError where it holds nothing, exit 3 where it was not to be had."""
    source = registry.sources(settings.of_sources(set_, ["rpps"], ()))["rpps"]
    who = Practitioner(family="", identifiers=(Identifier(system="rpps", value=number),))
    async with wires.fetcher(set_, [source], wires.Wanted(replay=replay)) as fetch:
        [harvest] = await collect(who, [source], fetch)
    if not harvest.status.answered:
        problem = harvest.problems[0]
        reason = words.retold(problem.detail, problem.template, problem.values)
        said = words.say("the register could not be asked: {reason}", reason=reason)
        remark(f"ereput: {said}")
        raise typer.Exit(EXIT_SILENCE)
    if (listing := _own(harvest, number)) is None:
        raise UsageError("the register holds nobody under {number}: check the eleven digits", number=number)
    return {"rpps": number, **_fields(listing)}


def _own(harvest: Harvest, number: str) -> Listing | None:
    """The card with most filled in, among those of a number (one for each workplace)."""
    cards_ = [
        item
        for item in harvest.items
        if isinstance(item, Listing) and Identifier(system="rpps", value=number) in item.identifiers
    ]
    return max(cards_, key=lambda card: (bool(card.address.street), bool(card.phones)), default=None)


def _fields(listing: Listing) -> dict[str, str]:
    named = person(listing.name)
    fields = {
        "name": " ".join(filter(None, (named.title, named.given, named.family))) if named else listing.name,
        "specialty": called(listing.specialty) or listing.specialty,  # what engines are asked with
        "practice": written(listing.practice),
        "street": street(listing.address.street),
        "postcode": listing.address.postal_code,
        "city": without_district(written(listing.address.locality)),
        "insee": listing.address.insee,
        "phone": as_dialled(listing.phones[0]) if listing.phones else None,
    }
    return {name: value for name, value in fields.items() if value}
