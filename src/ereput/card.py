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
from ereput.reasons import shaped
from ereput.words import Words

LONGEST = 200  # characters of a name


class Former(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A practice that was left: its address and phone still stand on old listings."""

    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    phone: str | None = None


class Card(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The file as a person writes it. A batch's columns bear the same names."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
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
    """The card of a file; StoreError where it cannot be read, or is not a card."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        card = shaped(table, Card)
        practitioner(card)
        return card
    except FileNotFoundError:
        raise StoreError("there is no identity card at {path} (ereput init writes one)", path=path) from None
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("{path} is not TOML: {reason}", path=path, reason=error) from None
    except (msgspec.ValidationError, UsageError) as error:
        raise StoreError("{path}: {reason}", path=path, reason=error) from None


def practitioner(card: Card) -> Practitioner:
    """Who the card is about; UsageError, in one sentence, for a name, a phone or a number that cannot be one."""
    named = person(card.name)
    if named is None or len(card.name) > LONGEST:
        short = card.name[:60]
        raise UsageError('{name!r} does not read as a name; write for example "Dr Claire Martin"', name=short)
    former = [f for f in card.former if f.street or f.postcode or f.city]
    return Practitioner(
        given=named.given,
        family=named.family,
        title=named.title,
        specialty=card.specialty,
        address=Address(
            street=card.street,
            postal_code=_postcode(card.postcode, card.country) if card.postcode else None,
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
    """An RPPS number: eleven digits, spaces allowed, or the national number with an 8 before it; else UsageError."""
    digits = "".join(text.split())
    if len(digits) == 12:
        digits = digits.removeprefix("8")
    if not (digits.isascii() and digits.isdigit() and len(digits) == 11):
        raise UsageError("an RPPS number has eleven digits, {text!r} has not", text=text)
    return digits


def _postcode(text: str, country: str) -> str:
    """A postcode, in France of five digits; UsageError otherwise."""
    code = "".join(text.split()) if country == "FR" else text
    if country == "FR" and not (code.isascii() and code.isdigit() and len(code) == 5):
        raise UsageError("a French postcode has five digits, {text!r} has not", text=text)
    return code


def written(card: Card, words: Words) -> str:
    """The card as TOML, with a word on what is worth adding."""
    about = words.say("Identity card for ereput: what is true today. Correct it, and add what is missing.")
    lines = [f"# {about}", ""]
    lines += [f"{name} = {_toml(value)}" for name, value in msgspec.to_builtins(card).items() if name != "former"]
    for former in card.former:
        lines += ["", "[[former]]", *[f"{k} = {_toml(v)}" for k, v in msgspec.to_builtins(former).items() if v]]
    wanting = [name for name in ("phone", "street", "opening_hours", "website") if not getattr(card, name)]
    if wanting:
        names = ", ".join(wanting)
        worth = words.say('Worth adding: {names}, pages known to be yours (pages = ["https://…"]),', names=names)
        left = words.say("and a practice that you left ([[former]] street, postcode, city, phone).")
        lines += ["", f"# {worth}", f"# {left}"]
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
