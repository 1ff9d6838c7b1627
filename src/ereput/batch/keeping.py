"""Outcomes kept one by one: first in the history, then as files, then that the files are there.

Killed before the first, a practitioner is audited again; killed before the last, the files are written again from the
history. Nothing that was finished is asked for again.
"""

from pathlib import Path

import msgspec

from ereput.batch.files import put
from ereput.batch.work import Outcome, Told, Work, kept, moment, rendered
from ereput.history import History, batches, notes
from ereput.history.database import Tables
from ereput.words import Words

_AT_ONCE = 20  # audits whose files are told to be there in one transaction


class Keeper:
    """Keeps the outcomes of one batch. Opens the history in the thread that it works in."""

    def __init__(self, work: Work, folder: Path) -> None:
        self._work, self._folder = work, folder
        self._history: History | None = None
        self._written: list[tuple[str, Told]] = []

    def __call__(self, outcome: Outcome) -> None:
        """Raises StoreError where the history or the disk refuses; what was kept before stays kept."""
        history = self._opened()
        kept(history, self._work, outcome)
        if not outcome.has_failed:
            put(self._folder / outcome.told.folder, outcome.files)
            self._written.append((outcome.digest, outcome.told))
        if len(self._written) >= _AT_ONCE:
            self._note()

    def rest(self) -> None:
        """Writes the files of audits that were kept and perhaps not written."""
        history, words = self._opened(), Words(self._work.language)
        while rows := batches.unwritten(history.database, self._work.batch):
            for digest, number, kept_told in rows:
                told = msgspec.json.decode(kept_told, type=Told)
                document = batches.document(history.database, number)
                if document is not None:
                    put(self._folder / told.folder, rendered(document, words, self._work))
                self._written.append((digest, told))
            self._note()

    def waits(self, digest: str) -> bool:
        """Nobody has kept anything of this job yet."""
        return batches.waits(self._opened().database, self._work.batch, digest)

    def close(self) -> None:
        """Notes what is written, and lets go of the history."""
        try:
            if self._written:
                self._note()
        finally:
            if self._history is not None:
                self._history.database.close()
                self._history = None

    def _note(self) -> None:
        written, self._written = self._written, []
        batch, now = self._work.batch, moment(self._work)

        def note(tables: Tables) -> None:
            for digest, told in written:
                notes.wrote_in_batch(tables, batch, digest, told.name, self._folder / told.folder, now)
            batches.written(tables, batch, [digest for digest, _ in written])

        self._opened().database.write(note)

    def _opened(self) -> History:
        if self._history is None:
            self._history = History(self._work.database)
        return self._history
