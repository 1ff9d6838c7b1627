"""A folder of evidence is there whole, or not at all: written hidden beside its place, and renamed when it is done."""

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from ereput.errors import StoreError, UsageError
from ereput.evidence.manifest import MANIFEST, SUMS, File, Manifest, sums, to_json

_STEP = 1 << 20
_PARTIAL = re.compile(r"\..+\.[a-z0-9_]{8}\.partial")  # as tempfile names it


class Draft:
    """A folder that is being written; for the eyes of its owner only. A context manager: without `done`, it goes.

    It is locked while it is written: what is not locked was left by a run that was killed.
    """

    def __init__(self, place: Path) -> None:
        self.place = place

    def __enter__(self) -> Self:
        """Raises UsageError where something is in the way, StoreError where nothing can be written."""
        if self.place.is_symlink() or (self.place.exists() and not _is_empty(self.place)):
            raise UsageError("{path} is there already, and evidence is never written over", path=self.place)
        with _said(self.place):
            self.place.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.mkdtemp(dir=self.place.parent, prefix=f".{self.place.name}.", suffix=".partial")
        self.folder = Path(beside)
        self._lock = _locked(self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)  # after `done` it bears another name
        if self._lock is not None:
            os.close(self._lock)

    def opened(self, name: str) -> IO[bytes]:
        """A new file, to be written bit by bit."""
        with _said(self.place):
            return (self.folder / name).open("xb")

    def write(self, name: str, body: bytes) -> str:
        """Writes a new file and returns its SHA-256."""
        with _said(self.place), (self.folder / name).open("xb") as opened:
            opened.write(body)
        return hashlib.sha256(body).hexdigest()

    def read(self, name: str) -> bytes:
        with _said(self.place):
            return (self.folder / name).read_bytes()

    def file(self, name: str) -> File:
        """The manifest's row of a file that is written."""
        with _said(self.place):
            size, digest = hashed(self.folder / name)
        return File(name=name, bytes=size, sha256=digest)

    def done(self, manifest: Manifest) -> str:
        """Writes the manifest and gives the folder its name; returns the manifest's SHA-256."""
        written = to_json(manifest)
        digest = self.write(MANIFEST, written)
        self.write(SUMS, sums(written, manifest.files).encode())
        with _said(self.place):
            for file in self.folder.iterdir():
                _on_disk(file)
            _on_disk(self.folder)
            self.folder.rename(self.place)
            _on_disk(self.place.parent)
        return digest


def abandoned(place: Path) -> list[Path]:
    """Hidden folders that killed runs left beside `place`: without a manifest, worth nothing, and nobody writes them.

    None is told where the system knows no locks of this kind: another run could be writing.
    """
    try:
        entries = sorted(place.parent.iterdir())
    except OSError:
        return []
    return [entry for entry in entries if _PARTIAL.fullmatch(entry.name) and _is_dead(entry)]


def _is_dead(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    if (lock := _locked(folder)) is None:
        return False
    os.close(lock)
    return True


def _locked(folder: Path) -> int | None:
    """A handle that locks the folder until it is closed, or the process ends; None where another holds it."""
    try:
        import fcntl
    except ImportError:  # Windows
        return None
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def hashed(path: Path) -> tuple[int, str]:
    """How many bytes a file has, and their SHA-256."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as opened:
        while part := opened.read(_STEP):
            digest.update(part)
            size += len(part)
    return size, digest.hexdigest()


def _is_empty(path: Path) -> bool:
    with _said(path):
        return path.is_dir() and not any(path.iterdir())


def _on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _said(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError("{path} cannot be written: {reason}", path=place, reason=error) from None
