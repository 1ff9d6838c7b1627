"""Where reports go: one format on stdout, or files in a folder."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from ereput.errors import StoreError, UsageError
from ereput.model import Audit
from ereput.registry import source_classes
from ereput.report import DOCUMENTS, FORMATS, documents, render
from ereput.report.brand import PLAIN, Brand
from ereput.report.inert import inert
from ereput.report.layout import wrapped
from ereput.report.pdf import BROWSERS
from ereput.source import About
from ereput.words import Words

EVERY = (*FORMATS, *DOCUMENTS)
WRITTEN = ("html", "markdown", "json", "csv")  # into --output when no format is named


def formats(named: tuple[str, ...], folder: Path | None, known: tuple[str, ...] = FORMATS) -> tuple[str, ...]:
    """The formats to make; UsageError for an unknown one, and for several on one stdout."""
    wanted = tuple(dict.fromkeys(part for text in named for part in text.split(",") if part))
    for name in wanted:
        if name not in known:
            raise UsageError("--format is one of {names}, not {name!r}", names=", ".join(known), name=name)
    if folder is None and len(wanted) > 1:
        raise UsageError("several formats need a folder to be written in: add --output DIR")
    if folder is None and sys.stdout.isatty() and set(wanted) & set(DOCUMENTS):
        raise UsageError("a terminal cannot show {name}: add --output DIR", name=wanted[0])
    return wanted or (WRITTEN if folder else ("terminal",))


def tell(audit: Audit, words: Words, formats: tuple[str, ...], folder: Path | None, brand: Brand = PLAIN) -> list[Path]:
    """Writes the files of a folder, and prints the page of the terminal beside them; or prints the one format.

    Returns every file that was written.
    """
    if folder is None:
        printed(_made(audit, words, formats[0], brand))
        return []
    written = [_kept(folder, audit, words, name, brand) for name in formats]
    printed(_made(audit, words, "terminal", brand))
    sys.stdout.flush()
    for path, *_others in written:
        print(words.say("{path} is written.", path=inert(str(path), 300)), file=sys.stderr)  # noqa: T201
    return [path for paths in written for path in paths]


def _kept(folder: Path, audit: Audit, words: Words, name: str, brand: Brand) -> list[Path]:
    """Writes the files of one format, the main one first."""
    made = documents(name, audit, words, abouts=_abouts(), brand=brand, browser=browser())
    for file, content in made.items():
        write(folder / file, content)
    return [folder / file for file in made]


def _made(audit: Audit, words: Words, name: str, brand: Brand) -> bytes:
    if name == "terminal":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return render(name, audit, words, width=width(), colour=colour, abouts=_abouts()).encode("utf-8")
    made = documents(name, audit, words, abouts=_abouts(), brand=brand, browser=browser())
    return next(iter(made.values()))


def width() -> int:
    """Columns to write in: those of the terminal, 100 at most."""
    return min(100, max(40, shutil.get_terminal_size((100, 24)).columns))


def hung(text: str, lead: str = "") -> list[str]:
    """A paragraph in the width of the terminal, hanging from its lead."""
    first, *rest = wrapped(text, width() - len(lead))
    return [lead + first, *(" " * len(lead) + line for line in rest)]


def browser() -> str | None:
    """The command of an installed Chromium or a browser made from it."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _abouts() -> dict[str, About]:
    return {name: source.about for name, source in source_classes().items()}


def printed(text: str | bytes) -> None:
    """On stdout, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode("utf-8") if isinstance(text, str) else text)
    sys.stdout.buffer.flush()


def write(path: Path, text: str | bytes) -> None:
    """Whole or not at all: written beside, then renamed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as opened:
            opened.write(text.encode("utf-8") if isinstance(text, str) else text)
        Path(beside).replace(path)
    except OSError as error:
        raise StoreError("{path} cannot be written: {reason}", path=path, reason=error) from None
