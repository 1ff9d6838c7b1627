"""Which database a place names: SQLite in a file, or a PostgreSQL server at an address."""

from pathlib import Path

from ereput.history.database import Database


def opened(place: Path | str) -> Database:
    """The database in a file, or at the address of a server; StoreError where it cannot be used."""
    if isinstance(place, str) and is_address(place):
        from ereput.history.postgres import Postgres

        return Postgres(place)
    from ereput.history.sqlite import Sqlite

    return Sqlite(Path(place))


def is_address(place: str) -> bool:
    """It names a PostgreSQL server, not a file."""
    return place.startswith(("postgresql://", "postgres://"))
