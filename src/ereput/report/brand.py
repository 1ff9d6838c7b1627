"""Under whose name a report is handed on: `brand.toml`, checked so that the report stays readable and safe.

    name = "Agence Clairvoie"
    colour = "#7a1f4b"          # titles, links and bars on white
    dark_colour = "#f0a3c4"     # the same on dark screens; made from colour when left out
    logo = "logo.svg"           # beside this file: SVG, PNG or JPEG
    footer = "Agence Clairvoie · contact@clairvoie.example"

Nothing of it changes what the report says.
"""

import base64
import re
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec

from ereput.errors import StoreError, UsageError
from ereput.reasons import shaped
from ereput.report.inert import inert
from ereput.report.logo import harmless

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: letters of the usual size
_LIGHT, _DARK = "#fbfbf9", "#181e22"  # the grounds of the style sheet on which the colours stand
_LARGEST = 200_000  # bytes of a logo: a report stays one that a mail carries
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """An agency's name, colours and logo, fit to be shown."""

    name: str = ""
    colour: str = "#0b5563"  # on paper and light screens
    dark_colour: str = "#7cc7d2"  # on dark screens
    logo: str | None = None  # a data: address
    footer: str = ""


PLAIN = Brand()


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    colour: str = PLAIN.colour
    dark_colour: str | None = None
    logo: str | None = None
    footer: Annotated[str, msgspec.Meta(max_length=200)] = ""


def read(path: Path) -> Brand:
    """The brand of a file. StoreError where it cannot be read or is no brand, UsageError for what cannot be shown."""
    try:
        typed = shaped(tomllib.loads(_bytes(path).decode("utf-8-sig")), _File)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("{path} is not TOML: {reason}", path=path, reason=error) from None
    except msgspec.ValidationError as error:
        raise StoreError("{path}: {reason}", path=path, reason=error) from None
    colour = _checked(path, typed.colour, _LIGHT)
    dark = _checked(path, typed.dark_colour, _DARK) if typed.dark_colour else lightened(colour)
    return Brand(
        name=inert(typed.name),
        colour=colour,
        dark_colour=PLAIN.dark_colour if typed.colour == PLAIN.colour and not typed.dark_colour else dark,
        logo=_logo(path.parent / typed.logo) if typed.logo else None,
        footer=inert(typed.footer),
    )


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, 1 to 21, as WCAG 2.2 reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lightened(colour: str) -> str:
    """The colour mixed with as little white as makes it readable on a dark screen."""
    for white in range(0, 101, 5):
        mixed = _mixed(colour, white / 100)
        if contrast(mixed, _DARK) >= LEAST_CONTRAST:
            return mixed
    return "#ffffff"


def _checked(path: Path, colour: str, ground: str) -> str:
    if not _HEX.fullmatch(colour):
        raise UsageError("{path}: a colour is written #7a1f4b, not {colour}", path=path, colour=inert(colour, 40))
    if (found := contrast(colour, ground)) < LEAST_CONTRAST:
        raise UsageError(
            "{path}: {colour} cannot be read on {ground}: its contrast is {found:.1}, {least:.1} is the least; "
            "choose one further away",
            path=path,
            colour=colour,
            ground=ground,
            found=found,
            least=LEAST_CONTRAST,
        )
    return colour.lower()


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in bytes.fromhex(colour[1:]))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, white: float) -> str:
    return "#" + "".join(f"{round(part + (255 - part) * white):02x}" for part in bytes.fromhex(colour[1:]))


def _logo(path: Path) -> str:
    """The picture as a data: address."""
    picture = _bytes(path)
    if len(picture) > _LARGEST:
        raise UsageError("{path} is too large for a logo: {least:n} bytes at most", path=path, least=_LARGEST)
    kind = next((kind for begins, kind in _PICTURES.items() if picture.startswith(begins)), None)
    if kind is None:
        kind, picture = "image/svg+xml", harmless(picture, path)
    return f"data:{kind};base64,{base64.b64encode(picture).decode()}"


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as opened:
            return opened.read(4 * _LARGEST)
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
