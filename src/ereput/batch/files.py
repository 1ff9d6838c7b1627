"""Files that an interruption leaves whole: written beside, on the disk, then renamed."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from ereput.errors import StoreError, UsageError
from ereput.parsing.names import folded

_LONGEST = 48  # letters of a name in the name of its folder


def folder_name(name: str, identity: str) -> str:
    """The name of a practitioner's folder: the same every month, safe on every system, and nobody else's."""
    letters = "-".join(folded(name).split())
    plain = "".join(c for c in letters if c.isascii() and (c.isalnum() or c == "-"))[:_LONGEST].strip("-")
    return f"{plain or 'x'}-{sha256(identity.encode()).hexdigest()[:8]}"


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files of a folder, each whole or not at all; StoreError where the disk is full or refuses."""
    for name, content in files.items():
        stream(folder / name, [content])
    _settle(folder)


def stream(path: Path, parts: Iterable[str | bytes]) -> None:
    """Writes one file, part by part: it appears under its name when its last byte is on the disk."""
    beside = path.with_name(f".{path.name}.part")  # the same each time, so that an interruption leaves no heap of them
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            _settle(path.parent.parent)
        with beside.open("wb") as opened:
            for part in parts:
                opened.write(part.encode() if isinstance(part, str) else part)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise StoreError("{path} cannot be written: {reason}", path=path, reason=error) from None


def _settle(folder: Path) -> None:
    """The names in a folder are on the disk too, where the system can be told so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds a file against a second run; the system lets go of it when this one ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing keeps two runs apart but their user
        yield
        return
    with path.open("a") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError("another batch is at work in {path}: let it end first", path=path.parent) from None
        yield
