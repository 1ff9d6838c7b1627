"""`ereput letter`: one of the documents D1 to D14, filled in from the card, a case of the guide, and its finding."""

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from ereput import card as cards
from ereput import registry, settings
from ereput.cli import asking, logs, output
from ereput.cli.audit import language as spoken
from ereput.cli.audit import moment
from ereput.cli.guide import clean
from ereput.errors import UsageError
from ereput.guide import cases
from ereput.guide.cases import Case
from ereput.guide.clocks import day, last_day
from ereput.guide.letters import SWORN, known, letter
from ereput.guide.plan import answered
from ereput.guide.tree import tree
from ereput.guide.walk import accepted, interval, walk
from ereput.history import History
from ereput.model import Practitioner
from ereput.report.inert import inert, markdown_inert
from ereput.sites import site
from ereput.words import N_, Words

FORMATS = ("text", "markdown")
_ADDRESSED = frozenset({"D1", "D4", "D7", "D8", "D9"})  # to the site itself
_PUBLIC = {"D3": "CNIL", "D14": "DGCCRF · SignalConso"}


class Options(NamedTuple):
    """What was typed."""

    name: str
    card: Path | None
    number: int | None
    finding: str | None
    format: str
    output: Path | None
    is_true: bool
    database: str | None
    now: str | None
    language: str | None
    config: Path | None
    verbose: int


def run(options: Options) -> None:
    """Prints or writes the letter; what it leaves blank is said on stderr."""
    logs.begin(options.verbose)
    set_ = settings.read(options.config, list(registry.source_classes()))
    words = Words(spoken(options.language or set_.language))
    name = known(options.name)
    if options.format not in FORMATS:
        raise UsageError("--format is text or markdown, not {name!r}", name=inert(options.format, 40))
    path = options.card or (Path(set_.card) if set_.card else None)
    who = cards.practitioner(cards.read(path)) if path else None
    case = _case(options, set_)
    is_true = name in SWORN and _confirmed(options, words)
    written = letter(name, words.language, {})
    told = Words(written.language)
    values = {
        **_sender(who),
        **_about(name, case, told),
        "place_and_day": _place_and_day(who, day(moment(options.now)), told),
        "confirmed": told.say("Confirmed by the sender.") if is_true else None,
    }
    safe = (lambda line: markdown_inert(inert(line))) if options.format == "markdown" else inert
    made = letter(name, words.language, values, safe)
    text = _as_markdown(made.text) if options.format == "markdown" else made.text
    if options.output:
        output.write(options.output, text)
        typer.echo(words.say("{path} is written.", path=options.output), err=True)
    else:
        output.printed(text)
    for field in made.missing:
        typer.echo(words.say("left blank: {field}", field=field), err=True)


def _case(options: Options, set_: settings.Settings) -> Case:
    """The case that was named, or one made of the finding that was; an empty one otherwise."""
    if options.number is None and options.finding is None:
        return Case()
    with History(settings.history_file(set_, options.database)) as past:
        if options.number is not None:
            for each in past.cases():
                if each.number == options.number:
                    return clean(each.case)
            raise UsageError("there is no case {number}; ereput guide cases lists them", number=options.number)
        if (audit := past.latest()) is None:
            raise UsageError("there is no audit in the history yet; first run ereput audit")
        return clean(cases.of_finding(tree(), audit, options.finding or ""))


def _confirmed(options: Options, words: Words) -> bool:
    """The doctor says that it will be true; UsageError where they do not."""
    if options.is_true:
        return True
    refused = N_("this document has to be true: confirm it in a terminal, or with --true")
    if not sys.stdin.isatty():
        raise UsageError(refused)
    typer.echo(words.say("A knowingly false report can be an offence; ereput does not know whether it is true."))
    if asking.line(words.say("Is all that you will write in it true and complete? [y/n] ")).lower() not in (
        "y",
        "yes",
        "o",
        "oui",
    ):
        raise UsageError(refused)
    return True


def _sender(who: Practitioner | None) -> dict[str, str | None]:
    if who is None:
        return {}
    address = who.address
    number = next((each.value for each in who.identifiers if each.system == "rpps"), None)
    name = " ".join(part for part in (who.title, who.given, who.family) if part)
    return {
        "sender": name,
        "name": name,
        "signature": name,
        "specialty": who.specialty,
        "street": address.street,
        "town": " ".join(part for part in (address.postal_code, address.locality) if part) or None,
        "phone": _national(who.phones[0]) if who.phones else None,
        "rpps": f"RPPS {number}" if number else None,
    }


def _national(phone: str) -> str:
    """04 65 71 18 30 for +33465711830; a foreign number as it is."""
    if not phone.startswith("+33") or len(phone) != 12:
        return phone
    digits = f"0{phone[3:]}"
    return " ".join(digits[place : place + 2] for place in range(0, 10, 2))


def _place_and_day(who: Practitioner | None, today: date, words: Words) -> str | None:
    town = who.address.locality if who else None
    return words.say("{town}, {day:date}", town=town, day=today) if town else None


def _about(name: str, case: Case, words: Words) -> dict[str, str | None]:
    """What the case knows: the page, the site and whom to write to there, days and last days."""
    row = site(case.about.site or "")
    to_site = row is not None and name in _ADDRESSED
    days = {node: accepted(tree().nodes[node], case.answers.get(node)) for node in ("published", "sent")}
    told = {
        node: answered(tree(), node, given, words)
        for node, given in days.items()
        if interval(given).earliest
        for given in [given]
        if given
    }
    kind = "press_discriminatory" if "hate" in walk(tree(), case.answers).flags else "press"
    return {
        "url": case.about.url,
        "site_name": row.name if row else None,
        "addressee": _PUBLIC.get(name) or (row.name if row and to_site else None),
        "addressee_address": row.privacy.removeprefix("mailto:") if row and to_site and row.privacy else None,
        "published": told.get("published"),
        "sent": told.get("sent"),
        "press_deadline": _last(kind, days["published"], words),
        "reply_deadline": _last("reply_right", days["published"], words),
        "gdpr_deadline": _last("gdpr", days["sent"], words),
        "suspected": _said(case, words),
    }


def _last(kind: str, given: object, words: Words) -> str | None:
    last = last_day(kind, interval(given).earliest) if isinstance(given, str) else None
    return words.day(last) if last else None


def _said(case: Case, words: Words) -> str | None:
    given = accepted(tree().nodes["says"], case.answers.get("says"))
    return answered(tree(), "says", given, words) if given else None


def _as_markdown(text: str) -> str:
    """Lines that stand under one another keep standing so."""
    lines = text.split("\n")
    kept = [f"{line}  " if line and after else line for line, after in zip(lines, [*lines[1:], ""], strict=True)]
    return "\n".join(kept)
