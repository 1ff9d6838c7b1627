"""`ereput reply draft`: the advice not to reply, both positions, the doctor's choice, and a safe text. Never posted."""

import sys
from datetime import datetime
from typing import NamedTuple

import typer

from ereput.cli import output
from ereput.cli.guidance import asking, casework, filling, replied
from ereput.cli.guidance.filling import OFFENCE, OFFENCES
from ereput.cli.options import language_of_output as spoken
from ereput.cli.options import moment
from ereput.errors import UsageError
from ereput.guide.clocks import day
from ereput.guide.replies import FLAGS, Case, check
from ereput.guide.replies.drafts import ADVICE, BETTER_NONE, POSITIONS, SECOND_READER, THEMES, draft
from ereput.guide.replies.known import raised, theme
from ereput.guide.triage import triage
from ereput.history import History, KeptCase
from ereput.model import Review
from ereput.report.inert import inert
from ereput.words import LANGUAGES, N_, Words

CHOICES = {"none": N_("no public reply"), "generic": N_("a general reply, posted by hand")}
_END = N_("ereput posts nothing; this is information, not legal advice.")


class Options(NamedTuple):
    """What was typed."""

    theme: str | None
    review: str | None
    number: int | None
    choice: str | None
    now: str | None
    language: str | None
    place: replied.Place


def propose(options: Options) -> None:
    """Prints the advice, both positions, and the safe reply of a theme; the themes when nothing is named."""
    words = Words(spoken(options.language))
    if options.theme is not None and options.theme.upper() not in THEMES:
        raise UsageError(
            "--theme is one of {names}, not {name!r}", names=", ".join(THEMES), name=inert(options.theme, 40)
        )
    if options.choice not in (None, *CHOICES):
        raise UsageError("--choose is none or generic, not {name!r}", name=inert(options.choice, 40))
    if options.review or options.number is not None:
        with options.place.opened() as past:
            told = _about(options, past, words, moment(options.now))
    elif options.choice:
        raise UsageError("a choice is noted in a case: add --review ID or --case N")
    else:
        told = [*_positions(words), *_text(options.theme.upper(), words)] if options.theme else _themes(words)
    typer.echo("\n".join(told))


def _about(options: Options, past: History, words: Words, now: datetime) -> list[str]:
    """For one review: the choice, made now or before; no text where none is chosen, or none may be posted."""
    answered = replied.found(past, options.review, options.number) if options.review else None
    if answered and options.review:
        casework.say_older(past, answered.audit, options.review, words)
    kept = replied.case_of(past, options.number, answered)
    warned = _warned(kept, answered or (replied.of_case(past, kept) if kept else None), words)
    if kept and (flags := raised(kept.case)):
        raised_by = ", ".join(words.say(FLAGS[flag]) for flag in sorted(flags))
        said = words.say("No reply at all in case {number}: {flags}.", number=kept.number, flags=raised_by)
        return [*warned, *output.hung(said), "", *output.hung(words.say(_END))]
    answered = answered or (replied.of_case(past, kept) if kept else None)
    lines = [*warned, *_positions(words)]
    choice = options.choice or (None if kept and kept.case.chosen_on else _asked(lines, words))
    if choice and (kept or answered):
        kept = _chosen(past, kept, answered, choice, now)
    position = str(kept.case.answers.get("position", "")) if kept and kept.case.chosen_on else ""
    if kept and position:
        told = {"day": kept.case.chosen_on, "choice": words.say(CHOICES[position]), "number": kept.number}
        lines += output.hung(words.say("Chosen on {day:date} (case {number}): {choice}.", **told))
    if position == "none":
        return [*lines, "", *output.hung(words.say(_END))]
    wanted = options.theme.upper() if options.theme else answered and theme(answered.review, answered.opinion)
    if not wanted:
        return [*lines, words.say("What is it about? Add --theme:"), *_themes(words)]
    if not options.theme:
        said = words.say("Probable theme: {theme}, {what}.", theme=wanted, what=words.say(THEMES[wanted]))
        lines += output.hung(said)
    if not position:
        lines.append(words.say("To note your choice: --choose none or --choose generic."))
    return [*lines, *_text(wanted, words, answered.review if answered else None)]


def _warned(kept: KeptCase | None, answered: replied.Answered | None, words: Words) -> list[str]:
    """First of all, where the review may be an offence: what comes before any reply."""
    label = triage(answered.review.text, answered.review.language).label if answered else None
    said = OFFENCE if label in OFFENCES else filling.offence(kept.case) if kept else None
    return [*output.hung(words.say(said)), ""] if said else []


def _chosen(
    past: History, kept: KeptCase | None, answered: replied.Answered | None, choice: str, now: datetime
) -> KeptCase:
    if kept is None:
        assert answered is not None
        kept = replied.opened(past, answered, now)
    case = kept.case.knowing({"position": choice})
    return replied.changed(past, kept._replace(case=case), now, chosen_on=day(now))


def _asked(lines: list[str], words: Words) -> str | None:
    """The choice, where a person can be asked; no answer is no choice."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    keys = list(CHOICES)
    numbered = [f"  {place}  {words.say(CHOICES[key])}" for place, key in enumerate(keys, 1)]
    typer.echo("\n".join((*lines, *numbered)))
    lines.clear()
    typed = asking.line(words.say("Which do you choose? 1 is the advice; Enter to choose later: "))
    return keys[int(typed) - 1] if typed in ("1", "2") else None


def _positions(words: Words) -> list[str]:
    positions = [line for position in POSITIONS for line in output.hung(words.say(position), "  – ")]
    return [*output.hung(words.say(ADVICE)), *positions, ""]


def _themes(words: Words) -> list[str]:
    return [f"{name:<4} {words.say(title)}" for name, title in THEMES.items()]


def _text(name: str, words: Words, review: Review | None = None) -> list[str]:
    """The safe text of a theme, in the review's language; a word of the review may stand in it by chance."""
    spoken = review.language if review and review.language in LANGUAGES else words.language
    found = draft(name, spoken)
    if found.text is None:
        return [words.say("{theme}: there is nothing to say.", theme=name), "", *output.hung(words.say(_END))]
    lines = []
    if name in BETTER_NONE:
        lines.append(words.say("{theme}: no reply serves better than any reply.", theme=name))
    if name in SECOND_READER:
        lines += output.hung(words.say("{theme}: let a partner, the insurer or the Ordre read it first.", theme=name))
    lines.append(words.say("If you choose to reply all the same, by hand ({theme}):", theme=name))
    lines += ["", found.text, ""]
    verdict = check(found.text, review.text if review else None, Case())
    if echoed := [
        inert(word, 40) for each in verdict.breaches if each.rule.id in verdict.blocking for word in each.words
    ]:
        said = words.say(
            "The review uses these words too: put others in their place: {words}.", words=", ".join(echoed)
        )
        lines += [*output.hung(said), ""]
    return [*lines, *output.hung(words.say(_END))]
