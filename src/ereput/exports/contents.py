"""What some bytes are, by what is in them and never by their name, and what they state."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO

from ereput.exports import alarm, har, mhtml, pages, tables, takeout, warc, webarchive
from ereput.exports.archives import Member, Unreadable
from ereput.exports.bring import LATE, LONG, MANY_PAGES, TOO_LARGE, Export, gathered
from ereput.exports.bytes_of import FOREIGN, GZIP, WARC, cut, inflated, is_xml, looks_like_page
from ereput.exports.obstacles import by_status
from ereput.exports.order import Order
from ereput.parsing.decoding import decoded
from ereput.words import N_

EMPTY = N_("the file is empty")
BROKEN_GZIP = N_("the gzip file is damaged")
CUT_GZIP = N_("the gzip file is damaged: what stands before the damage was read")
XML = N_("this is XML, not a web page")
UNKNOWN = N_("this is neither a web page nor an export that is known here")
NO_PAGE = N_("this MHTML file holds no page")
NO_ARCHIVE = N_("this Safari web archive is damaged or holds no page")
MOST_PAGES = 300  # of one folder, archive or recording

_LINKED = re.compile(r'"@(?:type|graph|context)"\s{0,20}:')


def refused(file: str, sentence: str) -> Export:
    return Export(file=file, problems=(sentence,))


def read_bytes(file: str, name: str, body: bytes, order: Order) -> Export:
    """What a file's bytes state; `name` stands for its address when it does not state one."""
    if not body.startswith(GZIP):
        return _plain(file, name, body, order)
    held, is_whole = inflated(body)
    if not held:
        return refused(file, EMPTY if is_whole else BROKEN_GZIP)
    read = _plain(file, name, held, order)
    return read if is_whole else replace(read, problems=(CUT_GZIP, *read.problems))


def _plain(file: str, name: str, body: bytes, order: Order) -> Export:
    if not body[:100_000].strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return refused(file, EMPTY)
    for magic, sentence in FOREIGN.items():
        if body.startswith(magic):
            return refused(file, sentence)
    if body.startswith(WARC):
        return recording(file, warc_of(io.BytesIO(body)), order)
    if body.startswith(webarchive.MARK):
        return _packed(file, name, webarchive.page(body), NO_ARCHIVE, order)
    return _text(file, name, body, order)


def _text(file: str, name: str, body: bytes, order: Order) -> Export:
    beginning = decoded(body[:20_000])
    first = beginning.lstrip("\ufeff \t\r\n")[:1]
    if mhtml.is_one(beginning):
        return _packed(file, name, mhtml.page(body), NO_PAGE, order)
    if first in ("{", "["):
        return _json(file, name, body, order)
    if first != "<" and (read := tables.read(file, name, decoded(body), order)):
        return read
    return page(file, name, body, order)


def page(
    file: str, name: str, body: bytes, order: Order, content_type: str | None = None, url: str | None = None
) -> Export:
    """What one page states; `url` is where it was saved from, when it does not say so itself."""
    body, is_cut = cut(body)
    text = decoded(body, content_type)
    if is_xml(text):
        return refused(file, XML)
    if not looks_like_page(text):
        return refused(file, UNKNOWN)
    return pages.read(file, name, text, order.now, (LONG,) if is_cut else (), url)


def _packed(file: str, name: str, found: tuple[bytes, str, str | None] | None, lacking: str, order: Order) -> Export:
    """The page that a browser packed with its pieces."""
    if found is None:
        return refused(file, lacking)
    content, content_type, url = found
    return page(file, name, content, order, content_type, url)


def _json(file: str, name: str, body: bytes, order: Order) -> Export:
    text = decoded(body[:20_000])
    if har.is_one(text):
        return recording(file, (har.answers(decoded(body)), har.EMPTY, har.DAMAGED), order)
    if linked := _linked(body):
        return page(file, name, linked, order)
    return takeout.read(file, [(name, lambda: body)], order, is_single=True)


def _linked(body: bytes) -> bytes | None:
    """JSON-LD that stands by itself, as the page that would hold it."""
    if b"schema.org" not in body or not _LINKED.search(decoded(body[:20_000])):
        return None
    return b'<html><script type="application/ld+json">' + body.replace(b"</", b"<\\/") + b"</script></html>"


# ---------------------------------------------------------------- several in one

Recording = tuple[Iterable[har.Answer], str, str]  # its answers; what is said when none is a page; when it is damaged


def warc_of(opened: IO[bytes]) -> Recording:
    return warc.answers(opened), warc.EMPTY, warc.DAMAGED


def recording(file: str, recorded: Recording, order: Order) -> Export:
    """What the pages of a HAR or WARC file state, together."""
    answers, when_empty, when_damaged = recorded
    parts: list[Export] = []
    problems: list[str] = []
    try:
        for answer in answers:
            if found := _answer(file, answer, order):
                parts.append(found)
            if order.is_late or len(parts) >= MOST_PAGES:
                problems.append(LATE if order.is_late else MANY_PAGES)
                break
    except ValueError:
        problems.append(when_damaged)
    except alarm.Late:
        alarm.off()
        problems.append(LATE)
    if not parts and not problems:
        problems.append(when_empty)
    return gathered(file, parts, problems)


def _answer(file: str, answer: har.Answer, order: Order) -> Export | None:
    """A page, or JSON with structured data in it, or why a page is none; None for the rest."""
    url, kind, body, status = answer
    content: bytes | None = body
    if "json" in kind.lower():
        content = None if by_status(status) else _linked(body)
    elif "html" not in kind.lower() or not looks_like_page(decoded(body[:200_000], kind)):
        return None
    if not content:
        return None
    name = PurePosixPath(file.replace("\\", "/")).name
    said = by_status(status)
    read = refused(file, said) if said else page(file, name, content, order, kind, url)
    return replace(read, problems=tuple(f"{url}: {problem}" for problem in read.problems)) if url else read


def many(file: str, members: Sequence[Member], order: Order, problems: Sequence[str], nothing: str) -> Export:
    """What the members of a folder or an archive state: JSON together as one export, pages one by one."""
    jsons = [member for member in members if member[0].lower().endswith(".json")]
    others = [member for member in members if not member[0].lower().endswith(".json")]
    parts: list[Export] = []
    said = list(problems)
    try:
        owners = takeout.read(file, jsons, order) if jsons else None
        if owners and (owners.says_something or owners.problems != (takeout.NOTHING,)):
            parts.append(owners)
        elif not others:
            said.append(takeout.NOTHING if jsons else nothing)
        for name, body in others[:MOST_PAGES]:
            if order.is_late:
                break
            parts.append(_member(file, name, body, order))
    except alarm.Late:
        alarm.off()
    if len(others) > MOST_PAGES:
        said.append(MANY_PAGES)
    if order.is_late:
        said.append(LATE)
    return gathered(file, parts, said)


def _member(file: str, name: str, body: Callable[[], bytes], order: Order) -> Export:
    """What one member states; its complaints bear its name. A table that is none of reviews is passed over."""
    short = PurePosixPath(name).name
    try:
        read = read_bytes(file, short, body(), order)
    except MemoryError:
        read = refused(file, TOO_LARGE)
    except Unreadable as reason:
        read = refused(file, str(reason))
    if not read.problems:
        return read
    is_by_the_way = short.lower().endswith((".csv", ".tsv", ".txt")) and not read.says_something
    return replace(read, problems=() if is_by_the_way else tuple(f"{short}: {problem}" for problem in read.problems))
