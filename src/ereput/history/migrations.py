"""The tables, in the order in which they came. A migration is never edited once released: what follows is added below.

Each is a tuple of statements, or a function where rows must be worked over. A new theme has a module of its own for
its work, and its tables here.
"""

from collections.abc import Callable

from ereput.errors import StoreError
from ereput.history.database import Database, Tables

Migration = tuple[str, ...] | Callable[[Tables], None]

_AUDITS = (
    """CREATE TABLE audits (
         {id},
         key {text},              -- what names the practitioner; NULL: kept, never compared
         name {text} NOT NULL,
         made_at {text} NOT NULL,
         is_healthy INTEGER NOT NULL,
         grade {text} NOT NULL,
         score {real},
         document {bytes} NOT NULL)""",
    "CREATE INDEX audits_by_key ON audits (key, made_at)",
)

_CASES = (
    """CREATE TABLE cases (
         {id},
         opened_at {text} NOT NULL,
         changed_at {text} NOT NULL,
         document {bytes} NOT NULL)""",
)

_JUDGEMENTS = (
    """CREATE TABLE judgements (
         {id},
         key {text} NOT NULL,      -- what names the practitioner
         listing {text} NOT NULL,  -- key of the listing or mention
         title {text} NOT NULL,
         judgement {text} NOT NULL,
         made_at {text} NOT NULL,
         UNIQUE (key, listing))""",
)

_BATCHES = (
    """CREATE TABLE batches (
         {id},
         name {text} NOT NULL UNIQUE,  -- as it stands in the folder of its reports
         now {text},                   -- taken for now, where that was typed
         is_over INTEGER NOT NULL)""",
    """CREATE TABLE batch_jobs (
         {id},
         batch {text} NOT NULL,
         digest {text} NOT NULL,  -- of what the line says
         line INTEGER,            -- of the table; NULL: no longer there
         key {text},              -- what names the practitioner
         state {text} NOT NULL,
         card {bytes},            -- until there is an audit
         audit INTEGER,
         told {bytes},            -- what the tables say
         UNIQUE (batch, digest))""",
    "CREATE INDEX batch_jobs_by_line ON batch_jobs (batch, line)",
    "CREATE INDEX batch_jobs_by_state ON batch_jobs (batch, state, line)",
    "CREATE INDEX batch_jobs_by_key ON batch_jobs (key)",
)

_EVIDENCE = (
    """CREATE TABLE evidence (
         {id},
         key {text},                -- what names the practitioner; NULL: not said
         manifest {text} NOT NULL,  -- SHA-256 of the folder's manifest
         folder {text} NOT NULL,
         file {text} NOT NULL,
         taken_at {text} NOT NULL,
         finding {text},
         case_number INTEGER,
         document {bytes} NOT NULL,
         UNIQUE (manifest, file))""",
    "CREATE INDEX evidence_by_folder ON evidence (folder)",
)

_WATCHING = (
    """CREATE TABLE notices (
         {id},
         key {text} NOT NULL,     -- what names the practitioner
         notice {text} NOT NULL,  -- what it is about: the same thing is told once
         found_at {text} NOT NULL,
         told_at {text},          -- NULL: nobody was told yet
         document {bytes} NOT NULL,
         UNIQUE (key, notice))""",
    """CREATE TABLE watches (
         {id},
         key {text} NOT NULL UNIQUE,
         ended_at {text} NOT NULL)""",
)

_KEEPING = (
    "ALTER TABLE audits ADD COLUMN is_bare INTEGER NOT NULL DEFAULT 0",  # 1: the words of its reviews were let go
    "CREATE INDEX audits_by_day ON audits (made_at)",
    """CREATE TABLE files (
         {id},
         key {text},              -- what names the practitioner
         name {text} NOT NULL,
         path {text} NOT NULL UNIQUE,
         written_at {text} NOT NULL)""",
    """CREATE TABLE statuses (
         {id},
         source {text} NOT NULL UNIQUE,
         status {text} NOT NULL,
         answered_at {text} NOT NULL)""",
)

_NAMES = ("CREATE INDEX audits_by_name ON audits (name)",)

MIGRATIONS: tuple[Migration, ...] = (
    _AUDITS,  # 1
    _CASES,  # 2
    _JUDGEMENTS,  # 3
    _BATCHES,  # 4
    _EVIDENCE,  # 5
    _WATCHING,  # 6
    _KEEPING,  # 7
    _NAMES,  # 8
)


def migrate(database: Database) -> None:
    """Brings the tables up to date, one transaction for each step; StoreError for a newer ereput's."""
    while database.write(lambda tables: _step(tables, database.place)):
        pass


def _step(tables: Tables, place: str) -> bool:
    """Does the next migration; whether there was one. Two processes that start at once do each only once."""
    version = tables.version()
    if version > len(MIGRATIONS):
        raise StoreError("the history at {path} was written by a newer ereput: update ereput", path=place)
    if version == len(MIGRATIONS):
        return False
    migration = MIGRATIONS[version]
    if callable(migration):
        migration(tables)
    else:
        for statement in migration:
            tables.define(statement)
    tables.set_version(version + 1)
    return True
