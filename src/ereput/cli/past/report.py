"""`ereput report`: a kept audit rendered again, in any format; nobody is asked anything."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ereput import settings
from ereput.cli import output
from ereput.cli.begun import begun
from ereput.cli.guidance.casework import with_cases
from ereput.cli.past.history import one
from ereput.cli.prose import remark
from ereput.errors import StoreError, UsageError
from ereput.guide.clocks import day
from ereput.history import History
from ereput.history.people import people
from ereput.model import Audit
from ereput.report.brand import PLAIN, read
from ereput.report.inert import inert
from ereput.serial import from_json
from ereput.words import Words

LATEST = "latest"
_LARGEST = 200_000_000  # bytes of an audit; ten thousand reviews are fifteen million


class Options(NamedTuple):
    """What was typed."""

    audit: str
    formats: tuple[str, ...]
    output: Path | None
    brand: Path | None
    database: str | None
    language: str | None
    config: Path | None
    verbose: int


def run(options: Options) -> None:
    """Prints or writes the report; UsageError or StoreError where there is no such audit."""
    set_, words = begun(options.config, options.language, options.verbose)
    formats = output.formats(options.formats, options.output, output.EVERY)
    brand = read(options.brand) if options.brand else PLAIN
    audit = _audit(options, set_, words)
    written = output.tell(audit, words, formats, options.output, brand)
    if written:  # so that they are deleted when the practitioner is forgotten
        with History(settings.history_file(set_, options.database)) as past:
            for path in written:
                past.wrote(audit.practitioner, path, datetime.now(UTC))


def _audit(options: Options, set_: settings.Settings, words: Words) -> Audit:
    """The audit of a file, or of the history by its number or whose last it is; else the last one of all."""
    named = options.audit
    if named.lower().endswith(".json") or (not named.isdigit() and Path(named).is_file()):
        return _of_file(Path(named))
    with History(settings.history_file(set_, options.database)) as past:
        found = past.audit(int(named)) if named.isdigit() else _last(past, named, words)
        if found is None:
            raise UsageError("there is no audit of number {number} in the history", number=named)
        return with_cases(found, past, day(found.made_at))


def _last(past: History, named: str, words: Words) -> Audit | None:
    """The last audit of whom the words name; for `latest` that of all, and whose it is where there are several."""
    if named != LATEST:
        return past.audit(one(past, named).numbers[0])
    audit, everybody = past.latest(), people(past.database)
    if audit is None:
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    if len(everybody) > 1:
        told = words.say(
            "The last audit of {count:n} practitioners: {name}. For another: ereput report NAME.",
            count=len(everybody),
            name=inert(audit.practitioner.name, 60),
        )
        remark(told)
    return audit


def _of_file(path: Path) -> Audit:
    try:
        with path.open("rb") as opened:
            content = opened.read(_LARGEST + 1)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    if len(content) > _LARGEST:
        raise StoreError("{path} is too large for an audit", path=path)
    return from_json(content)
