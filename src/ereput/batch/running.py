"""A batch from its table to its tables: enrolled, carried out, written down; begun anew or taken up again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import uuid4

import msgspec

from ereput import card as cards
from ereput.batch.digest import DIGEST, PAGE, digest, overview
from ereput.batch.files import folder_name, stream
from ereput.batch.keeping import Keeper
from ereput.batch.table import Line, Problem, Table
from ereput.batch.tables import SUMMARY, summary
from ereput.batch.watching import Watch
from ereput.batch.work import Job, Told, Work, moment
from ereput.card import Card
from ereput.errors import EreputError, StoreError, UsageError
from ereput.guide.clocks import day
from ereput.history import History, batches, key
from ereput.history.batches import Enrolled
from ereput.model import Harvest, Practitioner
from ereput.words import N_, Words

MARK = ".batch"  # in the folder of the reports: the name of the batch, and the lock of its runs
# Why a line is a duplicate, by what names its practitioner in the history.
SAME = {
    "rpps": N_("the same RPPS number as line {line}"),
    "name": N_("the same name and place as line {line}; if they are two people, add the RPPS number of each"),
    "": N_("the same as line {line}"),
}
_AT_ONCE = 500  # lines enrolled in one transaction


class Heard(NamedTuple):
    """What the register on this machine says of somebody, and which sources need not be asked therefore."""

    who: Practitioner
    brought: tuple[Harvest, ...] = ()
    without: tuple[str, ...] = ()


Hear = Callable[[Practitioner], Heard]  # raises UsageError where several people are meant


class Engine(Protocol):
    """What carries out the jobs: in this process, or on a cluster."""

    def run(self, work: Work, jobs: Iterator[Job], keep: Keeper, watch: Watch) -> None:
        """Carries out every job; a StoreError or an interruption ends it, with what was kept kept."""


@dataclass(slots=True)
class Empty:
    """Lines in which nothing stands, as spreadsheets leave at the end of a table."""

    many: int = 0
    first: int = 0  # its number

    def add(self, line: int) -> None:
        """One more."""
        self.many, self.first = self.many + 1, self.first or line


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch whose lines are enrolled."""

    work: Work
    folder: Path
    hear: Hear
    history: History
    empty: Empty

    def run(self, engine: Engine, watch: Watch) -> None:
        """Carries out what waits, and writes the tables, those of an interrupted batch too."""
        keep = Keeper(self.work, self.folder)
        try:
            keep.rest()
        finally:
            keep.close()
        try:
            engine.run(self.work, self._jobs(), Keeper(self.work, self.folder), watch)
        except KeyboardInterrupt:
            self.write()
            raise
        self.write()
        if not batches.counts(self.history.database, self.work.batch)[batches.WAITING]:
            self.history.database.write(lambda tables: batches.end(tables, self.work.batch))

    def write(self) -> None:
        """Writes `summary.csv`, `digest.md` and `digest.html`, as things stand."""
        words, database, name = Words(self.work.language), self.history.database, self.work.batch
        stream(self.folder / SUMMARY, summary(database, name, words))
        stream(self.folder / DIGEST, digest(database, name, self.work.formats, words))
        made_on = day(moment(self.work))
        stream(self.folder / PAGE, [overview(database, name, self.work.formats, words, made_on, self.work.brand)])

    def _jobs(self) -> Iterator[Job]:
        """What waits, in the order of the table, read from the history page by page."""
        after = 0
        while page := batches.waiting(self.history.database, self.work.batch, after):
            for line, named, card in page:
                yield self._job(line, named, cards.practitioner(msgspec.json.decode(card, type=Card)))
            after = page[-1][0]

    def _job(self, line: int, named: str, who: Practitioner) -> Job:
        job = Job(line=line, digest=named, who=who, folder=folder_name(who.name, key(who) or named))
        try:
            heard = self.hear(who)
        except EreputError as error:
            return replace(job, reason=error.text, values={name: str(value) for name, value in error.values.items()})
        return replace(job, who=heard.who, brought=heard.brought, without=heard.without)


def begun(table: Table, folder: Path, work: Work, hear: Hear, history: History, *, resumes: bool) -> Batch:
    """The batch of a folder, new or taken up again, with every line of the table enrolled.

    Raises UsageError where one was begun there, is not over, and is not to be resumed. The folder is locked already.
    """
    name = _named(folder / MARK)
    is_over = batches.is_over(history.database, name)
    if is_over is False and not resumes:
        raise UsageError("a batch in {folder} is not finished: add --resume, or name another folder", folder=folder)
    takes_up = resumes and is_over is not None
    if not takes_up:
        history.database.write(lambda tables: batches.begin(tables, name, work.now))
    now = work.now or batches.moment(history.database, name)
    empty = _enrol(table, name, history)
    work = replace(work, batch=name, now=now, is_resumed=takes_up)
    return Batch(work=work, folder=folder, hear=hear, history=history, empty=empty)


def _named(mark: Path) -> str:
    """The name of the folder's batch; its own, so that folders of the same path on two machines are not one."""
    try:
        name = mark.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        name = ""
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=mark, reason=error) from None
    if not name:
        name = uuid4().hex
        stream(mark, [name + "\n"])
    return name


def _enrol(table: Table, name: str, history: History) -> Empty:
    empty = Empty()
    rows = _enrolled(table, empty)
    history.database.write(lambda tables: batches.put_aside(tables, name))
    while chunk := list(islice(rows, _AT_ONCE)):
        history.database.write(lambda tables, chunk=chunk: batches.enrol(tables, name, chunk))  # type: ignore[misc]
    return empty


def _enrolled(table: Table, empty: Empty) -> Iterator[Enrolled]:
    """Every line that is not empty; of two that mean the same practitioner the second is a duplicate."""
    first: dict[bytes, int] = {}  # digest of what names somebody -> line
    for line in table:
        if line.found is None:
            empty.add(line.number)
            continue
        if isinstance(line.found, Problem):
            yield _invalid(line, line.found)
            continue
        card = msgspec.json.encode(line.found)
        who = cards.practitioner(line.found)
        named = key(who)
        digested, identity = _digest(card), _digest((named or "").encode() or card)
        if (before := first.setdefault(bytes.fromhex(identity), line.number)) != line.number:
            told = Told(name=who.name, reason=SAME[(named or "").partition(":")[0]], values={"line": before})
            number = f"{digested}-{line.number}"
            yield Enrolled(number, line.number, named, batches.DUPLICATE, None, msgspec.json.encode(told))
        else:
            yield Enrolled(digested, line.number, named, batches.WAITING, card)


def _invalid(line: Line, problem: Problem) -> Enrolled:
    told = Told(reason=problem.text, values=problem.values)
    named = f"{_digest(msgspec.json.encode(line.cells))}-{line.number}"
    return Enrolled(named, line.number, None, batches.INVALID, None, msgspec.json.encode(told))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:24]
