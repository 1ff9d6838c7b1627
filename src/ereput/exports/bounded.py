"""Reading within a bound of time and memory.

What is small is read here, with an alarm; what is large, or where no alarm can be set (another thread, Windows), in a
process of its own that is ended when its time is over and that cannot take more than 480 MB.
"""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import msgspec

from ereput.exports import alarm, paths
from ereput.exports.bring import STOPPED, TOO_LARGE, Export
from ereput.exports.bytes_of import legible
from ereput.exports.contents import refused
from ereput.exports.order import Order
from ereput.parsing import zones

SMALL = 2_000_000  # bytes that are read in this process; a tree of them takes about 60 MB
MOST_MEMORY = 480_000_000  # bytes of address space of a process that reads
OUT_OF_MEMORY = 3  # exit code of the process that reads
_GRACE = 0.15  # of the time left, kept for handing over what was read


class Job(msgspec.Struct, frozen=True):
    """What a process of its own is asked for."""

    path: bytes  # as the system writes it
    order: Order
    zone: str = zones.PARIS  # whose calendar days count


def within_bounds(path: Path, order: Order) -> Export:
    """What a path states, within `order.until`; what was read of an archive or a folder until then is kept."""
    left = order.until - time.monotonic()
    earlier = replace(order, until=order.until - _GRACE * left)
    if alarm.can_ring() and _is_small(path):
        return in_time(path, earlier)
    return _in_a_process(path, earlier, left)


def in_time(path: Path, order: Order) -> Export:
    """What a path states, read here, where an alarm can be set. Raises MemoryError."""
    try:
        with alarm.ringing(order.until):
            return paths.read(path, order)
    except alarm.Late:
        return refused(legible(str(path)), STOPPED)


def _is_small(path: Path) -> bool:
    try:
        if path.is_dir():
            return _weight(path) <= SMALL
        return not path.is_file() or (path.stat().st_size <= SMALL and not _unfolds(path))
    except (OSError, ValueError):
        return True  # and will be said so


def _weight(folder: Path) -> int:
    """Bytes of a folder's files, as far as a look of a thousand files goes."""
    total = seen = 0
    for at, _, names in os.walk(folder):
        for name in names:
            seen += 1
            file = Path(at) / name
            total += 0 if file.is_symlink() else file.stat().st_size
            if total > SMALL or seen > 1_000 or _unfolds(file):
                return SMALL + 1
    return total


def _unfolds(file: Path) -> bool:
    """Packed bytes: how many they will be is not known before."""
    if file.is_symlink() or file.stat().st_size < 20_000:
        return False
    with file.open("rb") as opened:
        return opened.read(4).startswith((b"\x1f\x8b", b"PK\x03\x04"))


def _in_a_process(path: Path, order: Order, seconds: float) -> Export:
    file = legible(str(path))
    asked = msgspec.msgpack.encode(Job(os.fsencode(path), order, zones.here().key))
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "ereput.exports.worker"],
            input=asked,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(seconds, 0.001),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return refused(file, STOPPED)
    except OSError:
        return refused(file, paths.FAILED)
    if ran.returncode:
        return refused(file, TOO_LARGE if ran.returncode == OUT_OF_MEMORY else paths.FAILED)
    return replace(msgspec.msgpack.decode(ran.stdout, type=Export), file=file)
