"""Why a file cannot be used, in words of our own: those of the system and of the readers of files are English, and
speak to programmers.

`ereput.errors` says every exception so that stands among the values of an error.
"""

import difflib
import errno
import os
import re
import socket
import tomllib
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from ereput.words import N_, Clause

_SYSTEM = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.EACCES: N_("permission is denied"),
    errno.EPERM: N_("permission is denied"),
    errno.EISDIR: N_("it is a folder, not a file"),
    errno.ENOTDIR: N_("a part of its path is a file, not a folder"),
    errno.EEXIST: N_("there is something of that name already"),
    errno.ENOTEMPTY: N_("the folder is not empty"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("it would be too large"),
    errno.EROFS: N_("this disk can only be read"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.EINVAL: N_("its name cannot be one of a file"),
    errno.ELOOP: N_("its links lead in a circle"),
    errno.EBUSY: N_("it is in use"),
    errno.EMFILE: N_("too many files are open"),
    errno.ENFILE: N_("too many files are open"),
    errno.EIO: N_("the disk fails"),
    errno.ENXIO: N_("it is no ordinary file"),
    errno.ESPIPE: N_("it is no ordinary file"),
    errno.ECONNREFUSED: N_("nothing answers there"),
    errno.ECONNRESET: N_("the other side hung up"),
    errno.EPIPE: N_("the other side hung up"),
    errno.ENETUNREACH: N_("the network cannot be reached"),
    errno.ENETDOWN: N_("the network cannot be reached"),
    errno.EHOSTUNREACH: N_("there is no way to that machine"),
    errno.ETIMEDOUT: N_("no answer in time"),
}
_SQLITE = {  # https://sqlite.org/rescode.html, without the finer codes
    3: N_("permission is denied"),
    5: N_("another ereput is writing in it: try again when it has ended"),
    6: N_("another ereput is writing in it: try again when it has ended"),
    8: N_("it can only be read"),
    10: N_("the disk fails"),
    11: N_("it is damaged"),
    13: N_("the disk is full"),
    14: N_("it cannot be opened"),
    26: N_("it is no database"),
}
_POSTGRES = {  # libpq's sentences when it connects, which come without a code
    r"connection refused|resolve host|timeout|timed out|no route|unreachable": N_("the server does not answer"),
    r"authentication failed|no password supplied|role .* does not exist": N_("the server does not know this user"),
    r"database .* does not exist": N_("the server has no such database"),
    r"permission denied|read-only transaction": N_("permission is denied"),
}
_KINDS = {
    "bool": N_("true or false"),
    "int": N_("a whole number"),
    "float": N_("a number"),
    "str": N_("a text in quotes"),
    "array": N_("a list in brackets"),
    "object": N_("a section of names and values"),
    "null": N_("nothing"),
}
_LIMITS = {
    (False, ">="): N_("{count} at least"),
    (False, "<="): N_("{count} at most"),
    (True, ">="): N_("{count} characters at least"),
    (True, "<="): N_("{count} characters at most"),
}
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")
_EXPECTED = re.compile(r"Expected `([^`]+)`(?:, got `([^`]+)`| (.+))?$")
_LIMIT = re.compile(r"(of length )?([<>]=) (\d+)$")
_FIELD = re.compile(r"Object (missing required|contains unknown) field `(.*)`$", re.S)


Shape = TypeVar("Shape", bound=msgspec.Struct)


class Misshapen(msgspec.ValidationError):
    """A table is not shaped as it should be; `known` are the dotted names that it may hold."""

    def __init__(self, said: str, known: tuple[str, ...]) -> None:
        super().__init__(said)
        self.known = known


def shaped(table: object, kind: type[Shape]) -> Shape:
    """What a table of a file states; Misshapen where it is shaped otherwise."""
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        from msgspec.inspect import type_info

        raise Misshapen(str(error), tuple(_names(type_info(kind)))) from None


def _names(shape: Any, lead: str = "") -> Iterator[str]:
    """The dotted names below a type: history.keep_audits, sources.NAME.key, former.street."""
    if inner := getattr(shape, "item_type", None):
        yield from _names(inner, lead)
    elif inner := getattr(shape, "value_type", None):
        yield from _names(inner, f"{lead}NAME.")
    for field in getattr(shape, "fields", ()):
        yield f"{lead}{field.encode_name}"
        yield from _names(field.type, f"{lead}{field.encode_name}.")


def why(error: Exception) -> Clause | None:
    """What is wrong, as the end of a sentence; None for an error that is not known here."""
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, UnicodeDecodeError):
        return Clause(N_("it is no text in UTF-8, from byte {place} on"), place=error.start + 1)
    if isinstance(error, tomllib.TOMLDecodeError):
        return _of_toml(str(error))
    if isinstance(error, msgspec.ValidationError):
        return _of_shape(str(error), getattr(error, "known", ()))
    if isinstance(error, msgspec.DecodeError):
        return Clause(N_("it is no JSON, or was cut"))
    if isinstance(error, RecursionError):
        return Clause(N_("it is nested too deep"))
    if hasattr(error, "sqlstate"):
        met = next((said for pattern, said in _POSTGRES.items() if re.search(pattern, str(error), re.I)), None)
        return Clause(met) if met else None
    if code := getattr(error, "sqlite_errorcode", None):
        return Clause(_SQLITE[code & 0xFF]) if code & 0xFF in _SQLITE else None
    return None


