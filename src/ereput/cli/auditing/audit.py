"""`ereput audit`: read what was typed, ask, print, keep."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ereput import settings
from ereput.cli import EXIT_ATTENTION, EXIT_SILENCE, output
from ereput.cli.auditing import registered
from ereput.cli.auditing.asked import Options, chosen, history, practitioner
from ereput.cli.auditing.made import made
from ereput.cli.begun import begun
from ereput.cli.files import columns
from ereput.cli.guidance.casework import with_cases
from ereput.cli.options import moment
from ereput.cli.past.retaining import let_go
from ereput.errors import StoreError
from ereput.exports.harvest import brought
from ereput.guide.clocks import day
from ereput.model import Practitioner, Severity
from ereput.report import brand as brands


def run(options: Options) -> int:
    """Carries out the command; returns the exit code."""
    set_, words = begun(options.config, options.language, options.verbose)
    formats = output.formats(options.formats, options.output, output.EVERY)
    brand = brands.read(options.brand) if options.brand else brands.PLAIN
    who = practitioner(options, set_)
    sources = chosen(options, set_)
    now = moment(options.now)
    for path in options.brought:
        if not path.exists():
            raise StoreError("there is no file {path}", path=path)
    files = [brought(options.brought, now, columns.typed(options.columns))] if options.brought else []
    with history(options, set_) as past:
        before, told = (past.before, past.told) if past else (None, None)
        asked = made(options, set_, who, sources, files, now=now, words=words, past=before, told=told)
        audit = asyncio.run(asked)
        if past:
            audit = with_cases(audit, past, day(now))
            past.add(audit)
            let_go(past, set_, words, now)
    written = output.tell(audit, words, formats, options.output, brand)
    _remember(options, set_, audit.practitioner, written, now)
    if not registered.is_answered(audit):
        return EXIT_SILENCE
    attention = any(finding.severity is Severity.ACT for finding in audit.findings)
    return EXIT_ATTENTION if options.strict and attention else 0


def _remember(
    options: Options, set_: settings.Settings, who: Practitioner, written: Sequence[Path], now: datetime
) -> None:
    """Notes which files were written about somebody, so that they can be forgotten too."""
    paths = [*written, *([options.record] if options.record else [])]
    if not paths:
        return
    with history(options, set_) as past:
        if past:
            for path in paths:
                past.wrote(who, path, now)
