"""The files that a person brought, as one source's harvest."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ereput.exports import read_path
from ereput.model import Harvest, Item, Problem, Status


def brought(paths: Iterable[Path], now: datetime) -> Harvest:
    """All that the files state; a file that cannot be read is a Problem, and the others are still read."""
    items: list[Item] = []
    problems: list[Problem] = []
    read = list(paths)
    for path in read:
        export = read_path(path, now)
        items += [*export.listings, *export.reviews]
        problems += [Problem(status=Status.BROKEN, url=f"file:{path.name}", detail=text) for text in export.problems]
    failed = {problem.url for problem in problems}
    return Harvest.of("exports", tuple(items), tuple(problems), len(read), len(read) - len(failed))
