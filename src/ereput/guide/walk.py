"""The engine that walks the tree: from the answers given, to the next question or to an outcome. Pure."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ereput.guide.clocks import Clock, clock, last_day
from ereput.guide.tree import Answer, Kind, Node, Outcome, Step, Tree
from ereput.model import Interval

Given = str | tuple[str, ...]
Answers = Mapping[str, Given]

ROOT = "danger"
UNKNOWN = "?"
SOON = 30  # days before the last one, from which on there is no time left to wait
LONGEST = 60  # characters of an answer that are read


class Walk(NamedTuple):
    """Where the answers lead."""

    passed: tuple[Node, ...]  # the questions answered, in order
    here: Node | Outcome
    flags: frozenset[str]
    brought: tuple[str, ...]  # steps that answers brought


def walk(tree: Tree, answers: Answers) -> Walk:
    """Follows the answers from the first question, as far as they go; an answer that does not fit is none."""
    passed: list[Node] = []
    flags: set[str] = set()
    brought: list[str] = []
    here: Node | Outcome = tree.nodes[ROOT]
    while isinstance(here, Node):
        given = accepted(here, answers.get(here.id))
        if given is None:
            break
        chosen = _chosen(here, given)
        for answer in chosen:
            flags.update(answer.set)
            brought.extend(answer.do)
        passed.append(here)
        here = _led(tree, here, chosen, flags)
    return Walk(tuple(passed), here, frozenset(flags), tuple(brought))


def accepted(node: Node, given: object) -> Given | None:
    """An answer as the walk keeps it; None where it answers nothing.

    One key for one answer, several keys in the node's order for many; days as `2026-11-02`, `2026-11-02/2026-11-09`
    or `?`, from those, from 02/11/2026, and from a month (2026-11 or 11/2026).
    """
    if node.kind is Kind.DATE:
        return _days(given)
    keys = [answer.key for answer in node.answers]
    if node.kind is Kind.ONE:
        return given if isinstance(given, str) and given in keys else None
    wanted = [given] if isinstance(given, str) else given
    if not isinstance(wanted, list | tuple) or not all(isinstance(key, str) and key in keys for key in wanted):
        return None
    return tuple(key for key in keys if key in wanted) if wanted or node.optional else None


def interval(given: Given | None) -> Interval:
    """The days of an answer that `accepted` gave."""
    if not isinstance(given, str) or given == UNKNOWN:
        return Interval()
    first, _, last = given.partition("/")
    return Interval(earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first))


def steps(tree: Tree, way: Walk, answers: Answers, today: date) -> dict[str, Step]:
    """The steps of a finished walk by id, in the tree's order; {} before the end, save what answers brought."""
    flags = way.flags | _pressing(way, answers, today)
    wanted = {*way.brought, *(way.here.do if isinstance(way.here, Outcome) else ())}
    return {
        name: step
        for name, step in tree.steps.items()
        if name in wanted and flags.isdisjoint(step.unless) and (not step.when or not flags.isdisjoint(step.when))
    }


def _led(tree: Tree, node: Node, chosen: Sequence[Answer], flags: set[str]) -> Node | Outcome:
    named = next((answer.next for answer in chosen if answer.next), None)
    to = named or next(turn.to for turn in node.turns if turn.when is None or turn.when in flags)
    return tree.nodes[to] if to in tree.nodes else tree.outcomes[to]


def _chosen(node: Node, given: Given) -> list[Answer]:
    keys = (given,) if isinstance(given, str) else given
    return [answer for answer in node.answers if answer.key in keys]


def _pressing(way: Walk, answers: Answers, today: date) -> set[str]:
    """How the press law's clock stands, where publication was asked about; hate has a longer one beside it."""
    node = next((node for node in way.passed if node.id == "published"), None)
    if node is None:
        return set()
    kinds = ("press", "press_discriminatory") if "hate" in way.flags else ("press",)
    published = interval(accepted(node, answers.get(node.id)))
    stands = {kind: clock(kind, published, today) for kind in kinds}
    if set(stands.values()) == {Clock.OVER}:
        return {"press_over"}
    if not set(stands.values()) <= {Clock.OPEN, Clock.OVER}:
        return {"press_unknown"}
    lasts = [last_day(kind, published.earliest) for kind, each in stands.items() if each is Clock.OPEN]
    return {"press_soon"} if any(last and (last - today).days <= SOON for last in lasts) else set()


def _days(given: object) -> str | None:
    if isinstance(given, date):
        given = given.isoformat()[:10]
    if not isinstance(given, str) or len(given) > LONGEST:
        return None
    text = given.strip()
    if text.lower() in (UNKNOWN, "unknown", "inconnu", "inconnue"):
        return UNKNOWN
    if found := re.fullmatch(r"(\d{4}-\d\d-\d\d)\s*/\s*(\d{4}-\d\d-\d\d)", text, re.ASCII):
        first, last = _day(found[1]), _day(found[2])
        return f"{first}/{last}" if first and last and first <= last else None
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text, re.ASCII):
        text = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}"
    elif found := re.fullmatch(r"(\d{1,2})/(\d{4})", text, re.ASCII):
        text = f"{found[2]}-{found[1]:0>2}"
    if found := re.fullmatch(r"(\d{4})-(\d\d)", text, re.ASCII):
        if not (first := _day(f"{text}-01")):
            return None
        return f"{first}/{text}-{monthrange(int(found[1]), int(found[2]))[1]}"
    return _day(text)


def _day(text: str) -> str | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None
