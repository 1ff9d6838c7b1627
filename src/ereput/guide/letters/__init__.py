"""The documents D1 to D14 as data: Jinja templates, filled with what is known; what is not known is a visible blank.

Never an invented fact, never a patient's words or data: passages, reasons and facts are left for the doctor to write.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec
from jinja2 import Environment, Undefined

from ereput.errors import UsageError
from ereput.words import spaced

IDS = tuple("D1 D2 D3 D4 D5a D5b D6 D7 D8 D9 D10 D11 D12 D13 D14".split())
SWORN = frozenset({"D7", "D8", "D9"})  # whose truth is to be confirmed before they are made
WISHES = ("erase", "reviews", "rectify", "access")  # what D1 may ask for
BLANK = {"fr": "[à compléter : {what}]", "en": "[to be completed: {what}]"}  # plain spaces: it is searched for
_SENDER = ("sender", "specialty", "street", "town", "phone", "rpps")


class Letter(NamedTuple):
    """A letter, block by block, and what is left blank in it."""

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    place_and_day: str
    subject: str
    body: tuple[str, ...]  # paragraphs of one or several lines, the salutation and the closing among them
    signature: tuple[str, ...]
    aside: tuple[str, ...]  # for the sender alone: a heading, and what to mind before sending
    language: str  # French where the document has no English
    fields: tuple[str, ...]  # of its blanks
    missing: tuple[str, ...]  # what each of them asks for, in the letter's language
    facts: tuple[str, ...]  # ids of the facts that it rests on


class Wording(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document in one language."""

    subject: str
    body: str
    aside: tuple[str, ...] = ()
    proof: str | None = None  # what leads to the evidence, where it is not the usual words


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document: to whom it goes, what it rests on, and its words."""

    addressed: str
    facts: tuple[str, ...]  # templates too: what only some of its forms state is named in these alone
    fr: Wording
    en: Wording | None = None
    has_proof: bool = True
    proof_if: str | None = None  # what it turns on, where it has proof in some cases only
    is_signed_by_sender: bool = True


def known(name: str) -> str:
    """The id of a document as it is written here; UsageError where there is none."""
    found = next((each for each in IDS if each.lower() == name.lower()), None)
    if found is None:
        raise UsageError("the letters are {names}, not {name!r}", names=", ".join(IDS), name=name[:40])
    return found


def letter(
    name: str,
    language: str,
    values: Mapping[str, str | None],
    evidence: Sequence[str] = (),
    *,
    so: Mapping[str, str | bool] | None = None,
    safe: Callable[[str], str] = lambda line: line,
) -> Letter:
    """A document filled in. `evidence` names each page that was kept, a line each; `so` is what templates turn on.

    `safe` makes a value literal in the format at hand.
    """
    made = template(name)
    spoken = language if language == "en" and made.en else "fr"
    wording = made.en if spoken == "en" and made.en else made.fr
    missing: list[str] = []
    fill = _filler(spoken, {**(so or {}), **{key: value for key, value in values.items() if value}}, missing, safe)
    frame: Mapping[str, Any] = _frame()[spoken]
    salutation = frame["salutations"].get(made.addressed, frame["salutation"])
    addressee = "addressee" if values.get("addressee") else frame["addressees"].get(made.addressed)
    blocks = {
        "sender": (
            tuple(fill(f"{{{{ {field} }}}}") for field in _SENDER)
            if made.is_signed_by_sender
            else (fill("{{ lawyer }}"), frame["behalf"] + fill("{{ sender }}"))
        ),
        "addressee": (
            fill("{{ addressee }}") if addressee in (None, "addressee") else addressee,
            fill("{{ addressee_address }}"),
        ),
        "place_and_day": fill("{{ place_and_day }}"),
        "subject": frame["subject"] + fill(wording.subject),
        "body": (
            salutation,
            *(part for part in fill(wording.body).strip("\n").split("\n\n") if part.strip()),
            *(_proof(wording, frame, evidence, fill, safe) if _has_proof(made, evidence, so or {}) else ()),
            frame["closing"].format(salutation=salutation),
        ),
        "signature": (
            frame["signed"],
            fill("{{ signature }}" if made.is_signed_by_sender else "{{ lawyer_signature }}"),
        ),
        "aside": (frame["aside"], *map(fill, wording.aside), frame["draft"]),
    }
    fields = tuple(dict.fromkeys(missing))
    told = tuple(dict.fromkeys(asked(field, spoken) for field in fields))
    facts = tuple(filter(None, map(fill, made.facts)))
    return Letter(**blocks, language=spoken, fields=fields, missing=told, facts=facts)


def blank(field: str, language: str) -> str:
    """What stands where something is missing."""
    return BLANK[language].format(what=asked(field, language))


def asked(field: str, language: str) -> str:
    """What a field asks for."""
    return str(_frame()["blanks"][field][language])


@cache
def template(name: str) -> Template:
    """A document's template; raises msgspec.ValidationError for one that is not shaped as above."""
    return msgspec.convert(_read(name), Template)


def _has_proof(made: Template, evidence: Sequence[str], so: Mapping[str, str | bool]) -> bool:
    return made.has_proof and (made.proof_if is None or bool(evidence or so.get(made.proof_if)))


def _proof(
    wording: Wording,
    frame: Mapping[str, Any],
    evidence: Sequence[str],
    fill: Callable[[str], str],
    safe: Callable[[str], str],
) -> tuple[str, ...]:
    lead = wording.proof or frame["proof"]
    if len(evidence) < 2:
        return (lead + (safe(evidence[0]) if evidence else fill("{{ evidence }}")),)
    return ("\n".join((wording.proof or frame["several"], *(f"- {safe(line)}" for line in evidence))),)


def _filler(
    language: str, values: Mapping[str, str | bool], missing: list[str], safe: Callable[[str], str]
) -> Callable[[str], str]:
    """Fills a template in, and notes what was missing."""

    class Blank(Undefined):
        def __str__(self) -> str:
            missing.append(str(self._undefined_name))
            return blank(str(self._undefined_name), language)

    environment = Environment(
        undefined=Blank,
        autoescape=False,  # noqa: S701 - plain text; `safe` makes values literal
        finalize=lambda value: safe(value) if isinstance(value, str) else value,
    )
    return lambda text: environment.from_string(text).render(values)


@cache
def _frame() -> Mapping[str, Any]:
    return _read("frame")


def _read(name: str) -> dict[str, Any]:
    """A file's rows, what is French with French spaces."""
    table = tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: _set(value, key) for key, value in table.items()}


def _set(value: Any, key: str, *, is_french: bool = False) -> Any:
    is_french = is_french or key == "fr"
    if isinstance(value, dict):
        return {name: _set(each, name, is_french=is_french) for name, each in value.items()}
    if isinstance(value, list):
        return [_set(each, key, is_french=is_french) for each in value]
    return spaced(value) if is_french and isinstance(value, str) else value