def _of_system(error: OSError) -> Clause | None:
    if isinstance(error, socket.gaierror):
        return Clause(N_("that name is not known, or there is no network"))
    if error.errno in _SYSTEM and error.strerror == os.strerror(error.errno):  # those of ssl have numbers of their own
        return Clause(_SYSTEM[error.errno])
    return Clause(N_("the system says: {said}"), said=error.strerror) if error.strerror else None


def _of_toml(said: str) -> Clause:
    place = _AT.search(said)
    is_twice = said.startswith(("Cannot overwrite", "Cannot declare", "Cannot mutate", "Cannot redefine", "Duplicate"))
    if place is None:
        return Clause(N_("its end states a thing twice") if is_twice else N_("its end is missing, perhaps a quote"))
    if is_twice:
        return Clause(N_("line {line} states a second time what stands above it"), line=place[1])
    return Clause(
        N_('line {line} is not understood from character {column} on; a text stands in quotes: city = "Lyon"'),
        line=place[1],
        column=place[2],
    )


def _of_shape(said: str, known: tuple[str, ...]) -> Clause | None:
    """msgspec's sentence, which ends in " - at `$.history.keep_audits`"."""
    said, _, at = said.partition(" - at ")
    where = (
        at.strip("`").removeprefix("key in ").strip("`").removeprefix("$").replace("[...]", ".NAME").removeprefix(".")
    )
    if found := _FIELD.match(said):
        name = ".".join(part for part in (where, found[2]) if part)
        if found[1] == "missing required":
            return Clause(N_("{name} is missing"), name=name)
        if near := _near(name, known):
            return Clause(N_("{name} is not known here; did you mean {near}?"), name=name, near=near)
        return Clause(N_("{name} is not known here; it may be misspelt"), name=name)
    if not (found := _EXPECTED.match(said)):
        return None
    wanted = _kind(found[1])
    if found[2]:
        return Clause(N_("{name} is {met}, and should be {wanted}"), name=where, met=_kind(found[2]), wanted=wanted)
    limit = _LIMIT.match(found[3] or "")
    if limit is None:
        return Clause(N_("{name} should be {wanted}"), name=where, wanted=wanted)
    return Clause(
        N_("{name} should be {wanted}: {limit}"),
        name=where,
        wanted=wanted,
        limit=Clause(_LIMITS[bool(limit[1]), limit[2]], count=limit[3]),
    )


def _near(name: str, known: tuple[str, ...]) -> str | None:
    """What was probably meant: a name spelt almost so, or one of another section that ends so."""
    typed = re.sub(r"\[\d+\]", "", name)[:80]
    last = typed.rpartition(".")[2]
    elsewhere = [one for one in known if one.rpartition(".")[2] == last]
    return next(iter(difflib.get_close_matches(typed, known, n=1, cutoff=0.75) or elsewhere), None)


def _kind(name: str) -> Clause | str:
    """The first of "str | null" is what a person may write."""
    first = name.partition(" | ")[0]
    return Clause(_KINDS[first]) if first in _KINDS else first
