"""What is remembered between audits: the audits themselves, cases of the guide, and what a person decided.

Each theme has a module that works on the tables; `database` is the seam to SQLite and PostgreSQL, `migrations` the
schema. Work of several themes that must be kept together or not at all is handed to `History.database.write`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from ereput.changes import LOOKS
from ereput.evidence import Kept
from ereput.guide.cases import Case
from ereput.history import audits, cases, evidence, judgements, notes
from ereput.history.cases import KeptCase
from ereput.history.judgements import Decision
from ereput.history.keys import is_healthy, key
from ereput.history.migrations import migrate
from ereput.history.opening import opened
from ereput.model import Audit, Judgement, Practitioner, Status

__all__ = ["Decision", "History", "KeptCase", "is_healthy", "key"]


class History:
    """The history in a file, or at a server's address. Every writing is one transaction: whole, or not at all."""

    def __init__(self, place: Path | str) -> None:
        self.database = opened(place)
        try:
            migrate(self.database)
        except BaseException:
            self.database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.database.close()

    def add(self, audit: Audit) -> int:
        """Keeps an audit and returns its number; the very same audit is kept once."""
        return self.database.write(lambda tables: audits.add(tables, audit))

    def before(self, who: Practitioner, moment: datetime) -> tuple[Audit, ...]:
        """The last healthy audits of this practitioner made before a moment, the latest first; () without a key.

        The very last stands before them where it was not healthy.
        """
        return audits.before(self.database, who, moment, LOOKS)

    def audit(self, number: int) -> Audit | None:
        """The audit of that number; None where there is none."""
        return audits.numbered(self.database, number)

    def latest(self) -> Audit | None:
        """The last audit kept, of whomever."""
        return audits.latest(self.database)

    def holding(self, finding: str) -> Audit | None:
        """The audit that a finding's id stands in: the last of all, else one practitioner's newest."""
        return audits.holding(self.database, finding)

    def wrote(self, who: Practitioner, path: Path, moment: datetime) -> None:
        """Remembers a file about somebody, so that it is deleted when they are forgotten."""
        self.database.write(lambda tables: notes.wrote(tables, who, path, moment))

    def answered(self, statuses: Mapping[str, Status], moment: datetime) -> None:
        """Remembers what sources answered when they were asked whether they are there."""
        self.database.write(lambda tables: notes.answered(tables, statuses, moment))

    def statuses(self) -> Mapping[str, tuple[Status, datetime]]:
        """What each source answered last to that question, and when."""
        return notes.statuses(self.database)

    def open_case(self, case: Case, moment: datetime) -> int:
        """Keeps a new case of the guide and returns its number."""
        return self.database.write(lambda tables: cases.add(tables, case, moment))

    def keep_case(self, number: int, case: Case, moment: datetime) -> None:
        """Keeps a case as it is now."""
        self.database.write(lambda tables: cases.keep(tables, number, case, moment))

    def forget_case(self, number: int) -> None:
        """Deletes a case of the guide."""
        self.database.write(lambda tables: cases.delete(tables, number))

    def cases(self) -> list[KeptCase]:
        """Every case of the guide, the last changed first."""
        return cases.listed(self.database)

    def tell(self, who: Practitioner, listing: str, title: str, judgement: Judgement, moment: datetime) -> None:
        """Keeps what a person decided about a listing; the last word counts. StoreError for somebody without a key."""
        self.database.write(lambda tables: judgements.tell(tables, who, listing, title, judgement, moment))

    def told(self, who: Practitioner) -> dict[str, Judgement]:
        """What a person decided about this practitioner's listings, by key of the listing."""
        return judgements.told(self.database, who)

    def decisions(self) -> list[Decision]:
        """Every answer kept, the oldest first."""
        return judgements.decisions(self.database)

    def forget(self, number: int) -> bool:
        """Takes one answer back; False where there is none of that number."""
        return self.database.write(lambda tables: judgements.forget(tables, number))

    def note_evidence(self, pages: Iterable[Kept], who: Practitioner | None = None) -> None:
        """Remembers pages that were kept as evidence, and whose they are where that is known."""
        named = key(who) if who else None
        self.database.write(lambda tables: evidence.note(tables, named, pages))

    def evidence(self, finding: str | None = None, case: int | None = None, url: str | None = None) -> list[Kept]:
        """The pages kept for a finding, for a case or of an address; all where none is named. The oldest first."""
        return evidence.listed(self.database, finding, case, url)

    def evidence_noted_at(self, manifest: str) -> datetime | None:
        """When the pages of a manifest (by its SHA-256) were kept; None where this history does not know it."""
        return evidence.noted_at(self.database, manifest)

    def manifests_of(self, folder: str) -> set[str]:
        """The SHA-256 of the manifests that a folder of evidence was seen with."""
        return evidence.manifests(self.database, folder)
