"""Files that a person brings: saved web pages and exports, recognised by what is in them, never by their names.

Nothing here raises for what a file holds, and nothing is unpacked to disk: what cannot be read is one sentence in
`problems`, and the rest is still read. The sentences are message ids where they hold no figure.
"""

import re
from datetime import datetime
from pathlib import Path

from ereput.exports import pages, takeout
from ereput.exports.archives import Unsafe, folder_members, zip_members
from ereput.exports.bring import Export
from ereput.exports.bytes_of import MOST, inflated, looks_like_page
from ereput.parsing.decoding import decoded
from ereput.words import N_

__all__ = ["Export", "read_path"]

_MAGIC = {
    b"%PDF": N_("this is a PDF; open the page in a browser and save it as HTML"),
    b"\x89PNG": N_("this is a picture, not a page"),
    b"\xff\xd8\xff": N_("this is a picture, not a page"),
    b"GIF8": N_("this is a picture, not a page"),
    b"SQLite format 3": N_("this is a database, not a page"),
}
_MHTML = re.compile(r"(?:[\w-]{1,40}:[^\n]{0,300}\n\s?){0,12}?Content-Type:\s{0,5}multipart/related", re.I)


def read_path(path: Path, now: datetime) -> Export:
    """What a file or a folder states. `now` is when it is read: a file's own date is not trusted."""
    try:
        return _read(path, now)
    except Unsafe as refusal:
        return _refused(path, str(refusal))
    except PermissionError:
        return _refused(path, N_("this file may not be read: permission is lacking"))
    except OSError:
        return _refused(path, N_("this file cannot be read"))


def _read(path: Path, now: datetime) -> Export:
    if not path.exists():
        return _refused(path, N_("there is no such file"))
    if path.is_dir():
        members = folder_members(path)
        return takeout.read(str(path), members.items, now, members.problems)
    if not path.is_file():
        return _refused(path, N_("this is neither a file nor a folder"))
    with path.open("rb") as opened:
        body = opened.read(MOST + 1)
    if not body.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        return _refused(path, N_("the file is empty"))
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        zipped = zip_members(path)
        return takeout.read(str(path), zipped.items, now, zipped.problems)
    return _body(path, body, now)


def _body(path: Path, body: bytes, now: datetime) -> Export:
    """A page or a JSON file, gzip'd or not."""
    problems: tuple[str, ...] = ()
    if body.startswith(b"\x1f\x8b"):
        body = inflated(body)
    for magic, sentence in _MAGIC.items():
        if body.startswith(magic):
            return _refused(path, sentence)
    if len(body) > MOST:
        body, problems = body[:MOST], (N_("only the first 30 MB of the file were read"),)
    text = decoded(body)
    if _MHTML.match(text[:2000]):
        return _refused(path, N_("this is a page saved as MHTML; save it as “Web page, HTML only” instead"))
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return takeout.read(str(path), [(path.name, lambda: body)], now, problems, is_single=True)
    if looks_like_page(text):
        return pages.read(str(path), path.name, text, now, problems)
    return _refused(path, N_("this is neither a web page nor an export that is known here"))


def _refused(path: Path, sentence: str) -> Export:
    return Export(file=str(path), problems=(sentence,))
