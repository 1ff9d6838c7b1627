"""Every deliberate error of ereput, drawn as a tree.

EreputError
├─ UsageError        the command cannot be carried out as given             exit 2
├─ StoreError        a file or a database cannot be used                    exit 4
└─ SourceError       one request failed; the audit goes on                  a Problem
   ├─ NotConfigured  a key or an address is missing                         NOT_CONFIGURED
   ├─ Skipped        another copy of the question was asked already         SKIPPED
   ├─ Disallowed     robots.txt, the terms or our own rules say no          DISALLOWED
   ├─ Refused        401, 403, a captcha                                    REFUSED
   ├─ Throttled      429, or a Retry-After longer than we wait              THROTTLED
   ├─ Unreachable    network, time-out, 5xx                                 UNREACHABLE
   │  └─ Unkept      nobody was asked: not in the recording, nor kept       UNREACHABLE
   ├─ Limited        we stopped early ourselves                             LIMITED
   └─ Broken         the answer is not shaped as the adapter expects        BROKEN

`collect` turns a SourceError into a Problem; `cli` turns the others into one sentence and an exit code.
"""

from ereput.model import Status
from ereput.reasons import why
from ereput.words import N_, Clause


class EreputError(Exception):
    """Anything that ereput says no to on purpose.

    Where values are given, the text is a template, so that the command line and the report can say it in the reader's
    language; an exception among the values is said in our own words.
    """

    def __init__(self, text: str, /, **values: object) -> None:
        values = {name: _said(value) for name, value in values.items()}
        super().__init__(text.format(**values) if values else text)
        self.text, self.values = text, values


def _said(value: object) -> object:
    if isinstance(value, EreputError):
        return Clause(value.text, **value.values)
    return (why(value) or value) if isinstance(value, Exception) else value


class UsageError(EreputError):
    """The command cannot be carried out as given; the text says what to write instead."""


class StoreError(EreputError):
    """A file or a database cannot be used."""


class SourceError(EreputError):
    """One request failed; `status` is what the report says of it."""

    status = Status.BROKEN


class NotConfigured(SourceError):
    """A key or an address is missing."""

    status = Status.NOT_CONFIGURED


class Skipped(SourceError):
    """Not asked, on purpose; the text says why."""

    status = Status.SKIPPED


class Disallowed(SourceError):
    """robots.txt, the terms or our own rules say no: nothing was asked."""

    status = Status.DISALLOWED


class Refused(SourceError):
    """The source said no: 401, 403 or a captcha."""

    status = Status.REFUSED


class Throttled(SourceError):
    """Too many questions: 429, or a Retry-After longer than we wait.

    `retry_after` is in seconds, None when the source did not say.
    """

    status = Status.THROTTLED

    def __init__(self, text: str, retry_after: float | None = None, /, **values: object) -> None:
        super().__init__(text, **values)
        self.retry_after = retry_after


class Unreachable(SourceError):
    """No answer: network, time-out, 5xx."""

    status = Status.UNREACHABLE


NOT_RECORDED = N_("not in the recording: {request}")
NOT_KEPT = N_("offline: {url} is not kept")


class Unkept(Unreachable):
    """Nobody was asked: only saved answers are read, and this one is not among them (NOT_RECORDED, NOT_KEPT)."""


class Limited(SourceError):
    """We stopped early ourselves, by a limit of our own."""

    status = Status.LIMITED


class Broken(SourceError):
    """The answer is not shaped as the adapter expects; the text says what was met."""

    status = Status.BROKEN
