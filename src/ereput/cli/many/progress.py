"""How far a batch is: one line that moves on a terminal, plain lines in a log. On stderr."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from ereput.batch.tables import reason
from ereput.batch.watching import Watch
from ereput.batch.work import Outcome
from ereput.report.inert import inert, shortened
from ereput.words import Words

EVERY = 0.5  # seconds
SHOWN = 3  # hosts that are waited for


@contextmanager
def shown(watch: Watch, words: Words) -> Iterator[None]:
    """Shows it while the batch runs."""
    if not sys.stderr.isatty():
        watch.told = lambda outcome: _write(f"{_counted(watch)} {ended(outcome, words)}\n")
        yield
        return
    watch.told = lambda outcome: _write(f"\r\x1b[K{ended(outcome, words)}\n") if outcome.has_failed else None
    over = threading.Event()
    painter = threading.Thread(target=_paint, args=(watch, words, over), daemon=True)
    painter.start()
    try:
        yield
    finally:
        over.set()
        painter.join()
        _write("\r\x1b[K")


def line(watch: Watch, words: Words, width: int) -> str:
    """ "312/1 000 done · 16 at work · waiting for api.example.org (9) · about 12 min left"."""
    parts = [words.say("{done:n}/{total:n} done", done=watch.done, total=watch.total)]
    if watch.failed:
        parts.append(words.plural("{count:n} failed", "{count:n} failed", watch.failed))
    parts.append(words.say("{count:n} at work", count=watch.at_work))
    if waiting := watch.waiting():
        hosts = ", ".join(f"{_host(door)} ({count})" for door, count in islice(waiting.items(), SHOWN))
        parts.append(words.say("waiting for {hosts}", hosts=hosts))
    if (seconds := watch.seconds_left) is not None:
        parts.insert(1, words.say("about {time} left", time=spell(seconds, words)))
    return shortened(" · ".join(parts), width - 1)


def spell(seconds: float, words: Words) -> str:
    """A span as people say it, to two figures at most: 40 s, 12 min, 3.5 h, 12 days."""
    if seconds < 90:
        return words.say("{count:n} s", count=round(seconds))
    if seconds < 5400:
        return words.say("{count:n} min", count=round(seconds / 60))
    if seconds < 48 * 3600:
        return words.say("{count:.1} h", count=seconds / 3600)
    return words.plural("{count:n} day", "{count:n} days", round(seconds / 86400))


def ended(outcome: Outcome, words: Words) -> str:
    """What became of one practitioner, in a line."""
    told = outcome.told
    name = inert(told.name, 80)
    if outcome.has_failed:
        return words.say("{name}: no audit: {reason}", name=name, reason=reason(told, words))
    acts = words.plural("{count:n} thing to act on", "{count:n} things to act on", told.act)
    return words.say("{name}: {answered} of {asked} sources, {acts}", **_said(outcome), name=name, acts=acts)


def _said(outcome: Outcome) -> dict[str, int]:
    return {"answered": outcome.told.answered, "asked": outcome.told.asked}


def _counted(watch: Watch) -> str:
    return f"[{watch.done}/{watch.total}]"


def _host(door: str) -> str:
    host, _, port = door.rpartition(":")
    return host if port in ("80", "443") else door


def _paint(watch: Watch, words: Words, over: threading.Event) -> None:
    while not over.wait(EVERY):
        width = shutil.get_terminal_size((80, 24)).columns
        _write(f"\r\x1b[K{line(watch, words, width)}")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
