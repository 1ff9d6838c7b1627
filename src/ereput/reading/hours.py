"""Opening hours of every notation as `Mo-Fr 09:00-18:00; Sa 09:00-12:00`."""

import re
from collections.abc import Iterable

from ereput.reading.things import Thing

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_NAMES = {
    "mo": 0, "mon": 0, "monday": 0, "lu": 0, "lun": 0, "lundi": 0, "lunes": 0, "montag": 0, "maandag": 0, "ma": 1,
    "tu": 1, "tue": 1, "tues": 1, "tuesday": 1, "mar": 1, "mardi": 1, "martes": 1, "dienstag": 1, "di": 1, "dinsdag": 1,
    "we": 2, "wed": 2, "weds": 2, "wednesday": 2, "mer": 2, "mercredi": 2, "miércoles": 2, "mittwoch": 2, "woensdag": 2,
    "me": 2, "th": 3, "thu": 3, "thur": 3, "thurs": 3, "thursday": 3, "je": 3, "jeu": 3, "jeudi": 3, "jueves": 3,
    "donnerstag": 3, "donderdag": 3, "fr": 4, "fri": 4, "friday": 4, "ve": 4, "ven": 4, "vendredi": 4, "viernes": 4,
    "freitag": 4, "vrijdag": 4, "sa": 5, "sat": 5, "saturday": 5, "sam": 5, "samedi": 5, "sábado": 5, "samstag": 5,
    "zaterdag": 5, "su": 6, "sun": 6, "sunday": 6, "dim": 6, "dimanche": 6, "domingo": 6, "sonntag": 6, "zondag": 6,
}  # fmt: skip
_TIME = r"(?:[01]?\d|2[0-4])\s?(?:[:.hH]\s?(?:[0-5]\d)?(?::\d\d)?)?\s?(?:[aApP]\.?\s?[mM]\.?)?"
_RANGE = re.compile(rf"({_TIME})\s{{0,2}}(?:-|–|—|à|to|until|bis|a|tot)\s{{0,2}}({_TIME})(?![\w:])")
_WORD = re.compile(r"[^\W\d_]+")
_CLOCK = re.compile(r"(\d{1,2})\s?(?:[:.hH]\s?(\d\d)?)?(?::\d\d)?\s?([aApP])?")
_ALL = re.compile(r"24\s?/\s?7|24 ?h(?:ours)?(?: a day)?\b", re.I)
LONGEST = 600  # characters of one statement

Slot = tuple[int, str]  # day, "09:00-18:00"


def hours(thing: Thing) -> str | None:
    """The opening hours that a thing states, None where none can be read."""
    slots: list[Slot] = []
    for specification in thing.things("openingHoursSpecification", "hoursAvailable", "openingHours"):
        slots += _specified(specification)
    if not slots:
        for text in thing.texts("openingHours", "openingHoursSpecification", "hoursAvailable"):
            slots += slots_of(text)
    return written(slots)


def slots_of(text: str) -> list[Slot]:
    """The slots of a line such as "Mo-Fr 09:00-12:00,14:00-18:00" or "Lundi : 9h - 18h"."""
    text = text[:LONGEST]
    slots: list[Slot] = []
    for part in re.split(r"[;|\n]", text):
        slots += _part(part)
    return slots


def _part(text: str) -> list[Slot]:
    """Days, then times, as often as they follow one another."""
    slots: list[Slot] = []
    ranges = list(_RANGE.finditer(text))
    if not ranges:
        found = days(text)
        return [(day, "00:00-24:00") for day in found or range(7)] if _ALL.search(text) else []
    start = 0
    # "de 9h à 18h du lundi au samedi": the days stand behind.
    current = [] if days(text[: ranges[0].start()]) else days(text[ranges[-1].end() :])
    for match in ranges:
        between = text[start : match.start()]
        current = days(between) or current
        opens, closes = clock(match.group(1)), clock(match.group(2))
        if opens and closes:
            slots += [(day, f"{opens}-{closes}") for day in current or range(7)]
        start = match.end()
    return slots


def days(text: str) -> list[int]:
    """The days that words name: "Mo-Fr", "lundi, mardi", "Monday to Friday"."""
    text = text.replace("https://schema.org/", " ").replace("http://schema.org/", " ").lower()
    found: list[int] = []
    last, end = None, 0
    for match in _WORD.finditer(text[:LONGEST]):
        day = _NAMES.get(match.group())
        if day is None:
            continue
        joint = text[end : match.start()].strip(" .")
        if last is not None and joint in ("-", "–", "—", "à", "au", "to", "through", "bis", "a", "al", "t/m", "tot"):
            found += [(last + step) % 7 for step in range(1, (day - last) % 7 + 1)]
        else:
            found.append(day)
        last, end = day, match.end()
    return list(dict.fromkeys(found))


def clock(text: str) -> str | None:
    """A time of day as 09:00; "9h", "9 a.m.", "09:00:00+01:00" are read."""
    match = _CLOCK.match(text.strip().removeprefix("T"))
    if not match:
        return None
    hour, minute, half = int(match.group(1)), int(match.group(2) or 0), (match.group(3) or "").lower()
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}"


def _specified(thing: Thing) -> list[Slot]:
    opens = clock(thing.text("opens") or "")
    closes = clock(thing.text("closes") or "")
    if not opens or not closes or opens == closes:
        return []  # schema.org: opening and closing at the same time means closed all day
    named = [day for text in thing.texts("dayOfWeek") for day in days(text)]
    if not named and thing.texts("validFrom", "validThrough"):
        return []  # a holiday
    return [(day, f"{opens}-{closes}") for day in named or range(7)]


def written(slots: Iterable[Slot]) -> str | None:
    """Slots as one line, days with the same times joined."""
    by_day: dict[int, list[str]] = {}
    for day, times in slots:
        if times not in by_day.setdefault(day, []):
            by_day[day].append(times)
    groups: list[tuple[list[int], str]] = []
    for day in sorted(by_day):
        times = ",".join(sorted(by_day[day]))
        if groups and groups[-1][1] == times and groups[-1][0][-1] == day - 1:
            groups[-1][0].append(day)
        else:
            groups.append(([day], times))
    return "; ".join(f"{_span(group)} {times}" for group, times in groups) or None


def _span(group: list[int]) -> str:
    if len(group) == 1:
        return DAYS[group[0]]
    return f"{DAYS[group[0]]}{'-' if len(group) > 2 else ','}{DAYS[group[-1]]}"
