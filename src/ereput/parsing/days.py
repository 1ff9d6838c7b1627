"""Which days a site means by "il y a 3 mois", "Visité en février 2025" or "12/03/2024".

Sites are taken to floor: on day D, "3 months ago" is after D - 4 months and up to D - 3 months. Days are calendar
days of the practice's zone, Europe/Paris unless another is set. What names no possible day is unknown.
"""

import calendar
import re
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from ereput.model import Interval
from ereput.parsing import zones
from ereput.parsing.calendars import ABOUT, AGO, LESS, MONTHS, MORE, NUMERALS, OFFSETS, UNITS
from ereput.parsing.names import plain

LONGEST = 300  # characters read
FARTHEST = 200  # years back: "il y a 5000 ans" is no date of a review

UNKNOWN = Interval()


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """What a line about time says: when it was published, and when it was changed."""

    kind: str  # published · edited · visited · unknown
    published: Interval = UNKNOWN
    edited: Interval | None = None


def day_interval(
    text: str | None, seen_at: datetime, language: str | None = None, zone: ZoneInfo | None = None
) -> Interval:
    """Between which days something was first published, by what a page seen at an instant says."""
    return dated(text, seen_at, language, zone).published


def dated(text: str | None, seen_at: datetime, language: str | None = None, zone: ZoneInfo | None = None) -> Dated:
    """What a line says of publication, change and visit. `seen_at` is aware; `language` decides 03/04/2024."""
    line = plain((text or "")[:LONGEST])
    reader = _Reader(seen_at, language, zone or zones.here())
    edited = _EDITED.search(line)
    if edited:
        return _edited(reader, line, edited)
    found = reader.interval(line)
    if found == UNKNOWN:
        return Dated(kind="unknown")
    if _VISITED.search(line):
        return Dated(kind="visited", published=Interval(earliest=found.earliest, latest=reader.today))
    return Dated(kind="published", published=found)


_EDITED = re.compile(r"\b(?:modifiee?s?|mise? a jour|edited|updated|editado|bearbeitet|last modified)\b")
_VISITED = re.compile(
    r"\b(?:visitee?|visited|visita|visitado|besucht|date (?:de l.)?experience|date of (?:experience|visit)"
    r"|date de (?:la )?(?:visite|consultation)|consulte en|consultation (?:en|de|du)|sejour en|venue? en)\b"
)


def _edited(reader: "_Reader", line: str, mark: re.Match[str]) -> Dated:
    """A change: when it was first published is not known, save where the line says that too."""
    before, after = reader.interval(line[: mark.start()]), reader.interval(line[mark.end() :])
    if after == UNKNOWN:  # "il y a 2 ans (modifié)": the day stands before the word, and is the change's
        before, after = UNKNOWN, before
    if after == UNKNOWN:
        return Dated(kind="unknown")
    published = before if before != UNKNOWN else Interval(latest=after.latest)
    return Dated(kind="edited", published=published, edited=after)


