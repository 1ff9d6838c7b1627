"""A path that somebody typed: missing, a folder, an archive, a file; nothing is unpacked to disk."""

import logging
import stat
from dataclasses import replace
from pathlib import Path

from ereput.exports import har, tables, takeout
from ereput.exports.archives import Unsafe, folder_members, is_pieces, zip_members
from ereput.exports.bring import LONG, LONG_FILE, Export
from ereput.exports.bytes_of import GZIP, MOST, WARC, ZIP, inflated, legible
from ereput.exports.contents import CUT_GZIP, NO_ARCHIVE, NO_PAGE, many, read_bytes, recording, refused, warc_of
from ereput.exports.order import Order
from ereput.words import N_

NO_EXPORT = N_("no saved page and no export was found in this folder")
NO_MEMBER = N_("no saved page and no export was found in this archive")
PIECES = N_("this folder holds the pieces of a saved page; bring the HTML file that lies beside it")
FAILED = N_("this file cannot be read")
_BY_CUTTING = frozenset({har.DAMAGED, tables.DAMAGED, takeout.NOT_JSON, CUT_GZIP, NO_ARCHIVE, NO_PAGE})

log = logging.getLogger(__name__)


def read(path: Path, order: Order) -> Export:
    """What a file or a folder states. Raises MemoryError at most."""
    file = legible(str(path))
    try:
        return _read(path, file, order)
    except Unsafe as refusal:
        return refused(file, str(refusal))
    except PermissionError:
        return refused(file, N_("this file may not be read: permission is lacking"))
    except OSError:
        return refused(file, FAILED)
    except MemoryError:
        raise
    except Exception:  # a defect of ours: the other files are still read
        log.exception("a file could not be read")
        return refused(file, FAILED)


def _read(path: Path, file: str, order: Order) -> Export:
    if not path.exists():
        return refused(file, N_("there is no such file"))
    if path.is_dir():
        if is_pieces(path):
            return refused(file, PIECES)
        members = folder_members(path)
        return many(file, members.items, order, members.problems, NO_EXPORT)
    if not stat.S_ISREG(path.stat().st_mode):
        return refused(file, N_("this is neither a file nor a folder"))
    with path.open("rb") as opened:
        beginning = opened.read(2_000)
        if beginning.startswith(WARC) or (beginning.startswith(GZIP) and _holds_warc(beginning)):
            opened.seek(0)
            return recording(file, warc_of(opened), order)
        if not beginning.startswith(ZIP):
            read = read_bytes(file, legible(path.name), beginning + opened.read(MOST), order)
            return _in_part(read) if opened.read(1) else read
    zipped = zip_members(path)
    return many(file, zipped.items, order, zipped.problems, NO_MEMBER)


def _in_part(read: Export) -> Export:
    """It is our limit that broke the file, and nothing else that is known."""
    if LONG in read.problems:
        return read
    return replace(read, problems=(LONG_FILE, *(one for one in read.problems if one not in _BY_CUTTING)))


def _holds_warc(beginning: bytes) -> bool:
    return inflated(beginning)[0].startswith(WARC)
