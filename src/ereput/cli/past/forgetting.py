"""`ereput history forget`: erases a practitioner wholly, and looks whether anything is left."""

import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from ereput import settings
from ereput.batch.digest import DIGEST, PAGE
from ereput.batch.running import MARK
from ereput.batch.tables import SUMMARY
from ereput.cli import EXIT_ATTENTION
from ereput.cli.begun import begun
from ereput.cli.guidance import asking
from ereput.cli.past.history import of
from ereput.cli.prose import tell
from ereput.cli.watching import installed
from ereput.errors import StoreError, UsageError
from ereput.evidence.manifest import MANIFEST
from ereput.fetch.erasing import erase
from ereput.history import History, forgetting
from ereput.history.people import Person
from ereput.report.inert import inert
from ereput.words import N_, Words

_ROWS = {
    "audits": N_("audits"),
    "cases": N_("cases of the guide"),
    "judgements": N_("answers to ereput judge"),
    "batch_jobs": N_("lines of batches"),
    "evidence": N_("pages of evidence"),
    "notices": N_("notices"),
    "watches": N_("dates of watches"),
    "files": N_("notes of files"),
}
_STEP = 1 << 22  # bytes of a file looked through at a time


def run(
    who: str, *, every: bool, yes: bool, database: str | None, language: str | None, config: Path | None, verbose: int
) -> int:
    """Erases, prints what went, and returns 1 where something of the name is left."""
    set_, words = begun(config, language, verbose)
    place = settings.history_file(set_, database)
    if isinstance(place, Path) and not place.exists():
        raise UsageError("there is no audit in the history yet; first run ereput audit")
    with History(place) as past:
        people = of(past, who)
        if len(people) > 1 and not every:
            keys = ", ".join(inert(one.key or min(one.names), 60) for one in people)
            raise UsageError(
                "{count} practitioners are meant ({keys}): name one by its key, or add --all",
                count=len(people),
                keys=keys,
            )
        if not yes and not _confirmed(people, words):
            tell(words.say("Nothing was erased."))
            return 0
        erased = past.database.write(lambda tables: forgetting.forget(tables, people))
        past.database.scrub()
        kept = {Path(str(folder)) for (folder,) in past.database.rows("SELECT folder FROM evidence")}
        answers = erase(settings.cache_folder(), {name for one in people for name in one.names})
        _told(erased, answers, words)
        batches = {path.parent for path in erased.files if _is_of_batch(path)}
        stays = [*_files(erased.files, words), *_folders(set(erased.folders) - kept, words)]
        stays += [str(folder) for folder in set(erased.folders) & kept]
        stays += _tables(batches, forgetting.signs(people), words)
        return _proved(past, people, place, stays, words)


def _confirmed(people: Iterable[Person], words: Words) -> bool:
    """Yes was typed; UsageError where nobody can type."""
    for one in people:
        names = ", ".join(inert(name, 60) for name in sorted(one.names))
        count = words.plural("{count:n} audit", "{count:n} audits", len(one.numbers))
        tell(f"{names} · {inert(one.key, 60) or '–'} · {count}")
    if not sys.stdin.isatty():
        raise UsageError("this cannot be undone: confirm it in a terminal, or with --yes")
    return asking.line(words.say("Erase all of it, for good? [y/n] ")).strip().lower() in asking.YES


def _told(erased: forgetting.Erased, answers: int, words: Words) -> None:
    for table, count in erased.rows.items():
        tell(f"{count:6}  {words.say(_ROWS[table])}")
    said = words.say("answers in the cache")
    tell(f"{answers:6}  {said}")


def _files(files: Iterable[Path], words: Words) -> Iterable[str]:
    """Deletes the files that ereput wrote; yields those that stay."""
    for path in files:
        try:
            if _is_of_batch(path):
                shutil.rmtree(path)
            else:
                path.unlink()
        except FileNotFoundError:
            continue
        except OSError:
            yield str(path)
        else:
            tell(words.say("deleted: {path}", path=_shown(path)))


def _shown(path: Path) -> str:
    """The whole path, fit for a terminal: a long one is no long word."""
    return str(Path(*map(inert, path.parts)))


def _is_of_batch(path: Path) -> bool:
    """A practitioner's folder in the folder of a batch."""
    return path.is_dir() and not path.is_symlink() and (path.parent / MARK).is_file()


def _tables(folders: Iterable[Path], wanted: frozenset[bytes], words: Words) -> Iterable[str]:
    """The tables of batches that still name somebody, for they tell of others too."""
    tables = (folder / name for folder in sorted(folders) for name in (SUMMARY, DIGEST, PAGE))
    found = [str(path) for path in tables if path.is_file() and _holds(path, wanted)]
    if found:
        tell(words.say("Tables of a batch still name them: delete these, or run the batch without their line."))
    return found


def _folders(folders: Iterable[Path], words: Words) -> Iterable[str]:
    """Deletes folders of evidence, known by their manifest; yields those that stay."""
    for folder in sorted(folders):
        if not (folder / MANIFEST).is_file() or folder.is_symlink():
            continue
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            yield str(folder)
        else:
            tell(words.say("deleted: {path}", path=_shown(folder)))


def _proved(past: History, people: Iterable[Person], place: Path | str, stays: Iterable[str], words: Words) -> int:
    """Looks through every row and every byte for the name; says what was looked through, and what is left."""
    signs = forgetting.signs(people)
    left = forgetting.left(past.database, signs)
    files = [] if isinstance(place, str) else sorted(place.parent.glob(f"{place.name}*"))
    files += sorted(settings.cache_folder().glob("answers.sqlite*"))
    size, found = 0, []
    for file in files:
        size += file.stat().st_size
        if _holds(file, signs):
            found.append(str(file))
    tell(
        words.say(
            "Looked for the name and the number in every row of {tables:n} tables and in {bytes:n} bytes of"
            " {files:n} files.",
            tables=len(forgetting.COLUMNS),
            bytes=size,
            files=len(files),
        )
    )
    for table, count in left.items():
        tell(words.say("still named in {count:n} rows of {table}: audits of others", count=count, table=table))
    for path in (*found, *stays):
        tell(words.say("not erased: {path}", path=_shown(Path(path))))
    watches = installed.naming(lambda text: any(sign in text.encode("utf-8", "replace") for sign in signs))
    if watches:
        tell(words.say("A watch of theirs is still installed, and would find it all again; to remove it:"))
        typer.echo("\n".join(f"  {line}" for line in watches))  # each whole, to be copied
    if left or found or any(stays) or watches:
        return EXIT_ATTENTION
    tell(words.say("Nothing is left. Files that you copied or printed yourself are yours to delete."))
    return 0


def _holds(file: Path, signs: Iterable[bytes]) -> bool:
    wanted = tuple(signs)
    longest = max(map(len, wanted), default=1)
    tail = b""
    try:
        with file.open("rb") as opened:
            while part := opened.read(_STEP):
                if any(sign in tail + part for sign in wanted):
                    return True
                tail = part[-longest:]
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=file, reason=error) from None
    return False
