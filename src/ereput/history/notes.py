"""Small things remembered: which files were written about somebody, and what each source answered last."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from ereput.history.database import Database, Tables
from ereput.history.keys import instant, key
from ereput.model import Practitioner, Status


def wrote(tables: Tables, who: Practitioner, path: Path, now: datetime) -> None:
    """Remembers a file about somebody, so that it can be deleted with the rest."""
    tables.change(
        "INSERT INTO files (key, name, path, written_at) VALUES (?,?,?,?) ON CONFLICT (path) DO UPDATE SET"
        " key = excluded.key, name = excluded.name, written_at = excluded.written_at",
        key(who),
        who.name,
        str(path.absolute()),
        instant(now),
    )


def wrote_in_batch(tables: Tables, batch: str, digest: str, name: str, folder: Path, now: datetime) -> None:
    """Remembers the folder that a batch wrote about the practitioner of a job."""
    tables.change(
        "INSERT INTO files (key, name, path, written_at) SELECT key, ?, ?, ? FROM batch_jobs WHERE batch = ? AND"
        " digest = ? ON CONFLICT (path) DO UPDATE SET key = excluded.key, name = excluded.name,"
        " written_at = excluded.written_at",
        *(name, str(folder.absolute()), instant(now), batch, digest),
    )


def answered(tables: Tables, statuses: Mapping[str, Status], now: datetime) -> None:
    """Remembers what sources answered when they were asked whether they are there."""
    for source, status in statuses.items():
        tables.change(
            "INSERT INTO statuses (source, status, answered_at) VALUES (?,?,?) ON CONFLICT (source) DO UPDATE SET"
            " status = excluded.status, answered_at = excluded.answered_at",
            source,
            status.value,
            instant(now),
        )


def statuses(database: Database) -> Mapping[str, tuple[Status, datetime]]:
    """What each source answered last to such a question, and when."""
    rows = database.rows("SELECT source, status, answered_at FROM statuses")
    return {source: (Status(status), datetime.fromisoformat(at)) for source, status, at in rows}
