"""One digest for one run: a subject, and a line for each thing, the nearest last day first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from ereput.checks import sentence
from ereput.model import Finding
from ereput.parsing.phones import as_dialled
from ereput.report.inert import inert, pseudonymised, web_address
from ereput.watch.notice import Notice
from ereput.words import N_, Words

SENTENCES = {
    "review": N_("New review of {stars:.0}★ on {place}."),
    "words": N_("New review on {place}, probably negative."),
    "listing": N_("New listing on {place}."),
    "phone": N_("The telephone on {place} changed: {before} → {after}."),
    "address": N_("The address on {place} changed: {before} → {after}."),
    "silent": N_("{source} gave nothing that can be used for two audits ({status})."),
    "files": N_(
        "Your file read on {day:date} was not brought again (--import): its reviews are not compared, and the last days"
        " known from it go on."
    ),
    "case": N_("A step of case {number} of the guide nears its last day."),
}
LONGEST = 400  # characters of a review that is told


class Digest(NamedTuple):
    """What is sent."""

    subject: str
    body: str


def digest(
    name: str, notices: Sequence[Notice], words: Words, titles: Mapping[str, str], statuses: Mapping[str, str]
) -> Digest:
    """The digest of what deserves to be told; `statuses` are what a source's silence is called."""
    notices = _once(notices)
    subject = words.plural(
        "ereput: {name}: {count:n} thing to look at",
        "ereput: {name}: {count:n} things to look at",
        len(notices),
        name=inert(name, 80),
    )
    ordered = sorted(notices, key=lambda notice: notice.deadline or date.max)
    lines = [line for notice in ordered for line in _lines(notice, words, titles, statuses)]
    closing = words.say("ereput history compare shows all that changed; ereput guide says what can be done.")
    return Digest(subject, "\n".join([*lines, "", closing]) + "\n")


def _once(notices: Sequence[Notice]) -> list[Notice]:
    """Of the notices of one finding the most pressing, with the text that any of them tells."""
    chosen: dict[str, Notice] = {}
    for one in sorted(notices, key=_pressing):
        known = one.finding.id if one.finding else one.id
        first = chosen.setdefault(known, one)
        chosen[known] = msgspec.structs.replace(first, text=first.text or one.text)
    return list(chosen.values())


def _pressing(notice: Notice) -> int:
    """Over, then near its last day, then new."""
    return next((place for place, kind in enumerate(("over:", "deadline:")) if notice.id.startswith(kind)), 2)


def _lines(notice: Notice, words: Words, titles: Mapping[str, str], statuses: Mapping[str, str]) -> Iterator[str]:
    yield f"- {_said(notice, words, titles, statuses)}"
    if notice.deadline and not _tells_its_deadline(notice.finding):
        yield "  " + words.say("Last day: {day:date}.", day=notice.deadline)
    if notice.text:
        yield "  " + words.quoted(inert(pseudonymised(notice.text), LONGEST))
    if address := web_address(notice.url):
        yield f"  {address}"


def _tells_its_deadline(finding: Finding | None) -> bool:
    return finding is not None and "clock" in finding.values


def _said(notice: Notice, words: Words, titles: Mapping[str, str], statuses: Mapping[str, str]) -> str:
    if notice.finding:
        return inert(sentence(notice.finding, words, titles), 600)
    values = {name: inert(value, 120) if isinstance(value, str) else value for name, value in notice.values.items()}
    if "status" in values:
        values["status"] = words.say(statuses.get(str(values["status"]), str(values["status"])))
    for name in ("before", "after"):
        if name in values:
            values[name] = as_dialled(str(values[name] or "–"))
    return words.say(SENTENCES[notice.kind], **values)
