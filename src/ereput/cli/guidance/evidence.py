"""`ereput evidence`: keeps pages byte for byte in a folder of their own, and tells what of a folder has changed."""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from ereput import settings
from ereput.cli import EXIT_SILENCE, output
from ereput.cli.begun import begun
from ereput.cli.guidance import pages
from ereput.cli.guidance.checking import listed, verified
from ereput.cli.guidance.pages import Asked, Wanted
from ereput.cli.prose import fitted, remark
from ereput.errors import UsageError
from ereput.evidence import (
    Draft,
    Head,
    Kept,
    Manifest,
    Missed,
    Taken,
    Witness,
    abandoned,
    browser,
    kept,
    sealed,
    taking,
)
from ereput.evidence.harmless import printable
from ereput.evidence.machine import UNKNOWN, facts
from ereput.evidence.notes import NAMES, NOTICE, WARC, notes
from ereput.fetch import Fetcher, FetchSettings, HttpWire, redacted, user_agent
from ereput.fetch.settings import project
from ereput.history import History
from ereput.settings import Settings
from ereput.words import N_, Words

VERIFY, LIST = "verify", "list"
_ABANDONED = N_(
    "An earlier run was interrupted: {folder} holds what it had written, without a manifest and worth nothing as"
    " evidence; delete it once you have looked."
)
_MISSED = {
    "disallowed": N_("{url}: not allowed ({detail}); nothing of it was read."),
    "refused": N_("{url}: the site refused ({detail})."),
    "throttled": N_("{url}: the site wants to be left alone for now ({detail})."),
    "unreachable": N_("{url}: no answer ({detail})."),
    "broken": N_("{url}: the answer cannot be kept ({detail})."),
}


class Options(NamedTuple):
    """What was typed."""

    words: tuple[str, ...]  # addresses; or verify and a folder; or list
    finding: str | None
    case: int | None
    pages: tuple[Path, ...]
    output: Path | None
    capture: bool | None  # None: where a browser is installed
    manifest: str | None
    as_json: bool
    keeps_history: bool
    database: str | None
    language: str | None
    config: Path | None
    verbose: int


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    set_, words = begun(options.config, options.language, options.verbose)
    match options.words:
        case (word, folder) if word == VERIFY:
            place = settings.history_file(set_, options.database) if options.keeps_history else None
            return verified(Path(folder), options.manifest, place, words)
        case (word, *_) if word == VERIFY:
            raise UsageError("one folder at a time: ereput evidence verify FOLDER")
        case (word,) if word == LIST:
            with History(settings.history_file(set_, options.database)) as past:
                listed(past, words, settings.zone(set_), options.finding, options.case)
            return 0
    if options.manifest:
        raise UsageError("--manifest goes with verify: ereput evidence verify FOLDER --manifest SHA256")
    with _history(options, set_) as past:
        return _keep(options, set_, words, past)


def _history(options: Options, set_: Settings) -> AbstractContextManager[History | None]:
    if not options.keeps_history and options.finding is None and options.case is None:
        return nullcontext()
    return History(settings.history_file(set_, options.database))


def _keep(options: Options, set_: Settings, words: Words, past: History | None) -> int:
    asked = Asked(options.words, options.pages, options.finding, options.case, words)
    wanted = pages.wanted(asked, past)
    program = _browser(options.capture)
    began, zone = _now(), settings.zone(set_)
    place = (options.output or Path(f"evidence-{began:%Y%m%dT%H%M%SZ}")).absolute()
    for folder in abandoned(place):
        remark(words.say(_ABANDONED, folder=printable(str(folder))))
    with Draft(place) as draft:
        taken, missed, clients = asyncio.run(_taken(wanted, set_, draft, began, zone, words))
        if not taken:
            _tell_missed(missed, words)
            return EXIT_SILENCE
        if program:
            taken = [taking.pictured(page, draft, program, words) for page in taken]
        told = _head(options, set_, wanted, taken, missed, clients, program, words)
        manifest = _sealed(draft, told, words)
        noted = kept(manifest, draft.done(manifest), str(place))
    if past and options.keeps_history:
        past.note_evidence(noted, wanted.who)
    for said in told.remarks:
        remark(said)
    _tell(options, told, noted, words)
    _tell_missed(missed, words)
    return 0


