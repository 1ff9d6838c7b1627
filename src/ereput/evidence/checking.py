"""What of a folder of evidence is no longer as it was: one sentence for each difference."""

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ereput.errors import StoreError
from ereput.evidence.folder import hashed
from ereput.evidence.manifest import MANIFEST, SUMS, Manifest, breaks, from_json, sums, to_json
from ereput.reasons import why
from ereput.words import N_

_LARGEST = 20_000_000  # bytes of a manifest
_NO_MANIFEST = N_("{name} is missing: nothing says what the folder held")


class Difference(NamedTuple):
    """A sentence to be said, and what it is filled in with."""

    said: str
    values: dict[str, object]


class Checked(NamedTuple):
    """What a check found."""

    differences: tuple[Difference, ...]
    manifest: Manifest | None  # None: missing, or not to be understood
    sha256: str | None  # of the manifest as it stands there


def checked(folder: Path, noted: str | None = None) -> Checked:
    """Compares a folder with its manifest, and the manifest with the SHA-256 that was `noted` elsewhere.

    Raises StoreError where the folder cannot be read at all.
    """
    there = _there(folder)
    document = _manifest(folder, there)
    if document is None:
        return Checked((Difference(_NO_MANIFEST, {"name": MANIFEST}),), None, None)
    digest = hashlib.sha256(document).hexdigest()
    found = list(_noted(digest, noted))
    try:
        manifest = from_json(document)
    except StoreError as error:
        return Checked((*found, Difference(error.text, error.values)), None, digest)
    found += _of_manifest(manifest, document)
    found += _of_sums(folder, there, manifest, document)
    found += _of_files(folder, there, manifest)
    return Checked(tuple(found), manifest, digest)


def _there(folder: Path) -> dict[str, bool]:
    """What the folder holds, and whether each is a plain file: no link is followed, no device is read."""
    try:
        return {entry.name: stat.S_ISREG(entry.lstat().st_mode) for entry in folder.iterdir()}
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=folder, reason=error) from None


def _manifest(folder: Path, there: dict[str, bool]) -> bytes | None:
    if not there.get(MANIFEST):
        return None
    try:
        with (folder / MANIFEST).open("rb") as opened:
            document = opened.read(_LARGEST + 1)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=folder / MANIFEST, reason=error) from None
    if len(document) > _LARGEST:
        raise StoreError("{path} is too large for a manifest", path=folder / MANIFEST)
    return document


def _noted(digest: str, noted: str | None) -> Iterator[Difference]:
    if noted is not None and noted.strip().lower() != digest:
        yield Difference(
            N_("the manifest is not the one that was noted: its SHA-256 is {found}, {noted} was noted"),
            {"found": digest, "noted": noted.strip().lower()},
        )


def _of_manifest(manifest: Manifest, document: bytes) -> Iterator[Difference]:
    is_edited, off, is_unsealed = breaks(manifest)
    if is_edited:
        yield Difference(N_("the manifest was edited: what it tells of addresses, times and machine has changed"), {})
    for number in off:
        yield Difference(
            N_("the manifest was edited: row {number} of its files ({name}) does not follow the row before"),
            {"number": number, "name": manifest.files[number - 1].name},
        )
    if is_unsealed:
        yield Difference(N_("the manifest was edited: its seal is not that of its last row"), {})
    if not (is_edited or off or is_unsealed) and document != to_json(manifest):
        yield Difference(N_("the manifest was edited: it is not written as ereput writes it"), {})


def _of_sums(folder: Path, there: dict[str, bool], manifest: Manifest, document: bytes) -> Iterator[Difference]:
    if not there.get(SUMS):
        yield Difference(N_("{name} is missing"), {"name": SUMS})
    elif hashed(folder / SUMS)[1] != hashlib.sha256(sums(document, manifest.files).encode()).hexdigest():
        yield Difference(N_("{name} does not say the same as the manifest"), {"name": SUMS})


def _of_files(folder: Path, there: dict[str, bool], manifest: Manifest) -> Iterator[Difference]:
    names = [file.name for file in manifest.files]
    for file in manifest.files:
        if file.name not in there:
            yield Difference(N_("{name} is missing"), {"name": file.name})
        elif not there[file.name]:
            yield Difference(N_("{name} is no plain file"), {"name": file.name})
        else:
            yield from _of_bytes(folder, file.name, file.sha256, file.bytes)
    for name in sorted(set(there).difference(names, (MANIFEST, SUMS))):
        yield Difference(N_("{name} was added"), {"name": name})


def _of_bytes(folder: Path, name: str, digest: str, size: int) -> Iterator[Difference]:
    try:
        found = hashed(folder / name)
    except OSError as error:
        yield Difference(N_("{name} cannot be read: {reason}"), {"name": name, "reason": why(error) or str(error)})
        return
    if found != (size, digest):
        yield Difference(
            N_("{name} was changed: its SHA-256 is {found}, the manifest says {told}"),
            {"name": name, "found": found[1], "told": digest},
        )
