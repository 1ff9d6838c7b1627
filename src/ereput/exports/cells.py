"""What the columns of a table of reviews are, by what is in them: no heading makes a text of names, marks or days."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from ereput.exports.headings import Columns, by_heading, is_name_of, kind
from ereput.exports.platforms import platform
from ereput.model import Interval
from ereput.parsing.days import day_interval
from ereput.parsing.names import plain

_MARKS = re.compile(r"[1-5](?:[.,]\d)?|[★⭐]{1,5}☆{0,4}|\d{1,2}(?:[.,]\d)?\s?/\s?(?:5|10|20)")
_DATES = re.compile(r"\d{4}-\d\d-\d\d.{0,20}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.{0,9}")
_LINKS = re.compile(r"\S*(?:://|www\.|\w\.\w+/)\S*")
_FEWEST, _MOST_OF = 3, 0.8  # rows, and the share of them, that make a column what it looks like
_WORDS = 4  # of a cell in the mean: a column without a heading that speaks of it is text from there on
_LONGEST_DAY, _LONGEST_NAME = 8, 6  # words
_LOOKED_AT = 200  # rows
_EVER = datetime(2100, 1, 1, tzinfo=UTC)  # every day that can be written lies before it
_LETTERS = re.compile(r"[^\W\d_]+")
# Small words that stand in names too.
_PARTICLES = frozenset(
    "de du des d la le les l von van der den del della di da dos das do ben bin ibn el al et and y e und zu zur nee"
    " née dit dite ép épouse veuve veuf père fils jr sr monsieur madame mademoiselle".split()
)
# Words, without accents, of the shortest reviews, and none of a name.
_SAYING = frozenset(
    "tres bien trop pas merci je ai est on nous mon ma tout rien jamais toujours plus moins mais avec sans bon"
    " bonne bons super top nul nulle parfait parfaite excellent excellente genial horrible mauvais mauvaise correct"
    " decu decue recommande fuir eviter satisfait satisfaite rapide long longue accueil attente medecin docteur"
    " cabinet the very good great thanks thank not no bad was is too my awful terrible perfect wonderful amazing"
    " recommended avoid rude friendly nice poor best worst doctor waiting ok gentil gentille"
    " professionnel professionnelle competent competente agreable efficace decevant decevante deception inadmissible"
    " honteux scandaleux incompetent incompetente bravo impeccable extra froid froide hautain hautaine humain humaine"
    " ponctuel serieux serieuse rassurant rassurante bof moyen moyenne ras neant aimable odieux odieuse arnaque voleur"
    " professional kind caring lovely disappointing rubbish awesome fantastic brilliant incompetent helpful meh".split()
)


def settled(headings: Sequence[str], rows: Sequence[Sequence[str]], chosen: Columns) -> tuple[Columns, Columns]:
    """Which column is what: those that a heading tells or somebody chose, and with them those that the cells tell."""
    cells = {at: _cells(rows, at) for at in range(len(headings))}
    told = {field: at for field, at in by_heading(headings).items() if at not in chosen.values() and field != "text"}
    known = {field: at for field, at in told.items() if _may_be(field, cells[at])} | chosen
    if "text" not in known and (at := _text(headings, cells, known)) is not None and kind(headings[at]) == "text":
        known["text"] = at
    return known, by_content(headings, cells, known)


def by_content(headings: Sequence[str], cells: Mapping[int, Sequence[str]], known: Columns) -> Columns:
    """Marks, dates, text and names among the columns that no heading explains."""
    found = dict(known)
    for field, pattern in (("rating", _MARKS), ("date", _DATES)):
        likely = [at for at, column in cells.items() if at not in found.values() and _is(column, pattern)]
        if field not in found and len(likely) == 1:
            found[field] = likely[0]
    if "text" not in found and (text := _text(headings, cells, found)) is not None:
        found["text"] = text
    names = [at for at, column in cells.items() if at not in found.values() and are_names(column)]
    if "author" not in found and len(names) == 1:
        found["author"] = names[0]  # to be taken out of the replies
    return found


def are_headings(row: Sequence[str]) -> bool:
    """No heading is a date: the first row of a table without headings is one of its rows."""
    return not any(_DATES.fullmatch(cell.strip()[:40]) for cell in row)


def are_names(cells: Sequence[str], fewest: int = 2) -> bool:
    """The most are so many to six words, each beginning like a name's and none that a review says."""
    return 2 * sum(_is_name(cell, fewest) for cell in cells) > len(cells)


