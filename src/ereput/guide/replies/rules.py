"""RPL-01 … RPL-26: what a public reply to a review may not say, one small function a rule.

A rule returns the words that break it. Its docstring is the sentence that users read; the words it looks for stand in
`french.toml` and `english.toml`. RPL-23 (a human approves and posts) is kept by there being no command that posts.
"""

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from ereput.guide.replies.echo import echoes
from ereput.guide.replies.names import named
from ereput.guide.replies.reply import Reply
from ereput.parsing.phones import phone
from ereput.words import N_


class Severity(StrEnum):
    """What a broken rule asks for."""

    BLOCK = "block"  # not to be posted as it is
    WARN = "warn"  # think again
    HUMAN = "human"  # only a person can tell


class Rule(NamedTuple):
    """One rule: its sentence, and the words of a reply that break it."""

    id: str
    severity: Severity
    sentence: str
    words: Callable[[Reply], Iterator[str]]


RULES: dict[str, Rule] = {}
FLAGS = {  # of a case: nothing is replied while one is up
    "threat": N_("a threat"),
    "chantage": N_("blackmail"),
    "press": N_("the press"),
    "lawsuit": N_("a lawsuit"),
}
SHORTEST, LONGEST = 200, 600  # characters of a reply that says enough and not too much
ALIKE = 90  # of 100: the same text again
COOLING_HOURS = 24
SHORT, LONG = N_("too short"), N_("too long")
NO_SECRECY, NO_CONTACT = N_("professional secrecy is not named"), N_("no invitation to talk privately")
HOT, HELD = N_("less than a day since the case was opened"), N_("a lawyer asks to wait")
UNAPPROVED = N_("no approval by the doctor on record")
NOTES = frozenset({*FLAGS.values(), SHORT, LONG, NO_SECRECY, NO_CONTACT, HOT, HELD, UNAPPROVED})  # said, not quoted
_Check = Callable[[Reply], Iterator[str]]


def _rule(id_: str, severity: Severity, sentence: str) -> Callable[[_Check], _Check]:
    def kept(check: _Check) -> _Check:
        RULES[id_] = Rule(id_, severity, sentence, check)
        return check

    return kept


def _by_words(id_: str, severity: Severity, sentence: str) -> None:
    """A rule that its patterns say whole."""
    _rule(id_, severity, sentence)(lambda reply: reply.hits(id_))


B, W, H = Severity.BLOCK, Severity.WARN, Severity.HUMAN

_by_words("RPL-01", B, N_("Never confirm that the author is or was a patient, even if they say so themselves."))
_by_words("RPL-02", B, N_("Never deny it either: a denial says who is in the practice's files."))
_by_words("RPL-03", B, N_("No health word: no illness, symptom, medicine, act, test, part of the body or result."))


@_rule("RPL-04", B, N_("Repeat nothing particular of the review: no name, date, hour, sum, place, act or companion."))
def _echo(reply: Reply) -> Iterator[str]:
    yield from echoes(reply)


@_rule("RPL-05", B, N_("No date, hour, sum, number or address of a person."))
def _figures(reply: Reply) -> Iterator[str]:
    lines = {phone(line) for line in reply.case.lines} - {None}
    for words in reply.hits("RPL-05"):
        if words.count(" ") < 14 and _is_a_line(words, reply, lines):
            continue
        yield words


def _is_a_line(words: str, reply: Reply, lines: set[str | None]) -> bool:
    """The practice's own number: the one that was given; where none was, one that is no mobile's."""
    number = phone(words)
    return number is not None and (number in lines if lines else not number.startswith(("+336", "+337")))


@_rule("RPL-06", B, N_("No name and no blame of staff, a colleague or a relative."))
def _people(reply: Reply) -> Iterator[str]:
    yield from reply.hits("RPL-06")
    yield from named(reply)


@_rule("RPL-07", B, N_("No insult, irony or accusation, no capitals, one exclamation mark at most."))
def _tone(reply: Reply) -> Iterator[str]:
    yield from reply.hits("RPL-07")
    shouted = re.findall(r"\b[A-ZÀ-ÖØ-Þ]{4,}\b", reply.text)
    letters = [c for c in reply.text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if len(shouted) > 2 or (len(letters) >= 20 and capitals > 0.4 * len(letters)):
        yield from shouted[:3]


_by_words("RPL-08", B, N_("No legal threat, and no word of a step taken."))
_by_words("RPL-09", B, N_("No admission of a fault or of liability."))
_by_words("RPL-10", B, N_("Offer nothing for a change or removal: no refund, discount, gift or appointment."))
_by_words("RPL-11", B, N_("No advertising: no superlative, comparison, result, experience, price or booking link."))
_by_words("RPL-12", B, N_("No testimonial, no other patients' words, no average mark."))
_by_words("RPL-13", B, N_("No medical advice; an emergency number may be named."))
_by_words("RPL-14", B, N_("Do not call for reviews or votes."))
_by_words("RPL-15", B, N_("Do not ask for an identity or for details in public."))


@_rule("RPL-16", W, N_("Only the practice's general line or address; no personal mobile or e-mail."))
def _contact(reply: Reply) -> Iterator[str]:
    own = {phone(line) for line in reply.case.lines} - {None}
    yield from (words for words in reply.hits("RPL-16") if phone(words) is None or phone(words) not in own)


@_rule(
    "RPL-17", W, N_("200 to 600 characters, “vous”, professional secrecy named, and an invitation to talk privately.")
)
def _shape(reply: Reply) -> Iterator[str]:
    length, folded = len(reply.text.strip()), reply.plain
    if not SHORTEST <= length <= LONGEST:
        yield SHORT if length < SHORTEST else LONG
    if not re.search(r"\b(?:secre[ct]|confidential|deontolog|ethic)\w*", folded):
        yield NO_SECRECY
    if not re.search(
        r"\b(?:secretariat|front desk|directement|contact\w*|joindre|joignable|prive|directly|privately)\b", folded
    ):
        yield NO_CONTACT
    yield from re.findall(r"\b(?:tu|toi|ton|tes)\b", folded)[:2]


_by_words("RPL-18", B, N_("Speak of the practice in general and in the present, never of what happened."))


@_rule("RPL-19", H, N_("Everything said is true: only you can tell."))
def _truth(reply: Reply) -> Iterator[str]:
    yield ""


@_rule("RPL-20", W, N_("Not the same text as one of the last replies."))
def _again(reply: Reply) -> Iterator[str]:
    for earlier in reply.case.previous:
        if ratio(reply.text, earlier) > ALIKE:
            yield earlier[:60]


@_rule("RPL-21", W, N_("Not before the cooling time is over, and not while a lawyer asks to wait."))
def _haste(reply: Reply) -> Iterator[str]:
    case = reply.case
    if case.hours is not None and case.hours < COOLING_HOURS:
        yield HOT
    if case.is_held:
        yield HELD


_by_words("RPL-22", B, N_("No remark on origin, religion, sex, disability or state of mind."))


@_rule("RPL-24", B, N_("No reply at all while there is a threat, blackmail, the press or a lawsuit."))
def _flagged(reply: Reply) -> Iterator[str]:
    yield from (said for flag, said in FLAGS.items() if flag in reply.case.flags)


@_rule("RPL-25", W, N_("A draft by an agency has no doctor's voice, and the doctor's approval is on record."))
def _agency(reply: Reply) -> Iterator[str]:
    if reply.case.is_agency:
        yield from reply.hits("RPL-25")
        if not reply.case.is_approved:
            yield UNAPPROVED


_by_words("RPL-26", W, N_("Being sorry for a feeling is fine; being sorry for a delay they had confirms the visit."))
