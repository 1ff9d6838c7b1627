"""The register's open file (ps-libreacces-personne-activite), read as a stream: plain, in a .zip or as .gz.

Fields stand between `|`, unquoted: apostrophes and quotes are only characters. It is UTF-8; files of before 2024 may
be windows-1252, which is found out line by line.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from ereput.errors import StoreError

LONGEST_LINE = 65_536  # bytes; the longest known are of 1,200
LARGEST = 8 * 1024**3  # bytes unpacked; the file of 2026 has 800 MB
WANTED = "ps-libreacces-personne-activite"
_ACTIVITIES = re.compile(r"personne.?activite", re.I)
_DAY = re.compile(r"(?<!\d)(20\d{2})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])?(?:\d{4})?(?!\d)")


class Source(NamedTuple):
    """An opened file."""

    lines: Iterator[str]  # without their ends, the header first
    day: datetime  # the day of its name, else that on which it was written
    share: Callable[[], float]  # how much of it was read, 0..1


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """The lines of a file; StoreError, in one sentence, where it is no such file."""
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
            beginning = raw.read(4)
            raw.seek(0)
            if beginning == b"PK\x03\x04":
                yield _zipped(path, stack.enter_context(zipfile.ZipFile(raw)), stack)
                return
            size = path.stat().st_size or 1
            stream = stack.enter_context(gzip.open(raw)) if beginning[:2] == b"\x1f\x8b" else raw
            day = _named_day(path.name) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield Source(_lines(path, cast("BinaryIO", stream)), day, lambda: min(1.0, raw.tell() / size))
        except FileNotFoundError:
            raise StoreError("there is no file {path}", path=path) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile):
            raise StoreError("{path} is damaged or cut: download it again", path=path) from None
        except OSError as error:
            raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None


def _zipped(path: Path, archive: zipfile.ZipFile, stack: ExitStack) -> Source:
    """The one file of activities in an archive: those of diplomas and of skills stand beside it."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    found = [member for member in members if _ACTIVITIES.search(member.filename)] or members
    if len(found) != 1:
        raise StoreError(
            "{path} holds {count} files, none of them {wanted}", path=path, count=len(members), wanted=WANTED
        )
    member = found[0]
    if member.flag_bits & 1:
        raise StoreError("{path} is locked with a password", path=path)
    stream = stack.enter_context(archive.open(member))
    day = _named_day(member.filename) or _named_day(path.name) or datetime(*member.date_time[:3], tzinfo=UTC)
    size = member.file_size or 1
    return Source(_lines(path, cast("BinaryIO", stream)), day, lambda: min(1.0, stream.tell() / size))


def _lines(path: Path, stream: BinaryIO) -> Iterator[str]:
    buffered = io.BufferedReader(cast("io.RawIOBase", stream), 1 << 20)
    read = 0
    for line in iter(partial(buffered.readline, LONGEST_LINE), b""):
        read += len(line)
        if read > LARGEST or (len(line) == LONGEST_LINE and not line.endswith(b"\n")):
            raise StoreError("{path} is not a table of the register: {wanted} is wanted", path=path, wanted=WANTED)
        try:
            yield line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            yield line.decode("windows-1252", "replace").rstrip("\r\n")


def _named_day(name: str) -> datetime | None:
    """ "PS_LibreAcces_Personne_activite_202112150830.txt" is of 15 December 2021; a month alone is its first day."""
    if not (found := _DAY.search(name)):
        return None
    return datetime(int(found[1]), int(found[2]), int(found[3] or 1), tzinfo=UTC)
