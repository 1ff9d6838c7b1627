"""`ereput batch --plan`: what a table would take, and ten thousand like it; nobody is asked."""

from collections.abc import Sequence
from textwrap import wrap

from ereput.batch.plan import HOURLY, PAGES, PER_HOUR, SAMPLE, SIZES, SPARED, Load, loads, whole
from ereput.batch.table import Table
from ereput.cli.many.progress import spell
from ereput.cli.output import printed
from ereput.errors import UsageError
from ereput.fetch.settings import FetchSettings
from ereput.source import Source
from ereput.words import Words

_WIDEST = 80


def tell(table: Table, sources: Sequence[Source], settings: FetchSettings, words: Words) -> int:
    """Prints the plan; UsageError where no line can be used."""
    many, told = loads(table, sources, settings)
    if not many:
        raise UsageError("no line of {path} can be used", path=table.path)
    parts = [
        words.plural("For {count:n} practitioner, nobody asked:", "For {count:n} practitioners, nobody asked:", many)
    ]
    parts += ["", *_table(told, words), "", *_notes(many, told, words), ""]
    parts += [words.say("So many would take, all hosts side by side:"), "", *_sizes(many, told, words), ""]
    parts += _spared(many, told, words)
    printed("\n".join(line for part in parts for line in _wrapped(part)) + "\n")
    return 0


def _table(told: Sequence[Load], words: Words) -> list[str]:
    """A line for each source, the slowest first."""
    headings = (words.say("source"), words.say("requests"), words.say("one in"), words.say("takes"))
    rows = [(load.source, _range(load, words), _pace(load, words), _span(load, words)) for load in told]
    return _aligned([headings, *rows])


def _range(load: Load, words: Words) -> str:
    least, most = words.number(load.least), words.number(load.most)
    return least if least == most else words.say("{least} to {most}", least=least, most=most)


def _pace(load: Load, words: Words) -> str:
    return words.say("{seconds} s", seconds=words.number(load.pace, 0 if load.pace == round(load.pace) else 1))


def _span(load: Load, words: Words) -> str:
    least, most = spell(load.shortest, words), spell(load.longest, words)
    return least if least == most else words.say("{least} to {most}", least=least, most=most)


def _notes(many: int, told: Sequence[Load], words: Words) -> list[str]:
    slowest = told[0]
    said = [words.say("Hosts work side by side, so that {source} alone says how long it takes.", source=slowest.source)]
    if any(load.source == PAGES for load in told):
        said.append(
            words.say("web_pages: of one site, two pages of a practitioner at most; sites work side by side too.")
        )
    if many > SAMPLE:
        said.append(words.say("The questions of the first {count:n} were counted.", count=SAMPLE))
    if any(load.with_key for load in told):
        said.append(words.say("keenable: at the rate that is allowed without a key, by one client's account."))
    return said


def _sizes(many: int, told: Sequence[Load], words: Words) -> list[str]:
    rows = [(words.say("practitioners"), words.say("requests"), words.say("takes"))]
    for size in SIZES:
        scaled = [load.times(size / many) for load in told]
        least, most = words.number(sum(load.least for load in scaled)), words.number(sum(load.most for load in scaled))
        shortest, longest = (spell(seconds, words) for seconds in whole(scaled))
        rows.append(
            (
                words.number(size),
                words.say("{least} to {most}", least=least, most=most),
                shortest if shortest == longest else words.say("{least} to {most}", least=shortest, most=longest),
            )
        )
    return _aligned(rows)


def _spared(many: int, told: Sequence[Load], words: Words) -> list[str]:
    """From the slowest source on: what would be left if it cost nothing, until nothing is known that would help."""
    said = [words.say("What would save time, for {count:n} practitioners, the slowest source first:", count=SIZES[1])]
    left = sorted((load.times(SIZES[1] / many) for load in told), key=lambda load: -load.longest)
    while left:
        slowest, *left = left
        name, way = slowest.source, SPARED.get(slowest.source)
        if slowest.with_key:
            left, way = [slowest.keyed(), *left], HOURLY
        elif way is None:
            time = _span(slowest, words)
            said.append(words.say("  {source}: {time}, unless it is left out (--without)", source=name, time=time))
            break
        left.sort(key=lambda load: -load.longest)
        what = words.say(way, count=PER_HOUR.get(name, 0))
        said.append(words.say("  {source}: {way}; then {time}", source=name, way=what, time=_left(left, words)))
    return said


def _left(left: Sequence[Load], words: Words) -> str:
    least, most = (spell(seconds, words) for seconds in whole(left))
    return least if least == most else words.say("{least} to {most}", least=least, most=most)


def _wrapped(line: str) -> list[str]:
    """What is longer than a terminal, on several lines; tables are not."""
    return wrap(line, _WIDEST, subsequent_indent="    " if line.startswith(" ") else "") or [""]


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns two spaces apart; the first to the left, the others to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]
