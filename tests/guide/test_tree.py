"""Every path of the tree, and every word of it."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from ereput.guide import layout
from ereput.guide.cases import Case
from ereput.guide.clocks import MONTHS
from ereput.guide.plan import CERTAINTIES, WHO, plan
from ereput.guide.tree import Kind, Node, Outcome, tree
from ereput.guide.walk import Answers, Given, steps, walk
from ereput.words import LANGUAGES, Words

TREE = tree()
TODAY = date(2026, 11, 21)
LAW = re.compile(
    r"\bart(?:icle|\.)|\bRGPD|\bGDPR|\bDSA\b|\bLCEN|\bCNIL|\bdélit|\boffence|\bprescri|trois mois|three.month"
    r"|\bsecre[ct]|\bun mois|\bone month|\bdiffamation|\bdefamation|\binjure|\bplainte|\bcomplaint",
    re.IGNORECASE,
)


def answers_to(node: Node) -> list[Given]:
    """Every single answer, all together and none; days long over, doubtful, nearly over, open and unknown."""
    if node.kind is Kind.DATE:
        return ["2020-01-01", "2026-08-01/2026-11-01", "2026-08-25", "2026-11-02", "?"]
    keys = [answer.key for answer in node.answers]
    if node.kind is Kind.ONE:
        return list(keys)
    return [*((key,) for key in keys), tuple(keys), *([()] if node.optional else [])]


def ends() -> Iterator[tuple[Answers, Outcome]]:
    """A walk to each end, for every state that a question can be reached in: every path, by induction."""
    seen: set[object] = set()
    waiting: list[dict[str, Given]] = [{}]
    while waiting:
        answers = waiting.pop()
        way = walk(TREE, answers)
        state = (way.here.id, way.flags & FLAGS)
        if state in seen:
            continue
        seen.add(state)
        if isinstance(way.here, Outcome):
            yield answers, way.here
        else:
            waiting += [{**answers, way.here.id: given} for given in answers_to(way.here)]


TURNS = {turn.when for node in TREE.nodes.values() for turn in node.turns if turn.when}
STEPS = {flag for step in TREE.steps.values() for flag in (*step.when, *step.unless)}
CONDITIONS = frozenset(TURNS | STEPS)
FLAGS = frozenset(TURNS | {"rated", "aim_removal", "publisher"})  # by which walks are told apart
ENDS = list(ends())


def test_every_path_ends_at_an_outcome_with_a_step() -> None:
    for answers, _ in ENDS:
        assert steps(TREE, walk(TREE, answers), answers, TODAY), answers


def test_no_question_and_no_outcome_is_an_orphan() -> None:
    asked = {node.id for answers, _ in ENDS for node in walk(TREE, answers).passed}

    assert asked == set(TREE.nodes)
    assert {outcome.id for _, outcome in ENDS} == set(TREE.outcomes)


def test_every_step_caution_and_fact_is_used() -> None:
    used = {name for outcome in TREE.outcomes.values() for name in outcome.do}
    used |= {name for node in TREE.nodes.values() for answer in node.answers for name in answer.do}
    rows = [*TREE.steps.values(), *TREE.nodes.values(), *TREE.avoid.values(), *TREE.unsure.values()]

    assert used == set(TREE.steps)
    assert {name for step in TREE.steps.values() for name in step.avoid} == set(TREE.avoid)
    assert {name for step in TREE.steps.values() for name in step.unsure} == set(TREE.unsure)
    assert {name for row in rows for name in row.facts} == set(TREE.facts)


def test_every_reference_leads_somewhere() -> None:
    for node in TREE.nodes.values():
        to = [turn.to for turn in node.turns] + [answer.next for answer in node.answers if answer.next]
        assert to
        assert set(to) <= {*TREE.nodes, *TREE.outcomes}, node.id
        assert node.turns == () or node.turns[-1].when is None, node.id
        assert all(answer.next or node.turns for answer in node.answers), node.id
        assert {name for answer in node.answers for name in answer.do} <= set(TREE.steps), node.id
    for outcome in TREE.outcomes.values():
        assert outcome.do
        assert set(outcome.do) <= set(TREE.steps), outcome.id
    for name, step in TREE.steps.items():
        assert step.who in WHO, name
        assert step.document is None or step.document in TREE.documents, name
        assert step.clock is None or (step.clock.kind in MONTHS and step.clock.start in TREE.nodes), name


def test_every_condition_can_hold() -> None:
    set_ = {flag for node in TREE.nodes.values() for answer in node.answers for flag in answer.set}

    assert set_ | {"press_over", "press_unknown", "press_soon"} >= CONDITIONS


def test_every_statement_of_law_points_at_a_fact() -> None:
    for name, row in {**TREE.steps, **TREE.avoid, **TREE.unsure}.items():
        assert row.facts or not (LAW.search(row.fr) or LAW.search(row.en)), name
    for node in TREE.nodes.values():
        assert node.facts or not LAW.search(f"{node.why.fr} {node.why.en}"), node.id


def test_every_fact_has_a_certainty_a_citation_and_a_day() -> None:
    for name, fact in TREE.facts.items():
        assert fact.certainty in CERTAINTIES, name
        assert fact.cite, name
        assert date(2026, 11, 21) <= fact.checked_on, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_settled_is_never_shown_as_settled(language: str) -> None:
    words = Words(language)
    said = "à vérifier" if language == "fr" else "to be checked"
    for answers, _ in ENDS[::50]:
        told = plan(TREE, Case(answers=answers), words, TODAY)
        page = layout.markdown(told, words, str).splitlines()
        for ground in told.grounds:
            line = next(line for line in page if re.match(r"- \[\d+\] ", line) and ground.text in line)
            assert (said in line) == (ground.certainty in "KX"), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_prints_the_grounds_that_it_cites_and_no_others(language: str) -> None:
    words = Words(language)
    for answers, _ in ENDS[::20]:
        told = plan(TREE, Case(answers=answers), words, TODAY)
        above, _, grounds = layout.markdown(told, words, str).partition(words.say("Grounds"))
        cited = set(re.findall(r"\[(\d+)\]", above))

        assert cited == set(re.findall(r"^- \[(\d+)\]", grounds, re.MULTILINE)), answers
        assert cited == {str(place) for place, _ in enumerate(told.grounds, 1)}


def test_english_grounds_are_in_english() -> None:
    french = re.compile(r"\b(du|des|les|dans|selon|avis|loi|décret|et)\b|[«»]| ;", re.IGNORECASE)
    for name, fact in TREE.facts.items():
        assert not french.search(fact.to("en")), name
        assert not french.search(fact.cite.to("en")), name


def test_french_texts_have_french_spaces() -> None:
    plain = re.compile(r" [;:!?»](?:\s|$)|« ")
    rows = [*TREE.steps.values(), *TREE.avoid.values(), *TREE.unsure.values(), *TREE.facts.values()]
    texts = [row.to("fr") for row in rows] + [fact.cite.to("fr") for fact in TREE.facts.values()]
    for node in TREE.nodes.values():
        texts += [node.ask.to("fr"), node.why.to("fr"), *(answer.to("fr") for answer in node.answers)]

    assert not [text for text in texts if plain.search(text)]


def test_a_reason_that_is_not_settled_is_shown_as_to_be_checked() -> None:
    node = TREE.nodes["publisher"]

    shown = " ".join(layout.screen(node, Words("en"), 1, None, is_settled=False))

    assert "(to be checked)" in shown
    assert "(to be checked)" not in " ".join(layout.screen(node, Words("en"), 1, None, is_settled=True))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("node", TREE.nodes.values(), ids=lambda node: node.id)
def test_a_question_fits_a_small_terminal(node: Node, language: str) -> None:
    suggested = next((answer.key for answer in node.answers), None)
    lines = layout.screen(node, Words(language), 99, suggested, is_settled=False)

    assert len(lines) + 1 <= 24
    assert max(map(len, lines)) <= 80


def test_every_plan_ends_with_what_it_is_not() -> None:
    for answers, _ in ENDS[::200]:
        for language, said in (("fr", "pas un conseil juridique"), ("en", "not legal advice")):
            words = Words(language)
            told = plan(TREE, Case(answers=answers), words, TODAY)

            assert said in layout.markdown(told, words, str).splitlines()[-1]
            assert said in " ".join(layout.plain(told, words)[-2:])
            assert max(map(len, layout.plain(told, words))) <= 80
