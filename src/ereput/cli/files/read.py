"""`ereput read`: what saved pages and exports state."""

import json
from datetime import datetime
from pathlib import Path

import typer

from ereput.cli import EXIT_STORE
from ereput.cli.files.columns import typed
from ereput.cli.options import language_of_output as spoken
from ereput.cli.options import moment
from ereput.cli.prose import tell
from ereput.errors import UsageError
from ereput.exports import SECONDS, Export, read_path
from ereput.exports.shape import as_contract
from ereput.parsing.phones import as_dialled
from ereput.report.inert import inert, json_inert, printable
from ereput.words import Words


def run(
    paths: list[Path],
    *,
    as_json: bool,
    authors: bool,
    now: str | None,
    language: str | None,
    columns: str | None = None,
    seconds: float = SECONDS,
) -> int:
    """Prints what each file states, in the order given; the exit code says whether none could be read."""
    words = Words(spoken(language))
    seen_at: datetime = moment(now)
    meant = typed(columns)
    if not 0 < seconds < 86_400:
        raise UsageError("--seconds is a number above 0: the most time for one path")
    failed = 0
    for path in paths:
        export = read_path(path, seen_at, meant, seconds)
        failed += bool(export.problems) and not (export.listings or export.reviews)
        if as_json:
            typer.echo(json_inert(json.dumps(as_contract(export, authors=authors), ensure_ascii=False)))
        else:
            tell("\n".join(_said(export, words)))
    return EXIT_STORE if failed == len(paths) else 0


def _said(export: Export, words: Words) -> list[str]:
    lines = [printable(str(export.file))]
    for listing in export.listings:
        place = " ".join(part for part in (listing.address.postal_code, listing.address.locality) if part)
        shown = [
            listing.name or listing.title,
            listing.specialty,
            listing.address.street,
            place or None,
            *(as_dialled(number) for number in listing.phones),
        ]
        told = " · ".join(inert(part, 80) for part in shown if part)
        lines.append("  " + (told or words.say("a listing without a name")))
        if rating := listing.rating:
            count = "?" if rating.count is None else words.number(rating.count)
            mark = f"{words.number(rating.value, 1)} / {words.number(rating.best)}"
            lines.append("    " + words.say("rated {mark} on {count} reviews", mark=mark, count=count))
    if export.reviews:
        replied = sum(review.reply is not None for review in export.reviews)
        starred = sum(review.text is None for review in export.reviews)
        said = words.plural("{count} review read", "{count} reviews read", len(export.reviews))
        parts = words.say("{replied} with a reply, {starred} without text", replied=replied, starred=starred)
        lines.append(f"  {said} ({parts})")
    if not export.listings and not export.reviews and not export.problems:
        lines.append("  " + words.say("states no listing and no review"))
    lines += [f"  ! {inert(_told(problem, words))}" for problem in export.problems]
    return lines


def _told(problem: str, words: Words) -> str:
    """In the reader's language; before a sentence may stand the name of a member of a folder or an archive."""
    said = words.phrase(problem)
    name, mark, sentence = problem.partition(": ")
    while said == problem and mark:
        said = f"{name}: {words.phrase(sentence)}"
        if said != problem:
            return said
        more, mark, sentence = sentence.partition(": ")
        name = f"{name}: {more}"
    return said
