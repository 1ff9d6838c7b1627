"""A plan as Markdown or plain text, and a question as one screen. Text from outside is made harmless by `safe`."""

import textwrap
from collections.abc import Callable, Iterator

from ereput.guide.plan import Ground, Plan, PlannedStep
from ereput.guide.tree import Kind, Node
from ereput.words import N_, Words

WIDTH, HEIGHT = 78, 24

Safe = Callable[[str], str]


def markdown(plan: Plan, words: Words, safe: Safe) -> str:
    """The whole plan; `safe` makes a line literal in Markdown."""
    return "\n".join(_markdown(plan, words, safe)) + "\n"


def plain(plan: Plan, words: Words) -> list[str]:
    """The whole plan, as lines of at most WIDTH columns."""
    lines = [*wrapped(plan.title), *wrapped(_subject(plan, words)), ""]
    for number, step in enumerate(plan.steps, 1):
        lines += wrapped(step.what, f"{number:>2}. ")
        lines += wrapped(_details(plan, step, words), "    ")
    for title, rows in _notes(plan, words):
        lines += ["", title, *(line for row in rows for line in wrapped(row, "  - "))]
    lines += ["", words.say("Grounds")]
    for place, ground in enumerate(plan.grounds, 1):
        lines += wrapped(_cited(ground, words), f"{f'[{place}]':>4} ")
    return [*lines, "", *wrapped(plan.disclaimer)]


def screen(node: Node, words: Words, number: int, suggested: str | None, *, is_settled: bool) -> list[str]:
    """A question, why it is asked, and its answers: at most HEIGHT lines, the one to type on included.

    `is_settled` is False where the reason rests on law that is still to be checked.
    """
    language = words.language
    asked = node.ask.to(language)
    why = words.say("Why we ask: {why}", why=node.why.to(language))
    if not is_settled:
        why = words.say("{why} (to be checked)", why=why)
    lines = ["", *wrapped(asked, f"{number}. "), *wrapped(why, "   "), ""]
    for place, answer in enumerate(node.answers, 1):
        mark = words.say(" (probable)") if answer.key == suggested else ""
        lines.append(f"{place:>4}  {answer.to(language)}{mark}")
    hints = {
        Kind.ONE: words.say("A number; b to go back, q to stop and resume later."),
        Kind.MANY: words.say("One or several numbers (1,3), 0 for none; b back, q stop.")
        if node.optional
        else words.say("One or several numbers (1,3); b back, q stop."),
        Kind.DATE: words.say(
            "2026-11-02, 02/11/2026, 11/2026 or 2026-11-02/2026-11-09; ? when unknown; b back, q stop."
        ),
    }
    hint = hints[node.kind]
    if suggested in {answer.key for answer in node.answers}:
        hint = words.say("{hint} Enter takes what is probable.", hint=hint)
    return [*lines, *([""] if node.answers else []), *wrapped(hint)]


def _markdown(plan: Plan, words: Words, safe: Safe) -> Iterator[str]:
    titles = [words.say(title) for title in (N_("Steps, in order"), N_("Grounds"), N_("What was answered"))]
    yield from (f"# {plan.title}", "", safe(_subject(plan, words)), "")
    yield from (f"## {titles[0]}", "")
    for number, step in enumerate(plan.steps, 1):
        yield f"{number}. {step.what}  "
        yield f"   {_details(plan, step, words)}"
    for title, rows in _notes(plan, words):
        yield from ("", f"## {title}", "", *(f"- {safe(row) if row in plan.queries else row}" for row in rows))
    yield from (
        "",
        f"## {titles[1]}",
        "",
        *(f"- [{n}] {_cited(ground, words)}" for n, ground in enumerate(plan.grounds, 1)),
    )
    if plan.answers:
        yield from ("", f"## {titles[2]}", "")
        yield from (f"- {said.question} {said.answer}" for said in plan.answers)
    yield from ("", f"*{plan.disclaimer}*")


def _subject(plan: Plan, words: Words) -> str:
    parts = [words.say("made on {day:date}", day=plan.made_on), plan.finding, plan.site, plan.url, plan.evidence]
    return " · ".join(part for part in parts if part)


def _details(plan: Plan, step: PlannedStep, words: Words) -> str:
    parts = [words.say("done on {day:date}", day=step.done_on)] if step.done_on else []
    parts.append(words.say("who: {who}", who=step.who))
    if step.limit and not step.done_on:
        said = N_("answer due: {limit}") if step.is_answer_due else N_("by when: {limit}")
        parts.append(words.say(said, limit=step.limit))
    if step.document:
        parts.append(words.say("document: {id}, {title}", id=step.document, title=step.document_title))
    if step.place:
        parts.append(step.place)
    if step.grounds:
        parts.append(words.say("grounds: {places}", places=_places(plan, step.grounds)))
    return " · ".join(parts)


def _notes(plan: Plan, words: Words) -> Iterator[tuple[str, list[str]]]:
    for title, notes in (
        (words.say("What not to do"), plan.avoid),
        (words.say("What is uncertain"), plan.uncertain),
    ):
        if notes:
            yield title, [f"{note.text} {_places(plan, note.grounds)}".rstrip() for note in notes]
    if plan.queries:
        yield words.say("Alerts to set, one each (they do not see everything)"), list(plan.queries)


def _places(plan: Plan, grounds: tuple[str, ...]) -> str:
    """[2] [5]: where facts stand among the grounds."""
    places = {ground.id: place for place, ground in enumerate(plan.grounds, 1)}
    return " ".join(f"[{places[name]}]" for name in grounds)


def _cited(ground: Ground, words: Words) -> str:
    how = words.say("{sure}, as of {day:date}", sure=ground.certainty_text, day=ground.checked_on)
    return words.say("{text} ({cite}; {how})", text=ground.text, cite=ground.cite, how=how)


def wrapped(text: str, lead: str = "") -> list[str]:
    """Lines of at most WIDTH columns, the first one led in."""
    blank = " " * len(lead)
    return textwrap.wrap(text, WIDTH, initial_indent=lead, subsequent_indent=blank, break_on_hyphens=False) or [""]