class _Reader:
    """One line read on one day."""

    def __init__(self, seen_at: datetime, language: str | None, zone: ZoneInfo) -> None:
        self.seen_at, self.language, self.zone = seen_at, language, zone
        self.today = seen_at.astimezone(zone).date()

    def interval(self, line: str) -> Interval:
        """The first way of reading that fits; a day after today is no day of a publication."""
        for read in (self.iso, self.relative, self.numeric, self.worded, self.month, self.named, self.year):
            try:
                found = read(line)
            except (ValueError, OverflowError):
                return UNKNOWN  # the line has the shape of a date, and there is no such day
            if found:
                return self.past(found)
        return UNKNOWN

    def past(self, found: Interval) -> Interval:
        if found.earliest and found.earliest > self.today:
            return UNKNOWN
        return Interval(earliest=found.earliest, latest=min(found.latest or self.today, self.today))

    def iso(self, line: str) -> Interval | None:
        """2024-03-12, and instants such as 2024-03-12T23:30:00Z, which have a day of their own here."""
        found = _ISO.search(line)
        if not found:
            return None
        if found["time"] and found["zone"]:
            text = f"{found['day']}T{found['time']}{found['zone'].upper()}"
            day = datetime.fromisoformat(text).astimezone(self.zone).date()
            return Interval(earliest=day, latest=day)
        day = date.fromisoformat(found["day"])
        return Interval(earliest=day, latest=day)

    def relative(self, line: str) -> Interval | None:
        """il y a 3 mois · a month ago · hace 2 días · vor 5 Jahren."""
        found = _ago().search(line)
        if not found:
            return None
        digits, word, unit, how = (_group(found, kind) for kind in ("n", "w", "u", "how"))
        size, unit = int(digits) if digits else NUMERALS[word], UNITS[unit]
        if how in MORE:
            return Interval(latest=self.ago(size, unit))
        if how in LESS:
            return Interval(earliest=self.after(size, unit), latest=self.today)
        slack = 1 if how in ABOUT else 0
        return Interval(earliest=self.after(size + 1, unit), latest=self.ago(max(0, size - slack), unit))

    def ago(self, size: int, unit: str) -> date:
        """The day on which exactly so long had passed."""
        if unit in ("second", "minute", "hour"):
            return (self.seen_at - timedelta(**{f"{unit}s": size})).astimezone(self.zone).date()
        if unit in ("day", "week"):
            return self.today - timedelta(days=size * (7 if unit == "week" else 1))
        months = size * (12 if unit == "year" else 1)
        if months > 12 * FARTHEST:
            raise ValueError(f"{size} {unit}s ago")
        return months_before(self.today, months)

    def after(self, size: int, unit: str) -> date:
        """The first day on which not so long had passed."""
        if unit in ("second", "minute", "hour"):
            return self.ago(size, unit)
        return self.ago(size, unit) + timedelta(days=1)

    def numeric(self, line: str) -> Interval | None:
        """12/03/2024: the day first, save in English, where both readings stand unless one is impossible."""
        found = _NUMERIC.search(line)
        if not found:
            short = re.fullmatch(r"(?:\w+ )?(?:le )?(\d\d)/(\d\d)", line)
            day = self.last(int(short[2]), int(short[1])) if short and self.language != "en" else None
            return Interval(earliest=day, latest=day) if day else None
        one, two, year = int(found["one"]), int(found["two"]), _year(found["year"])
        readings = [(one, two)] if self.language != "en" or "." in found.group() else [(one, two), (two, one)]
        days = [date(year, month, day) for day, month in readings if month <= 12]
        if not days:
            raise ValueError(line)
        return Interval(earliest=min(days), latest=max(days))

    def worded(self, line: str) -> Interval | None:
        """12 mars 2024 · March 12, 2024 · 12 mars (the last one)."""
        for pattern in _worded():
            found = pattern.search(line)
            if found:
                number, month = int(found["day"]), MONTHS[found["month"]]
                day = date(_year(found["year"]), month, number) if found["year"] else self.last(month, number)
                return Interval(earliest=day, latest=day)
        return None

    def month(self, line: str) -> Interval | None:
        """mars 2024 · March 2024 · 03/2024 · mars (the last one that has begun)."""
        found = _monthly().search(line)
        if not found or len(line) > 60:  # "may" is a word of its own in running text
            return None
        month = MONTHS[found["month"]] if found["month"] else int(found["digits"])
        if found["year"] or found["in"]:
            return _whole(_year(found["year"] or found["in"]), month)
        return _whole(self.today.year - (month > self.today.month), month)

    def named(self, line: str) -> Interval | None:
        """hier · last month."""
        for words, (unit, size) in OFFSETS.items():
            if re.search(rf"\b(?:{words})\b", line):
                return self.period(unit, size)
        return None

    def period(self, unit: str, size: int) -> Interval:
        """The calendar day, week, month or year so many before this one."""
        if unit == "day":
            day = self.today - timedelta(days=size)
            return Interval(earliest=day, latest=day)
        if unit == "week":
            monday = self.today - timedelta(days=self.today.weekday() + 7 * size)
            return Interval(earliest=monday, latest=monday + timedelta(days=6))
        if unit == "month":
            month = months_before(self.today.replace(day=1), size)
            return _whole(month.year, month.month)
        year = self.today.year - size
        return Interval(earliest=date(year, 1, 1), latest=date(year, 12, 31))

    def year(self, line: str) -> Interval | None:
        """2024, where nothing else stands in the line but a little word."""
        found = re.fullmatch(r"(?:en |in |publie en |visite en |visited in )?((?:19|20)\d\d)", line.strip(" .,()"))
        return Interval(earliest=date(int(found[1]), 1, 1), latest=date(int(found[1]), 12, 31)) if found else None

    def last(self, month: int, day: int) -> date:
        """The most recent such day not after today; raises ValueError where no year of eight has one."""
        for year in range(self.today.year, self.today.year - 9, -1):
            if 0 < day <= calendar.monthrange(year, month)[1] and date(year, month, day) <= self.today:
                return date(year, month, day)
        raise ValueError(f"day {day} of month {month}")


