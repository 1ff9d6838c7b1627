"""How each source ended, in words: whose silence means nothing, and why."""

import re
from collections.abc import Mapping

from ereput.errors import NOT_KEPT, NOT_RECORDED
from ereput.figures.coverage import FILES
from ereput.model import Harvest, Problem, Status
from ereput.report.inert import inert
from ereput.report.view.given import Given
from ereput.words import FIXED, N_

WORDS = {
    Status.FOUND: N_("answered"),
    Status.NOTHING: N_("answered: nothing there"),
    Status.PARTIAL: N_("answered in part"),
    Status.LIMITED: N_("we stopped early"),
    Status.NOT_CONFIGURED: N_("not set up"),
    Status.SKIPPED: N_("left out"),
    Status.DISALLOWED: N_("not allowed by robots.txt or the terms"),
    Status.REFUSED: N_("it refused"),
    Status.THROTTLED: N_("too many questions"),
    Status.UNREACHABLE: N_("out of reach"),
    Status.BROKEN: N_("answer not understood"),
}
# Where nobody was asked: out of reach, but through no fault of the source or the network.
_NOBODY_ASKED = {
    NOT_RECORDED: (N_("not in the recording"), N_("Not in the recording that is played: {names}.")),
    NOT_KEPT: (N_("not kept"), N_("Offline, and none of their answers is kept: {names}.")),
}
_OF_FILES = {Status.FOUND: N_("read through"), Status.NOTHING: N_("read through: nothing there")}

# The worst news first; what the user left off is no failure and comes last.
_SILENCES = {
    Status.REFUSED: N_("Refused to answer: {names}."),
    Status.THROTTLED: N_("Too many questions, ask again later: {names}."),
    Status.UNREACHABLE: N_("Out of reach (network or server): {names}."),
    Status.BROKEN: N_("Answer not understood, please report it: {names}."),
    Status.DISALLOWED: N_("Reading not allowed (robots.txt or terms): {names}."),
    Status.PARTIAL: N_("Answered in part: {names}."),
    Status.LIMITED: N_("Stopped early by our own limit: {names}."),
    Status.SKIPPED: N_("Left out: {names}."),
    Status.NOT_CONFIGURED: N_("Not configured, which is no failure: {names}."),
}
# Why a source was not asked, by what it says itself.
_LEFT_OUT = {
    "not asked: nothing says where the practice lies": N_("Left out for want of an address on the map: {names}."),
    "not asked: nothing led to a page that bears the name": N_("Left out for want of a page to read: {names}."),
}
_PARTICULAR = {
    Status.SKIPPED: tuple(_LEFT_OUT.values()),
    Status.UNREACHABLE: tuple(sentence for _word, sentence in _NOBODY_ASKED.values()),
}
_IN_ORDER = tuple(
    sentence for status, general in _SILENCES.items() for sentence in (*_PARTICULAR.get(status, ()), general)
)
_MARKUP = re.compile(r"<[^<>]*>|<[^<>']*(?='?$)|\\[nrt]")  # tags, cut ones too, and line ends as a quotation has them
_STATUS = re.compile(r"\b(HTTP \d{3}) [A-Z][A-Za-z' -]*$")  # its English name
_QUOTED = re.compile(r"'\s?([^']*?)\s?'$")  # as Python writes a text
_MOST_FILES = 3  # that could not be read are named


def word(harvest: Harvest) -> str:
    """How it ended, in a word or two."""
    if harvest.source == FILES and harvest.status in _OF_FILES:
        return _OF_FILES[harvest.status]
    saved = _nobody_asked(harvest)
    return saved[0] if saved else WORDS[harvest.status]


def _nobody_asked(harvest: Harvest) -> tuple[str, str] | None:
    """The words for a source that was only looked up among saved answers."""
    if harvest.status is not Status.UNREACHABLE or not harvest.problems:
        return None
    return _NOBODY_ASKED.get(harvest.problems[0].template or "")


def said(given: Given, problem: Problem) -> str:
    """Why, in the reader's language; of a page that came instead of an answer, the words and not the markup."""
    said = given.words.retold(problem.detail, problem.template, problem.values)
    if not any("<" in read for read in problem.values.values() or (problem.detail,)):
        return _STATUS.sub(r"\1", said)
    plain = re.sub(" +", " ", _MARKUP.sub(" ", said))
    return _QUOTED.sub(lambda text: given.words.quoted(text[1]) if text[1] else "", plain).strip(f" :{FIXED}")


def silences(given: Given) -> list[str]:
    """One sentence for all that ended alike, the worst news first."""
    harvests = {harvest.source: harvest for harvest in given.audit.harvests}
    by_sentence: dict[str, list[str]] = {}
    for source, status in _statuses(given).items():
        if source != FILES and status in _SILENCES:
            by_sentence.setdefault(_silence(harvests.get(source), status), []).append(given.source_name(source))
    return [
        *_unread(given),
        *(
            given.words.say(sentence, names=given.words.listed(sorted(by_sentence[sentence], key=str.casefold)))
            for sentence in _IN_ORDER
            if sentence in by_sentence
        ),
        *_offline(given),
    ]


def _silence(harvest: Harvest | None, status: Status) -> str:
    """The sentence for how a source ended; of one that was not asked, with the reason where that is known."""
    if harvest and (saved := _nobody_asked(harvest)):
        return saved[1]
    reasons = {problem.detail for problem in harvest.problems} if harvest and status is Status.SKIPPED else set()
    return next((sentence for reason, sentence in _LEFT_OUT.items() if reason in reasons), _SILENCES[status])


def _unread(given: Given) -> list[str]:
    """The files that were brought and could not be read, the first few: the reader can bring another."""
    problems = [p for harvest in given.audit.harvests if harvest.source == FILES for p in harvest.problems]
    return [
        given.words.say(
            "Your file {name}: {why}.",
            name=inert((problem.url or "").rpartition("/")[2].removeprefix("file:"), 40),
            why=inert(said(given, problem), 160),
        )
        for problem in problems[:_MOST_FILES]
    ]


def _offline(given: Given) -> list[str]:
    """Where nobody at all could be reached, it is seldom their fault."""
    saved = {harvest.source for harvest in given.audit.harvests if _nobody_asked(harvest)}
    asked = [status for source, status in given.audit.coverage.silent.items() if source not in saved]
    if given.audit.coverage.answered or Status.UNREACHABLE not in asked:
        return []
    return [given.words.say("Is this machine connected? A proxy is named by HTTPS_PROXY.")]


def _statuses(given: Given) -> Mapping[str, Status]:
    covered = given.audit.coverage
    harvested = {h.source: h.status for h in given.audit.harvests}
    return {**harvested, **covered.partial, **covered.silent}
