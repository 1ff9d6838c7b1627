"""The manifest of a folder of evidence: what was asked, when, what came back, and the hash of every file, in a chain.

Pure. `head` hashes all that is told; the first row's chain follows the head, each further row's the row before, and
the last chain is the `seal`: nothing can be edited, left out, added or put elsewhere without a break. A chain that
anybody can reckon proves nothing against somebody who writes the whole folder anew: for that, the manifest's own
SHA-256 must have been noted elsewhere.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from ereput.errors import StoreError

FORMAT, VERSION = "ereput-evidence", 2
READ = (1, 2)  # versions that can be checked
# left out where they are empty, so that older folders still verify
_SINCE_2 = frozenset({"url_is_verified", "address_said", "stated", "remarks"})
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"

Pairs = tuple[tuple[str, str], ...]


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """One question put to a server, and its answer."""

    url: str
    asked_at: datetime  # UTC
    status: int | None  # None: no answer
    protocol: str | None = None
    headers: Pairs = ()  # of the answer, without cookies
    server: str | None = None  # IP address that answered
    certificate: str | None = None  # SHA-256 of the server's certificate
    clock_ahead: int | None = None  # seconds by which our clock was ahead of the server's Date


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """One page that is kept."""

    how: str  # fetched · saved: by ereput, or by the user's own browser
    asked: str | None  # None: neither the user nor the saved file says where it came from
    url: str | None  # after redirects; of a saved page, where the user or the file says that it stood
    taken_at: datetime  # UTC: when it was answered; of a saved page, when it was put here
    local_time: str  # the same in the practice's time zone
    status: int | None = None
    file: str
    sha256: str  # of that file: the page as a browser gets it, decompressed
    hops: tuple[Hop, ...] = ()  # robots.txt among them
    original_name: str | None = None  # of the user's file
    original_date: datetime | None = None  # its last change, as this machine says
    image: str | None = None  # file of the picture made of it
    image_said: str | None = None  # how the picture was made, or why there is none
    url_is_verified: bool | None = None  # of a saved page, False: nobody was asked whether it stood there
    address_said: str | None = None  # of a saved page: who says that it stood there, and whether the file agrees
    stated: Mapping[str, str] = {}  # addresses that a saved file itself states, by how


class Missed(msgspec.Struct, frozen=True, kw_only=True):
    """An address of which nothing could be kept."""

    asked: str
    asked_at: datetime  # UTC
    status: str  # a Status: disallowed, refused, unreachable …
    detail: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """All that the manifest tells, save the list of files."""

    format: str = FORMAT
    version: int = VERSION
    tool: str
    made_at: datetime  # UTC
    zone: str
    notice: tuple[str, ...]  # what this is not
    finding: str | None = None
    case: int | None = None
    pages: tuple[Taken, ...]
    missed: tuple[Missed, ...] = ()
    machine: Mapping[str, str | bool | None]  # what NF Z67-147 asks for and ereput knows
    unknown: tuple[str, ...]  # what it asks for and ereput cannot know
    remarks: tuple[str, ...] = ()  # what of the addresses does not go together


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the folder."""

    name: str
    bytes: int
    sha256: str
    chain: str = ""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What `manifest.json` holds."""

    told: Head
    head: str  # SHA-256 of `told`
    files: tuple[File, ...]
    seal: str  # the last chain


def sealed(told: Head, files: Iterable[File]) -> Manifest:
    """The manifest of what is told and of the files, in their order."""
    head = before = _hash(told)
    chained = []
    for file in files:
        before = link(before, file)
        chained.append(msgspec.structs.replace(file, chain=before))
    return Manifest(told=told, head=head, files=tuple(chained), seal=before)


def link(before: str, file: File) -> str:
    """The chain of a file that comes after another."""
    return hashlib.sha256(f"{before}\n{_hash(msgspec.structs.replace(file, chain=''))}".encode()).hexdigest()


def breaks(manifest: Manifest) -> tuple[bool, tuple[int, ...], bool]:
    """Whether what is told was edited; the rows (from 1) that do not follow the one before; whether the seal is off."""
    before = manifest.head
    off = []
    for number, file in enumerate(manifest.files, 1):
        if file.chain != link(before, file):
            off.append(number)
        before = file.chain
    return manifest.head != _hash(manifest.told), tuple(off), manifest.seal != before


def to_json(manifest: Manifest) -> bytes:
    """The one way in which a manifest is written."""
    return msgspec.json.format(_encoded(manifest), indent=2) + b"\n"


def from_json(document: bytes) -> Manifest:
    """The manifest of a file; StoreError for what is none."""
    try:
        manifest = msgspec.json.decode(document, type=Manifest)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise StoreError("{name} is not a manifest of ereput: {reason}", name=MANIFEST, reason=error) from None
    if manifest.told.format != FORMAT or manifest.told.version not in READ:
        raise StoreError("{name} is of a version that this ereput does not read", name=MANIFEST)
    return manifest


def sums(manifest: bytes, files: Sequence[File]) -> str:
    """What `sha256sum --check` reads: the manifest first, so that it is guarded without ereput too."""
    rows = [(hashlib.sha256(manifest).hexdigest(), MANIFEST), *((file.sha256, file.name) for file in files)]
    return "".join(f"{digest}  {name}\n" for digest, name in rows)


def _hash(value: msgspec.Struct) -> str:
    return hashlib.sha256(_encoded(value)).hexdigest()


def _encoded(value: msgspec.Struct) -> bytes:
    return msgspec.json.encode(_without_empty(msgspec.to_builtins(value)))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in _SINCE_2 or each not in (None, {}, [], ())}
        return {name: _without_empty(each) for name, each in kept.items()}
    return [_without_empty(each) for each in value] if isinstance(value, list | tuple) else value