def months_before(day: date, months: int) -> date:
    """So many calendar months before, in one step: the same day number, else the last of the month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _whole(year: int, month: int) -> Interval:
    return Interval(earliest=date(year, month, 1), latest=date(year, month, calendar.monthrange(year, month)[1]))


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


_ISO = re.compile(
    r"(?<!\d)(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[t ](?P<time>\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(?P<zone>z|[+-]\d\d:?\d\d)?)?(?![\d-])"
)
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<one>\d{1,2})(?P<s>[/.-])(?P<two>\d{1,2})(?P=s)(?P<year>\d{4}|\d\d)(?![\d/])")


def _group(found: re.Match[str], kind: str) -> str:
    """What the groups of one kind caught: each way of saying it has its own, numbered."""
    named = found.groupdict().items()
    return next((text for name, text in named if text and name.rstrip("0123456789") == kind), "")


@cache
def _ago() -> re.Pattern[str]:
    units = "|".join(sorted(UNITS, key=len, reverse=True))
    numerals = "|".join(sorted(NUMERALS, key=len, reverse=True))
    parts = [
        template.replace("<n>", rf"(?:(?P<n{i}>\d{{1,5}}) ?|(?P<w{i}>{numerals}) )").replace(
            "<u>", rf"(?P<u{i}>{units})"
        )
        for i, template in enumerate(AGO)
    ]
    how = r"(?P<how0>plus|moins|environ|presque|more|over|less|under|about|around|almost|nearly)"
    # The word of measure stands within the phrase in French ("il y a plus de 3 ans"), before it in English.
    return re.compile(rf"(?:\b{how} (?:than )?)?(?:" + "|".join(parts) + r")\b")


@cache
def _worded() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    year = r"(?:,? ?(?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d))?"
    return (
        re.compile(
            rf"(?<![\d/.:])(?P<day>\d{{1,2}})(?:er|st|nd|rd|th|\.)?,? ?(?:de |of )?\b(?P<month>{names})\b\.?{year}"
        ),
        re.compile(rf"\b(?P<month>{names})\b\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:/]){year}"),
    )


@cache
def _monthly() -> re.Pattern[str]:
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    return re.compile(
        rf"(?:\b(?P<month>{names})\b\.?(?:,? ?(?:de |del )?(?P<year>(?:19|20)\d\d)(?!\d))?)"
        r"|(?:(?<![\d/])(?P<digits>0?[1-9]|1[0-2])/(?P<in>(?:19|20)\d\d)(?![\d/]))"
    )
