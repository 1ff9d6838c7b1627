"""`python -m ereput.exports.worker`: reads one path within bounds of memory; see `bounded`."""

import os
import sys
from pathlib import Path

import msgspec

from ereput.exports import alarm, paths
from ereput.exports.bounded import MOST_MEMORY, OUT_OF_MEMORY, Job, in_time
from ereput.parsing import zones


def main() -> int:
    """Answers the job on stdin; exit code 3 when the memory does not do."""
    job = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Job)
    zones.use(job.zone)
    _limit()
    read = in_time if alarm.can_ring() else paths.read
    try:
        export = read(Path(os.fsdecode(job.path)), job.order)
        sys.stdout.buffer.write(msgspec.msgpack.encode(export))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _limit() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    except (ImportError, ValueError, OSError):
        return  # Windows has no such limit and macOS does not hold it: what is read of a file is bounded all the same


if __name__ == "__main__":
    sys.exit(main())
