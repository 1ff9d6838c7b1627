"""A batch of invented practitioners on the test web: in this process, or as a command that can be killed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import people
from webs import Web

from ereput.batch import running, table
from ereput.batch.local import Local
from ereput.batch.running import Engine, Heard
from ereput.batch.watching import Watch
from ereput.batch.work import Work
from ereput.history import History, batches

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
# What takes a host about as long as any other, for one practitioner, so that none is the only one that counts.
PACES = {
    "rpps": 0.15,
    "annuaire_sante": 0.25,
    "tavily": 0.04,
    "keenable": 0.04,
    "brave": 0.04,
    "searxng": 0.045,
    "nominatim": 0.15,
    "overpass": 0.35,
    "recherche_entreprises": 0.3,
    "wikipedia": 0.3,
    "gdelt": 0.35,
    "web_pages": 0.15,
}


def paces(scale: float) -> dict[str, float]:
    return {host: seconds * scale for host, seconds in PACES.items()}


@dataclass(frozen=True)
class Ran:
    """A batch that ended."""

    folder: Path
    states: Mapping[str, int]
    files: Mapping[str, bytes]


def files(folder: Path) -> dict[str, bytes]:
    """Every file but the name of the batch and its lock; what an interruption left beside is one."""
    kept = (file for file in sorted(folder.rglob("*")) if file.is_file() and file.name not in (".batch", ".batch.lock"))
    return {str(file.relative_to(folder)): file.read_bytes() for file in kept}


def work(web: Web, place: Path | str, cache: Path | None, **changed: Any) -> Work:
    given: dict[str, Any] = {
        "batch": "",
        "sources": web.sources,
        "asking": web.asking(cache),
        "language": "fr",
        "formats": ("markdown", "json"),
        "database": place,
        "now": NOW,
    }
    return Work(**{**given, **changed})


def carried(
    web: Web,
    folder: Path,
    many: int,
    engine: Engine | None = None,
    *,
    place: Path | str | None = None,
    resumes: bool = False,
    **changed: Any,
) -> Ran:
    """So many practitioners, by an engine; the history stands beside the folder unless a place is given."""
    folder.mkdir(parents=True, exist_ok=True)
    where = place or folder.with_name(f"{folder.name}.sqlite")
    with History(where) as history:
        read = table.opened(people.table(folder.with_name(f"{folder.name}.csv"), range(many)))
        wanted = work(web, where, folder.with_name(f"{folder.name}.cache"), **changed)
        batch = running.begun(read, folder, wanted, Heard, history, resumes=resumes)
        batch.run(engine or Local(jobs=16), Watch(total=many))
        return Ran(folder, batches.counts(history.database, batch.work.batch), files(folder))


def audits(place: Path | str) -> list[tuple[Any, ...]]:
    """What the history holds of audits, in an order that does not depend on which ended first."""
    with History(place) as history:
        return sorted(history.database.rows("SELECT key, name, made_at, document FROM audits"))


class Command:
    """`ereput batch` in a process of its own."""

    def __init__(self, web: Web, folder: Path, many: int, *more: str, database: str | None = None) -> None:
        self.folder, self.many = folder, many
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ereput.toml").write_text(web.toml(), encoding="utf-8")
        self.table = people.table(folder / "table.csv", range(many))
        self.database = database or str(folder / "history.sqlite")
        self.more = more
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("EREPUT_")},
            "EREPUT_DATA": str(folder / "data"),
            "EREPUT_NO_KEYRING": "1",
            "LC_ALL": "fr_FR.UTF-8",
        }

    def start(self, *more: str, output: Path | None = None) -> "subprocess.Popen[bytes]":
        words = ["batch", str(self.table), "--output", str(output or self.output), "--config"]
        words += [str(self.folder / "ereput.toml"), "--database", self.database, "--now", NOW.isoformat()]
        return subprocess.Popen(
            [sys.executable, "-m", "ereput", *words, *self.more, *more],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *more: str, output: Path | None = None) -> "subprocess.CompletedProcess[bytes]":
        process = self.start(*more, output=output)
        out, err = process.communicate(timeout=500)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    @property
    def output(self) -> Path:
        return self.folder / "reports"

    @property
    def files(self) -> dict[str, bytes]:
        return files(self.output)
