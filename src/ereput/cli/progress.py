"""What goes on while the sources are asked: one line each on stderr, and only on a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ereput.collect import Progress, unwatched
from ereput.model import Status
from ereput.words import N_, Words

SAID = {
    Status.FOUND: N_("found"),
    Status.NOTHING: N_("nothing there"),
    Status.PARTIAL: N_("in part"),
    Status.LIMITED: N_("stopped at our own limit"),
    Status.NOT_CONFIGURED: N_("not configured"),
    Status.SKIPPED: N_("not asked"),
    Status.DISALLOWED: N_("asks robots to stay out"),
    Status.REFUSED: N_("refused"),
    Status.THROTTLED: N_("too many questions for it"),
    Status.UNREACHABLE: N_("did not answer"),
    Status.BROKEN: N_("answered something else"),
}


@contextmanager
def lines(words: Words) -> Iterator[Progress]:
    """Tells of each source as it ends, with those still awaited on the last line."""
    if not sys.stderr.isatty():
        yield unwatched
        return
    awaited: dict[str, None] = {}

    def told(source: str, event: str) -> None:
        if event == "asking":
            awaited[source] = None
        else:
            awaited.pop(source, None)
            _write(f"{source:<22} {words.say(SAID[Status(event)])}\n")
        _write(words.say("asking {sources}", sources=", ".join(awaited))[:78] if awaited else "")

    try:
        yield told
    finally:
        _write("")


def _write(text: str) -> None:
    sys.stderr.write(f"\r\x1b[K{text}")
    sys.stderr.flush()
