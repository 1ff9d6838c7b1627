"""Where reports go: one format on stdout, or files in a folder."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from ereput.errors import StoreError, UsageError
from ereput.model import Audit
from ereput.registry import source_classes
from ereput.report import FORMATS, files, render
from ereput.source import About
from ereput.words import Words

WRITTEN = ("html", "markdown", "json", "csv")  # into --output when no format is named


def formats(named: tuple[str, ...], folder: Path | None) -> tuple[str, ...]:
    """The formats to make; UsageError for an unknown one, and for several on one stdout."""
    wanted = tuple(dict.fromkeys(part for text in named for part in text.split(",") if part))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError("--format is one of {names}, not {name!r}", names=", ".join(FORMATS), name=name)
    if folder is None and len(wanted) > 1:
        raise UsageError("several formats need a folder to be written in: add --output DIR")
    return wanted or (WRITTEN if folder else ("terminal",))


def tell(audit: Audit, words: Words, formats: tuple[str, ...], folder: Path | None) -> None:
    """Writes the files of a folder, and prints the page of the terminal beside them; or prints the one format."""
    if folder is None:
        printed(_rendered(audit, words, formats[0]))
        return
    for name in formats:
        for file, text in files(name, audit, words, abouts=_abouts()).items():
            write(folder / file, text)
    printed(_rendered(audit, words, "terminal"))


def _rendered(audit: Audit, words: Words, name: str) -> str:
    width = min(100, max(40, shutil.get_terminal_size((100, 24)).columns))
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return render(name, audit, words, width=width, colour=colour, abouts=_abouts())


def _abouts() -> dict[str, About]:
    return {name: source.about for name, source in source_classes().items()}


def printed(text: str) -> None:
    """On stdout, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def write(path: Path, text: str) -> None:
    """Whole or not at all: written beside, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as opened:
            opened.write(text)
        Path(beside).replace(path)
    except OSError as error:
        raise StoreError("{path} cannot be written: {reason}", path=path, reason=error.strerror) from None