def _text(headings: Sequence[str], cells: Mapping[int, Sequence[str]], known: Columns) -> int | None:
    """The column of the reviews' texts: a known heading over texts, then the longest texts, then a known heading."""
    ranks = {
        at: rank
        for at, column in cells.items()
        if at not in known.values() and (rank := _rank(headings[at], column)) is not None
    }
    preferred = by_heading(headings).get("text")
    return max(ranks, key=lambda at: (ranks[at], ranks[at] != 1 and at == preferred, _length(cells[at])), default=None)


def _rank(heading: str, cells: Sequence[str]) -> int | None:
    """How well a column is text, by its heading and its cells; None where it is none."""
    said, is_known = kind(heading), is_name_of("text", heading)
    if said not in (None, "text") or are_names(cells, fewest=1) or _are_days(cells) or _are_marks(cells):
        return None
    if _are_said(cells):
        if is_known:
            return 2
        if said or (_length(cells) >= _WORDS and len(set(cells)) > 1):
            return 1
    return 0 if is_known else None


def _may_be(field: str, cells: Sequence[str]) -> bool:
    """What a heading tells is not what the cells say it cannot be."""
    if field in ("title", "reply"):
        return not are_names(cells, fewest=1)
    if field == "id":  # a person's chosen name is no number of a review
        return not cells or 2 * sum(any(map(str.isdigit, cell)) for cell in cells) > len(cells)
    if field == "site":
        return any(platform(cell) for cell in set(cells))
    return field != "url" or not cells or 2 * sum(bool(_LINKS.fullmatch(cell)) for cell in cells) > len(cells)


def _cells(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [row[at].strip()[:2_000] for row in rows[:_LOOKED_AT] if at < len(row) and row[at].strip()]


def _is(cells: Sequence[str], pattern: re.Pattern[str]) -> bool:
    fitting = sum(bool(pattern.fullmatch(cell)) for cell in cells)
    return fitting >= _FEWEST and fitting >= _MOST_OF * len(cells)


def _are_marks(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_MARKS.fullmatch(cell) for cell in cells)


def _are_days(cells: Sequence[str]) -> bool:
    """The most are short and name a day: "12 octobre 2026", "il y a 3 mois", "publié par Léa le 12/10/2026"."""
    short = [cell for cell in cells if len(cell.split()) <= _LONGEST_DAY]
    return 2 * sum(day_interval(cell, _EVER, "fr") != Interval() for cell in short) > len(cells)


def _is_name(cell: str, fewest: int) -> bool:
    words = _LETTERS.findall(cell)
    if not fewest <= len(words) <= _LONGEST_NAME or _says(words) or 2 * sum(map(str.isdigit, cell)) > len(cell):
        return False
    if len(words) == 1:
        return cell.lower() != cell.upper()  # what is written without capitals has no spaces either
    following = [word for word in words if word.casefold() not in _PARTICLES]
    return not any(word[0].islower() for word in following) or (cell.islower() and len(words) <= 3)


def _are_said(cells: Sequence[str]) -> bool:
    """Somebody speaks in a third of the cells: words in small letters among three and more, or what a review says."""
    return 3 * sum(_is_said(cell) for cell in cells) >= len(cells) > 0


def _is_said(cell: str) -> bool:
    words = _LETTERS.findall(cell)
    small = (word[0].islower() and word.casefold() not in _PARTICLES and len(word) > 2 for word in words[1:])
    return _says(words) or (len(words) > 2 and any(small))


def _says(words: Sequence[str]) -> bool:
    return any(plain(word) in _SAYING for word in words)


def _length(cells: Sequence[str]) -> float:
    """Words of a cell, in the mean."""
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
