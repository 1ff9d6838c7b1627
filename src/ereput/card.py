"""The identity card: who a practitioner is, in one small TOML file that they keep and correct themselves."""

import json
import tomllib
from pathlib import Path
from typing import Annotated, Any

import msgspec

from ereput.errors import StoreError, UsageError
from ereput.model import Address, Identifier, Practitioner
from ereput.parsing.names import person
from ereput.parsing.phones import phone


class Former(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practice that was left: its address and phone still stand on old listings."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    phone: str | None = None


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file as a person writes it. A batch's columns bear the same names."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    specialty: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str = "FR"
    insee: str | None = None
    phone: str | None = None
    phones: tuple[str, ...] = ()
    rpps: str | None = None
    practice: str | None = None
    birth_name: str | None = None
    other_names: tuple[str, ...] = ()
    website: str | None = None
    opening_hours: str | None = None
    pages: tuple[str, ...] = ()
    not_pages: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()


def read(path: Path) -> Card:
    """The card of a file; StoreError where it cannot be read, UsageError where it is not a card."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        return msgspec.convert(table, Card)
    except FileNotFoundError:
        raise StoreError("there is no identity card at {path} (ereput init writes one)", path=path) from None
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error.strerror) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError("{path} is not TOML: {reason}", path=path, reason=error) from None
    except msgspec.ValidationError as error:
        raise UsageError("{path}: {reason}", path=path, reason=error) from None


def practitioner(card: Card) -> Practitioner:
    """Who the card is about; UsageError, in one sentence, for a name, a phone or a number that cannot be one."""
    named = person(card.name)
    if named is None:
        raise UsageError('{name!r} does not read as a name; write for example "Dr Claire Martin"', name=card.name)
    former = [f for f in card.former if f.street or f.postcode or f.city]
    return Practitioner(
        given=named.given,
        family=named.family,
        title=named.title,
        specialty=card.specialty,
        address=Address(
            street=card.street,
            postal_code=card.postcode,
            locality=card.city,
            country=card.country,
            insee=card.insee,
        ),
        phones=tuple(dict.fromkeys(_phone(text) for text in (card.phone, *card.phones) if text)),
        identifiers=(Identifier(system="rpps", value=rpps(card.rpps)),) if card.rpps else (),
        pages=tuple(_address(page) for page in card.pages),
        not_pages=card.not_pages,
        birth_family=card.birth_name,
        other_names=card.other_names,
        practice=card.practice,
        former_addresses=tuple(Address(street=f.street, postal_code=f.postcode, locality=f.city) for f in former),
        former_phones=tuple(_phone(f.phone) for f in card.former if f.phone),
        opening_hours=card.opening_hours,
        website=_address(card.website) if card.website else None,
    )


def rpps(text: str) -> str:
    """An RPPS number: eleven digits, spaces allowed; UsageError otherwise."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 11):
        raise UsageError("an RPPS number has eleven digits, {text!r} has not", text=text)
    return digits


def written(card: Card) -> str:
    """The card as TOML, with a word on what is worth adding."""
    lines = ["# Identity card for ereput: what is true today. Correct it, and add what is missing.", ""]
    lines += [f"{name} = {_toml(value)}" for name, value in msgspec.to_builtins(card).items() if name != "former"]
    for former in card.former:
        lines += ["", "[[former]]", *[f"{k} = {_toml(v)}" for k, v in msgspec.to_builtins(former).items() if v]]
    wanting = [name for name in ("phone", "street", "opening_hours", "website") if not getattr(card, name)]
    if wanting:
        lines += ["", f'# Worth adding: {", ".join(wanting)}, pages known to be yours (pages = ["https://…"]),']
        lines += ["# and a practice that you left ([[former]] street, postcode, city, phone)."]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    # TOML's basic strings and arrays of strings are JSON's, but for U+007F, which JSON leaves bare.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _phone(text: str) -> str:
    if (number := phone(text)) is None:
        raise UsageError("{text!r} does not read as a telephone number; write for example 04 65 71 18 30", text=text)
    return number


def _address(text: str) -> str:
    if not text.lower().startswith(("http://", "https://")):
        raise UsageError("{text!r} is not the address of a page; it begins with https://", text=text)
    return text
