"""An SVG picture with nothing left in it but what is drawn."""

import re
from pathlib import Path
from xml.etree import ElementTree

from ereput.errors import UsageError

_SVG = "http://www.w3.org/2000/svg"
_DRAWN = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan clipPath mask linearGradient "
    "radialGradient stop symbol use".split()
)
_DEEPEST = 40
_LOCAL = re.compile(r"#[\w.\-]+")
_REFERS = re.compile(r"url\(", re.IGNORECASE)
_LOCAL_REFERENCE = re.compile(r"url\(\s*[\"']?#[\w.\-]+[\"']?\s*\)", re.IGNORECASE)
_NEVER = re.compile(r"javascript:|data:|expression|@import|\\|&", re.IGNORECASE)


def harmless(picture: bytes, path: Path) -> bytes:
    """The picture without scripts, events, links and outside references; UsageError where it is no SVG.

    Only elements that draw are kept, and only attributes that name nothing outside the picture.
    """
    unreadable = UsageError("{path} is no PNG, JPEG or SVG picture that can be read", path=path)
    if re.search(rb"<!(?:DOCTYPE|ENTITY)", picture, re.IGNORECASE) or picture[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise unreadable  # entities, and a coding in which they would not be seen
    try:
        root = ElementTree.fromstring(picture)  # noqa: S314 - there are no entities in it
    except (ElementTree.ParseError, ValueError, LookupError):
        raise unreadable from None
    if root.tag != f"{{{_SVG}}}svg":
        raise unreadable
    _clean(root, _DEEPEST)
    ElementTree.register_namespace("", _SVG)
    cleaned: bytes = ElementTree.tostring(root, encoding="utf-8")
    return cleaned


def _clean(element: ElementTree.Element, left: int) -> None:
    for name, value in list(element.attrib.items()):
        if not _is_harmless(name, value):
            del element.attrib[name]
    for child in list(element):
        if left and isinstance(child.tag, str) and child.tag.removeprefix(f"{{{_SVG}}}") in _DRAWN:
            _clean(child, left - 1)
        else:
            element.remove(child)


def _is_harmless(name: str, value: str) -> bool:
    bare = name.rpartition("}")[2].lower()
    if bare == "href":
        return bool(_LOCAL.fullmatch(value))
    if bare.startswith("on") or _NEVER.search(value):
        return False
    return not _REFERS.search(_LOCAL_REFERENCE.sub("", value))
