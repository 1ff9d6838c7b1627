"""An audit made as it was typed: who is meant, by what the register says; then every source, with progress."""

from collections.abc import Sequence
from datetime import datetime

from ereput import learned
from ereput.audit import Past, Told, audit
from ereput.cli import progress, wires
from ereput.cli.auditing import registered
from ereput.cli.auditing.asked import Options, hears_register
from ereput.model import Audit, Harvest, Practitioner
from ereput.settings import Settings
from ereput.source import Source
from ereput.words import Words


async def made(
    options: Options,
    set_: Settings,
    who: Practitioner,
    sources: Sequence[Source],
    files: Sequence[Harvest],
    *,
    now: datetime,
    words: Words,
    past: Past | None,
    told: Told | None,
) -> Audit:
    """The audit; UsageError where the register knows several whom the words may mean, and nobody can be asked."""
    if hears_register(options):
        who, sources, said = registered.heard(who, sources, words)
        files = [*said, *files]
    wanted = wires.Wanted(
        replay=options.replay, record=options.record, offline=options.offline, now=now if options.now else None
    )
    async with wires.fetcher(set_, sources, wanted) as fetch:
        with progress.lines(words) as lines:
            who, sources, said = await registered.meant(who, sources, fetch, words, lines)
            return await audit(
                who,
                sources,
                fetch,
                now=now,
                words=words,
                brought=[*said, *files],
                past=past,
                told=told,
                second=learned.second(set_.opinions.second),
                progress=lines,
            )
