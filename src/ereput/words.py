"""Sentences, numbers and days in the reader's language.

English sentences are the message ids; catalogues live in `ereput/locale/LANG/LC_MESSAGES/*.mo`, one for each room.
A template's fields say how they are written: `{by:date}`, `{part:percent}`, `{mean:.1}`, `{count:n}`; a field without
a format is put in as it is. French spaces are set in the template, never in what is put in.
"""

import gettext
import re
import string
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Self

LANGUAGES = ("fr", "en")
_PLURAL = "\1"
THIN, FIXED = "\u202f", "\u00a0"  # narrow and ordinary no-break spaces

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_SHORT_MONTHS = {
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}


def N_(text: str) -> str:
    """Marks a message id for extraction, and leaves it as it is."""
    return text


class Clause(str):
    """A sentence that is put into another: English as it stands, said again in the language of the one around it."""

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Self:
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = template, values
        return made


class Words(string.Formatter):
    """One language: what is said in it, and how its numbers and days are written."""

    def __init__(self, language: str = "fr") -> None:
        if language not in LANGUAGES:
            raise ValueError(f"{language!r} is not one of {', '.join(LANGUAGES)}")
        self.language = language
        self._catalogue = _catalogue(language)

    def say(self, text: str, /, **values: Any) -> str:
        """A sentence, filled in."""
        return self.vformat(self._set(self._catalogue.get(text, text)), (), values)

    def phrase(self, text: str, /) -> str:
        """A fixed sentence, without fields: what it does not know it leaves as it is, braces and all."""
        known = self._catalogue.get(text)
        return self._set(known) if known else text

    def retold(self, text: str, template: str | None = None, values: Mapping[str, str] = {}) -> str:
        """What was kept in English, said in this language as far as it is known here.

        `template` is the text before its values were put in; a value may be a sentence of its own. Both may come from
        a kept file: a template that is no message id is not filled in.
        """
        known = self._catalogue.get(template) if template else None
        if known:
            try:
                return self.vformat(self._set(known), (), {name: self.phrase(value) for name, value in values.items()})
            except (KeyError, IndexError, ValueError, AttributeError):
                return text
        return "; ".join(map(self.phrase, text.split("; ")))

    def plural(self, one: str, many: str, count: int, /, **values: Any) -> str:
        """A sentence for a count; `{count}` is filled in. French counts nought as one thing, English as many."""
        is_one = count < 2 if self.language == "fr" else count == 1
        forms = self._catalogue.get(_PLURAL + one) or f"{one}\0{many}"
        singular, _, several = forms.partition("\0")
        return self.vformat(self._set(singular if is_one else several), (), {"count": count, **values})

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Clause):
            return self.say(value.template, **value.values)
        if format_spec == "date":
            return "?" if value is None else self.day(_day(value))
        if format_spec in ("day", "day_month"):  # 9 · 9 novembre
            return "?" if value is None else self._part_of_day(_day(value), has_month=format_spec == "day_month")
        if format_spec == "percent":
            return "?" if value is None else self.percent(float(value))
        if format_spec == "n":
            return "?" if value is None else self.number(float(value), 0)
        if re.fullmatch(r"\.\d", format_spec):
            return "?" if value is None else self.number(float(value), int(format_spec[1]))
        return str(super().format_field(value, format_spec))

    def number(self, value: float, decimals: int = 0) -> str:
        """1 234,5 in French, 1,234.5 in English."""
        text = f"{value:,.{decimals}f}"
        if text.startswith("-") and not text.strip("-0.,"):
            text = text[1:]  # no minus before nought
        text = text.replace("-", "\u2212")
        return text.translate({ord(","): THIN, ord("."): ","}) if self.language == "fr" else text

    def percent(self, share: float) -> str:
        """A share of 0..1 as a whole percentage."""
        return self.number(100 * share) + (f"{THIN}%" if self.language == "fr" else "%")

    def day(self, day: date) -> str:
        """2 novembre 2026 · 2 November 2026."""
        return f"{self._part_of_day(day, has_month=True)}{FIXED}{day.year}"

    def short_day(self, day: date) -> str:
        """2 nov. 2026 · 2 Nov 2026."""
        first = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{first}{FIXED}{_SHORT_MONTHS[self.language][day.month - 1]}{FIXED}{day.year}"

    def _part_of_day(self, day: date, *, has_month: bool) -> str:
        first = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{first}{FIXED}{_MONTHS[self.language][day.month - 1]}" if has_month else first

    def listed(self, names: Sequence[str]) -> str:
        """a, b et c."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {'et' if self.language == 'fr' else 'and'} {names[-1]}"

    def quoted(self, text: str) -> str:
        """« text » in French, “text” in English."""
        return f"«{FIXED}{text}{FIXED}»" if self.language == "fr" else f"“{text}”"

    def _set(self, template: str) -> str:
        return spaced(template) if self.language == "fr" else template


def spaced(text: str) -> str:
    """French spaces: narrow before ; ! ? and fixed before : and inside « ». What has them already is left as it is."""
    text = re.sub(r" (?=[;!?](?:\s|$|»))", THIN, text)
    text = re.sub(r" (?=:(?:\s|$))", FIXED, text)
    text = re.sub(r"« ?(?!\u00a0)", f"«{FIXED}", text)
    text = re.sub(r"(?<!\u00a0) ?»", f"{FIXED}»", text)
    return re.sub(r"(?<=[\d}]) (?=[%€])", THIN, text)


def _day(value: Any) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


@cache
def _catalogue(language: str) -> Mapping[str, str]:
    """Every room's catalogue as one table; a plural stands under its marked first id, its forms joined by a NUL."""
    table: dict[str, str] = {}
    folder = files("ereput") / "locale" / language / "LC_MESSAGES"
    if not folder.is_dir():
        return table
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".mo"):
            with file.open("rb") as opened:
                table.update(_messages(gettext.GNUTranslations(opened)))
    return table


def _messages(translations: gettext.GNUTranslations) -> dict[str, str]:
    # GNUTranslations keeps a plural's forms under (id, 0) and (id, 1).
    kept: dict[Any, str] = translations._catalog  # type: ignore[attr-defined]
    table = {key: value for key, value in kept.items() if isinstance(key, str) and key}
    for key, value in kept.items():
        if isinstance(key, tuple) and key[1] == 0:
            table[_PLURAL + key[0]] = f"{value}\0{kept[(key[0], 1)]}"
    return table