def _head(
    options: Options,
    set_: Settings,
    wanted: Wanted,
    taken: Sequence[Taken],
    missed: Sequence[Missed],
    clients: set[str],
    program: str | None,
    words: Words,
) -> Head:
    """What the manifest tells beside the files."""
    zone = settings.zone(set_)
    return Head(
        tool=_tool(),
        made_at=_now(),
        zone=zone,
        notice=tuple(words.say(sentence) for sentence in NOTICE),
        finding=options.finding,
        case=options.case,
        pages=tuple(taken),
        missed=tuple(missed),
        machine=facts(
            tool=_tool(),
            user_agent=user_agent(set_.fetch.contact),
            proxy=redacted(set_.fetch.proxy) if set_.fetch.proxy else None,
            clients=clients,
            zone=zone,
            browser=browser.version(program) if program else None,
            has_saved=any(page.how == "saved" for page in taken),
        ),
        unknown=tuple(words.say(sentence) for sentence in UNKNOWN),
        remarks=tuple(dict.fromkeys(pages.remarks(wanted, words))),
    )


def _sealed(draft: Draft, told: Head, words: Words) -> Manifest:
    """The manifest over every file of the draft, the notes in the reader's language among them."""
    draft.write(NAMES[words.language], notes(told, words).encode())
    names = [WARC, *(name for page in told.pages for name in (page.file, page.image) if name), NAMES[words.language]]
    return sealed(told, [draft.file(name) for name in names])


async def _taken(
    wanted: Wanted, set_: Settings, draft: Draft, began: datetime, zone: str, words: Words
) -> tuple[list[Taken], list[Missed], set[str]]:
    """Asks for the pages, or takes the files; with the addresses from which this machine asked."""
    asking = FetchSettings(
        user_agent=user_agent(set_.fetch.contact),
        allow_private=set_.fetch.allow_private,
        proxy=set_.fetch.proxy,
        longest_wait=set_.fetch.longest_wait,
        page_bytes=taking.MOST_BYTES,
    )
    with draft.opened(WARC) as opened:
        async with HttpWire(asking, keeps_wired=True) as network:
            witness = Witness(network, opened, _now, _tool())
            taken = taking.brought(wanted.files, witness, draft, began, zone, words)
            async with Fetcher(asking, wire=witness, now=_now) as fetch:
                more, missed = await taking.fetched(wanted.urls, fetch, witness, draft, _now, zone, words)
    return [*taken, *more], missed, witness.clients


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _tool() -> str:
    return f"ereput {project()[0]}"


def _browser(capture: bool | None) -> str | None:
    if capture is False:
        return None
    program = browser.found()
    if capture and program is None:
        raise UsageError("no Chromium is installed here: leave out --capture, or install one")
    return program


# ---------------------------------------------------------------- what is printed


def _tell(options: Options, told: Head, pages: Sequence[Kept], words: Words) -> None:
    if options.as_json:
        output.printed("".join(f"{msgspec.json.encode(page).decode()}\n" for page in pages))
        return
    count = words.plural("{count} page is kept in {folder}", "{count} pages are kept in {folder}", len(pages),
                         folder=printable(pages[0].folder))  # fmt: skip
    lines = [count]
    for page in told.pages:
        shown = printable(page.url or page.asked or page.original_name or page.file)
        answered = f" · HTTP {page.status}" if page.status not in (None, 200) else ""
        lines += [f"  {shown}{answered}", f"    {page.local_time} · SHA-256 {page.sha256}"]
        lines += [f"    {page.address_said}"] if page.address_said else []
        lines += [f"    {page.image_said}"] if page.image_said and not page.image else []
    lines += [words.say("SHA-256 of the manifest: {sha256}", sha256=pages[0].manifest), "", *told.notice]
    output.printed(fitted("\n".join(lines), sys.stdout) + "\n")


def _tell_missed(missed: Sequence[Missed], words: Words) -> None:
    for each in missed:
        url = printable(each.asked)
        remark(words.say(_MISSED[each.status], url=url, detail=printable(each.detail)))
        remark(words.say("Open it in your browser, save the whole page, and give it: ereput evidence {url} --page FILE",
                      url=url))  # fmt: skip
