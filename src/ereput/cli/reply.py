"""`ereput reply`: the rules RPL-01 … RPL-26 on a reply, and safe drafts. Nothing is ever posted."""

import json
import sys
from pathlib import Path

import typer

from ereput import card as cards
from ereput.cli import EXIT_ATTENTION
from ereput.cli.audit import language as spoken
from ereput.errors import StoreError, UsageError
from ereput.guide.replies import FLAGS, Breach, Case, Severity, Verdict
from ereput.guide.replies import check as judged
from ereput.guide.replies.drafts import ADVICE, BETTER_NONE, POSITIONS, SECOND_READER, THEMES, draft
from ereput.report.inert import inert, json_inert
from ereput.words import N_, Words

MOST_BYTES = 1_000_000  # of a file that is read
_SEVERITIES = {Severity.BLOCK: N_("blocks"), Severity.WARN: N_("warns"), Severity.HUMAN: N_("for you to say")}


def check(
    path: Path,
    review: Path | None,
    flags: tuple[str, ...],
    card: Path | None,
    *,
    as_json: bool,
    strict: bool,
    language: str | None,
) -> int:
    """Prints which rules a reply breaks and by which words; the exit code says so with --strict."""
    words = Words(spoken(language))
    for flag in flags:
        if flag not in FLAGS:
            raise UsageError("--flag is one of {names}, not {name!r}", names=", ".join(FLAGS), name=flag)
    verdict = judged(_read(path), _read(review) if review else None, _case(flags, card))
    typer.echo(_as_json(verdict) if as_json else "\n".join(_said(verdict, words)))
    return EXIT_ATTENTION if strict and verdict.is_blocked else 0


def _case(flags: tuple[str, ...], card: Path | None) -> Case:
    if card is None:
        return Case(flags=frozenset(flags))
    who = cards.practitioner(cards.read(card))
    return Case(flags=frozenset(flags), lines=who.phones, names=(who.name,))


def _read(path: Path) -> str:
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MOST_BYTES).decode("utf-8", "replace")
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=path, reason=error.strerror) from None


def _as_json(verdict: Verdict) -> str:
    rows = [
        {"id": b.rule.id, "severity": b.rule.severity.value, "sentence": b.rule.sentence, "words": b.words}
        for b in verdict.breaches
    ]
    return json_inert(json.dumps({"blocked": verdict.is_blocked, "rules": rows}, ensure_ascii=False))


def _said(verdict: Verdict, words: Words) -> list[str]:
    blocking = len(verdict.blocking)
    if blocking:
        head = words.plural(
            "Not to be posted as it is: {count} rule is broken.",
            "Not to be posted as it is: {count} rules are broken.",
            blocking,
        )
    else:
        head = words.say("No rule blocks this reply.")
    lines = [head, ""]
    for breach in sorted(verdict.breaches, key=lambda b: list(Severity).index(b.rule.severity)):
        lines += _breach(breach, words)
    return [*lines, "", words.say(ADVICE), words.say("ereput posts nothing; this is information, not legal advice.")]


def _breach(breach: Breach, words: Words) -> list[str]:
    how = words.say(_SEVERITIES[breach.rule.severity])
    lines = [f"{breach.rule.id}  {how} – {words.say(breach.rule.sentence)}"]
    if shown := [inert(word, 80) for word in breach.words if word]:
        lines.append(
            f"        « {' » · « '.join(shown)} »" if words.language == "fr" else f"        {', '.join(shown)}"
        )
    return lines


def propose(theme: str | None, language: str | None) -> None:
    """Prints the advice, both positions, and the safe reply of a theme; the themes when none is named."""
    words = Words(spoken(language))
    if theme is None:
        typer.echo("\n".join(f"{name:<4} {words.say(title)}" for name, title in THEMES.items()))
        return
    if theme.upper() not in THEMES:
        raise UsageError("--theme is one of {names}, not {name!r}", names=", ".join(THEMES), name=theme)
    typer.echo("\n".join(_proposed(theme.upper(), words)))


def _proposed(theme: str, words: Words) -> list[str]:
    found = draft(theme, words.language)
    lines = [words.say(ADVICE), *(f"  – {words.say(position)}" for position in POSITIONS), ""]
    if found.text is None:
        return [*lines, words.say("{theme}: there is nothing to say.", theme=theme)]
    if theme in BETTER_NONE:
        lines.append(words.say("{theme}: no reply serves better than any reply.", theme=theme))
    if theme in SECOND_READER:
        lines.append(words.say("{theme}: let a partner, the insurer or the Ordre read it first.", theme=theme))
    lines.append(words.say("If you choose to reply all the same, by hand ({theme}):", theme=theme))
    return [*lines, "", found.text, "", words.say("ereput posts nothing; this is information, not legal advice.")]
