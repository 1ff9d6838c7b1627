"""`ereput sources`: every source with its kind, key, terms, pace, whether it is on and why, and what it said last."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import typer

from ereput import registry, settings
from ereput.cli import EXIT_SILENCE, progress, wires
from ereput.cli.begun import begun, every_source
from ereput.cli.prose import tell
from ereput.collect import collect
from ereput.history import History
from ereput.model import Address, Practitioner, Status
from ereput.report.view.given import titled
from ereput.source import Key, Kind, Source
from ereput.words import N_, Words

# Nobody bears this name: whatever answers with a listing of it answers with anything.
NOBODY = Practitioner(title="Dr", given="Zéphirine", family="Qvaxbrolle", address=Address(locality="Lyon"))

_WHY = {
    "default": N_("on by default"),
    "configured": N_("on: it is configured"),
    "enabled": N_("on: you said so"),
    "disabled": N_("off: you said so"),
    "no_key": N_("off: it needs a key"),
    "no_address": N_("off: it needs your own address"),
}
_KINDS = {
    Kind.REGISTER: N_("register"),
    Kind.SEARCH: N_("search engine"),
    Kind.MAP: N_("map"),
    Kind.COMPANIES: N_("register of companies"),
    Kind.NEWS: N_("press"),
    Kind.ENCYCLOPAEDIA: N_("encyclopaedia"),
    Kind.PAGES: N_("pages of web sites"),
    Kind.FILES: N_("files"),
}
_KEYS = {Key.NONE: N_("no key"), Key.OPTIONAL: N_("key optional"), Key.REQUIRED: N_("key needed")}


def run(
    *, probe: bool, as_json: bool, language: str | None, replay: Path | None, config: Path | None, verbose: int
) -> int:
    """Prints the sources; with `probe`, asks each that is on about nobody and prints what it answered."""
    set_, words = begun(config, language, verbose)
    every = every_source(set_)
    place = settings.history_file(set_)
    last = asyncio.run(_probed(set_, every.values(), words, replay)) if probe else _last(place)
    if probe and not replay:
        with History(place) as past:
            past.answered(last, datetime.now(UTC))
    for name, source in every.items():
        row = _row(source, last.get(name))
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
        else:
            tell(_said(row, words))
    answered = [status.answered for name, status in last.items() if registry.is_on(every[name])]
    return EXIT_SILENCE if probe and not any(answered) else 0


async def _probed(
    set_: settings.Settings, every: Iterable[Source], words: Words, replay: Path | None
) -> Mapping[str, Status]:
    asked = [source for source in every if registry.is_on(source)]
    async with wires.fetcher(set_, asked, wires.Wanted(replay=replay)) as fetch:
        with progress.lines(words) as told:
            harvests = await collect(NOBODY, asked, fetch, told)
    return {harvest.source: harvest.status for harvest in harvests}


def _last(place: Path | str) -> Mapping[str, Status]:
    if isinstance(place, Path) and not place.exists():
        return {}
    with History(place) as past:
        audit, probed = past.latest(), past.statuses()
    known = registry.source_classes()
    last = {h.source: h.status for h in audit.harvests if h.source in known} if audit else {}
    since = {source: status for source, (status, at) in probed.items() if audit is None or at > audit.made_at}
    return {**last, **since}


def why(source: Source) -> str:
    """Why a source is on or off: a key of the table above."""
    if source.settings.enabled is not None:
        return "enabled" if source.settings.enabled else "disabled"
    if source.about.is_default:
        return "default"
    if source.is_configured:
        return "configured"
    return "no_key" if source.about.key is Key.REQUIRED else "no_address"


def _row(source: Source, last: Status | None) -> dict[str, object]:
    about = source.about
    pace = source.settings.pace if source.settings.pace is not None else about.seconds_between_requests
    return {
        "name": about.name,
        "title": about.title,
        "kind": about.kind,
        "key": about.key,
        "has_key": source.settings.key is not None,
        "terms": about.terms if about.terms != about.home else None,  # home stands where they are not established
        "seconds_between_requests": pace,
        "on": registry.is_on(source),
        "why": why(source),
        "last": last,
    }


def _said(row: Mapping[str, object], words: Words) -> str:
    mark = "●" if row["on"] else "○"
    last = words.say(progress.SAID[Status(str(row["last"]))]) if row["last"] else "–"
    key = words.say(_KEYS[Key(str(row["key"]))])
    seconds = float(str(row["seconds_between_requests"]))
    pace = words.say("{seconds} s between requests", seconds=_short(seconds, words))
    facts = " · ".join((words.say(_KINDS[Kind(str(row["kind"]))]), key, pace, words.say(_WHY[str(row["why"])])))
    terms = words.say("terms: {address}", address=row["terms"] or words.say("not established"))
    answered = words.say("last answer: {status}", status=last)
    title = titled(words, str(row["name"]), str(row["title"]))
    return f"{mark} {row['name']:<22} {title}\n    {facts}\n    {terms}\n    {answered}"


def _short(seconds: float, words: Words) -> str:
    """Two decimals at most, and none that says nothing: 0,33 · 0,5 · 1."""
    return words.number(seconds, next(n for n in (0, 1, 2) if n == 2 or round(seconds, n) == round(seconds, 2)))
