"""The whole of ereput in a straight line: ask, judge, read opinions, reckon, compare, check."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from ereput import __version__
from ereput.changes import compare, unread
from ereput.checks import check
from ereput.collect import Fetch, Progress, collect, unwatched
from ereput.figures import coverage, figures, grade
from ereput.guide.clocks import day
from ereput.history import is_healthy, key
from ereput.identity import resolve
from ereput.model import (
    Audit,
    Dossier,
    Harvest,
    Judgement,
    Listing,
    Match,
    Practitioner,
    Problem,
    Review,
    Status,
)
from ereput.opinion import Second, read_opinions
from ereput.source import Source
from ereput.words import N_, Words

Told = Callable[[Practitioner], Mapping[str, Judgement]]  # what a person decided, by key of the listing
# The last healthy audits before a moment, the latest first, and before them the very last where it was not healthy.
Past = Callable[[Practitioner, datetime], Sequence[Audit]]


async def audit(
    who: Practitioner,
    sources: Sequence[Source],
    fetch: Fetch,
    *,
    now: datetime,
    words: Words,
    brought: Sequence[Harvest] = (),
    past: Past | None = None,
    told: Told | None = None,
    second: Second | None = None,
    progress: Progress = unwatched,
) -> Audit:
    """Audit one practitioner. The only effect is fetching.

    `brought` are the harvests of files that the user brought. `past` is asked once the practitioner's register
    number is known, since that is what audits are found again by; so is `told`, whose answers decide. `second` is a
    second reader of texts, where the user chose one.
    """
    harvests = (*await collect(who, sources, fetch, progress), *brought)
    return judged(who, harvests, now=now, words=words, past=past, told=told, second=second)


def judged(
    who: Practitioner,
    harvests: tuple[Harvest, ...],
    *,
    now: datetime,
    words: Words,
    past: Past | None = None,
    told: Told | None = None,
    second: Second | None = None,
) -> Audit:
    """What follows from what was said: all but the asking, which may be done in another process."""
    harvests = known_by(harvests, day(now))
    matches = resolve(who, harvests)
    decided = told(registered(who, matches)) if told else {}
    if decided:
        matches = resolve(who, harvests, decided)
    who = registered(who, matches)
    opinions = read_opinions(harvests, matches, second)
    numbers = figures(who, harvests, matches, opinions, now)
    earlier = past(who, now) if past else ()
    befores = [audit for audit in earlier if is_healthy(audit)]
    unhealthy = [audit for audit in earlier if not is_healthy(audit)]
    changes = compare(befores, harvests, matches, numbers, today=day(now), unhealthy=unhealthy)
    dossier = Dossier(
        who=who,
        harvests=harvests,
        matches=matches,
        opinions=opinions,
        figures=numbers,
        coverage=coverage(harvests, matches),
        changes=changes,
        unread=unread(earlier, harvests, matches, changes, decided),
        now=now,
    )
    return Audit(
        tool_version=__version__,
        made_at=now,
        language=words.language,
        practitioner=who,
        harvests=harvests,
        matches=matches,
        opinions=opinions,
        findings=check(dossier, words),
        figures=numbers,
        coverage=dossier.coverage,
        grade=grade(numbers, dossier.coverage),
        previous=befores[0].made_at if befores else None,
        not_compared=_not_compared(who, past, earlier, befores),
        changes=changes,
    )


def _not_compared(
    who: Practitioner, past: Past | None, earlier: Sequence[Audit], healthy: Sequence[Audit]
) -> str | None:
    if past is None or healthy:
        return None
    if earlier:
        return "unhealthy"
    return "first" if key(who) else "no_key"


_LATER = N_("reviews published after {day:date}, left aside: {count}; a mark that is stated may include them")


def known_by(harvests: Sequence[Harvest], today: date) -> tuple[Harvest, ...]:
    """The harvests without reviews that were published after a day; a source that had any says so.

    The marks and counts that listings state remain as they were read.
    """
    return tuple(_known_by(harvest, today) for harvest in harvests)


def _known_by(harvest: Harvest, today: date) -> Harvest:
    last = today + timedelta(days=1)  # days differ by one around the world
    later = {
        id(r) for r in harvest.items if isinstance(r, Review) and r.published.earliest and r.published.earliest > last
    }
    if not later:
        return harvest
    items = tuple(item for item in harvest.items if id(item) not in later)
    left = Harvest.of(harvest.source, items, harvest.problems, harvest.asked, harvest.answered)
    values = {"count": str(len(later)), "day": str(today)}
    said = Problem(
        status=Status.SKIPPED,
        url=next(item.evidence.url for item in harvest.items if id(item) in later),
        detail=Words("en").say(_LATER, **values),
        template=_LATER,
        values=values,
    )
    return msgspec.structs.replace(left, problems=(*harvest.problems, said))  # the source itself said all


def registered(who: Practitioner, matches: Sequence[Match]) -> Practitioner:
    """The practitioner with the RPPS number of the register's own card, when exactly one is judged theirs."""
    numbers = {
        identifier
        for match in matches
        if match.judgement is Judgement.SAME and isinstance(match.listing, Listing)
        for identifier in match.listing.identifiers
        if identifier.system == "rpps"
    }
    if who.rpps or len(numbers) != 1:
        return who
    return msgspec.structs.replace(who, identifiers=(*who.identifiers, *numbers))
