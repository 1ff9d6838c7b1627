"""Members of an archive or a folder, looked at before anything is unpacked; nothing is ever written to disk."""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ereput.exports.bytes_of import MOST, OFFICE, legible
from ereput.words import N_

MOST_MEMBERS = 50_000  # of one archive or folder
MOST_BYTES = 50_000_000  # of one member that is read
MOST_TOGETHER = 400_000_000  # of all members that are read
STEEPEST = 200  # times that a member may grow; JSON of reviews grows 5 to 15 times
_SMALL = 1_000_000  # bytes under which any growth is harmless
_MOST_ARCHIVES = 50  # of one folder: a split export
_READ = tuple(
    ".json .html .htm .xhtml .mhtml .mht .webarchive .har .csv .tsv .warc .warc.gz .html.gz .json.gz .csv.gz".split()
)
# Where browsers put the pieces of a "web page, complete", beside the page, by the language of the browser.
_PIECES = re.compile(
    r".+(?:_(?:files|fichiers|archivos|file|ficheiros|arquivos|bestanden|pliki|elemei|filer|tiedostot)|-Dateien|\.files)",
    re.I,
)

NESTED = N_("an archive that lies within the archive was not opened: unpack it first")
DAMAGED_MEMBER = N_("this file of the archive is damaged and was left out")
LARGE_MEMBER = N_("a file of more than 50 MB in the archive was left out")

Member = tuple[str, Callable[[], bytes]]  # its name, and its bytes when they are wanted


class Unreadable(Exception):
    """A member whose bytes are not to be had; the text says why."""


class Unsafe(Exception):
    """An archive that is not opened; the text says why."""


@dataclass(frozen=True, slots=True)
class Members:
    """What can be read, and what was left."""

    items: list[Member]
    problems: tuple[str, ...] = ()


def zip_members(path: Path) -> Members:
    """The pages and exports in a zip. Raises Unsafe before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, RuntimeError):
        raise Unsafe(N_("the zip archive is damaged and was not opened")) from None
    if len(infos) > MOST_MEMBERS:
        raise Unsafe(N_("the zip archive has more than 50 000 members and was not opened"))
    if any(info.filename == "[Content_Types].xml" for info in infos):
        raise Unsafe(OFFICE)
    for info in infos:
        _insist(info)
    known = [info for info in infos if not info.is_dir() and is_wanted(info.filename)]
    wanted = [info for info in known if info.file_size <= MOST_BYTES]
    if sum(info.file_size for info in wanted) > MOST_TOGETHER:
        raise Unsafe(N_("the zip archive would unpack to more than 400 MB and was not opened"))
    problems = [LARGE_MEMBER] if len(wanted) < len(known) else []
    if any(info.filename.lower().endswith(".zip") and "Takeout" not in info.filename.split("/") for info in infos):
        problems.append(NESTED)
    return Members([(legible(info.filename), _unpacker(path, info)) for info in wanted], tuple(problems))


def is_wanted(name: str) -> bool:
    """A page or an export, and no piece of a page: frames and advertisements are somebody else's pages."""
    *folders, last = name.replace("\\", "/").split("/")
    if "Takeout" in folders:
        return last.lower().endswith(".json")  # its pages and tables are of other products, and not about reviews
    return last.lower().endswith(_READ) and not any(_PIECES.fullmatch(one) for one in folders)


def _insist(info: zipfile.ZipInfo) -> None:
    """A member that could harm refuses the whole archive."""
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or (len(name) > 1 and name[1] == ":") or ".." in name.split("/"):
        raise Unsafe(N_("the zip archive holds a path that leads outside it and was not opened"))
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Unsafe(N_("the zip archive holds a symbolic link and was not opened"))
    if not is_wanted(name):
        return  # never unpacked
    if info.flag_bits & 1:
        raise Unsafe(N_("the zip archive is encrypted; unpack it first"))
    if info.file_size > _SMALL and info.file_size > STEEPEST * max(1, info.compress_size):
        raise Unsafe(N_("the zip archive grows more than 200 times when unpacked and was not opened"))


def _unpacker(path: Path, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def unpack() -> bytes:
        try:
            with zipfile.ZipFile(path) as archive, archive.open(info) as member:
                return member.read(MOST_BYTES)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, OSError):
            raise Unreadable(DAMAGED_MEMBER) from None

    return unpack


def folder_members(path: Path) -> Members:
    """The pages and exports of a folder and of the zips that lie in it; links are not followed."""
    items: list[Member] = []
    problems: list[str] = []
    archives: list[Path] = []
    seen = 0
    for folder, folders, names in os.walk(path, followlinks=False):
        folders[:] = sorted(name for name in folders if not _PIECES.fullmatch(name))
        for name in sorted(names):
            seen += 1
            file = Path(folder) / name
            if name.lower().endswith(".zip") and not file.is_symlink():
                archives.append(file)
            elif is_wanted(name) and _is_plain(file):
                items.append((legible(file.relative_to(path.parent).as_posix()), _opener(file)))
        if seen > MOST_MEMBERS:
            problems.append(N_("the folder holds more than 50 000 files; the rest was not looked at"))
            break
    for archive in archives[:_MOST_ARCHIVES]:
        try:
            members = zip_members(archive)
            items += members.items
            problems += [f"{legible(archive.name)}: {problem}" for problem in members.problems]
        except Unsafe as refusal:
            problems.append(f"{legible(archive.name)}: {refusal}")
    return Members(items, tuple(problems))


def is_pieces(path: Path) -> bool:
    """The folder that a browser put beside a saved page."""
    return bool(_PIECES.fullmatch(path.name)) and path.is_dir()


def _is_plain(file: Path) -> bool:
    try:
        return not file.is_symlink() and file.is_file()
    except OSError:
        return False


def _opener(file: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            with file.open("rb") as opened:
                return opened.read(MOST)
        except OSError:
            raise Unreadable(N_("this file cannot be read")) from None

    return read
