"""The guide in a real terminal: each situation to its end in both languages, ended at every question, and resumed."""

import json
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pexpect
import pytest

from commands import NOW, Ereput
from ereput.guide.cases import SITUATIONS
from ereput.guide.layout import HEIGHT
from ereput.guide.tree import Kind, Node, tree
from ereput.guide.walk import Given, walk

TREE = tree()
PROMPT = "> "
MORE = r"pour continuer|to go on"
LAST = r"pas un conseil juridique|not legal advice"


class Way(NamedTuple):
    """Questions to an end, and what a person types at each."""

    questions: tuple[str, ...]
    typed: tuple[str, ...]


def way(situation: str, choice: int | random.Random) -> Way:
    """One way through a situation; `choice` says which answers are taken."""
    answers: dict[str, Given] = {}
    typed = []
    while isinstance(here := walk(TREE, answers).here, Node):
        given, keys = _answer(here, situation, choice)
        answers[here.id] = given
        typed.append(keys)
    return Way(tuple(answers), tuple(typed))


def _answer(node: Node, situation: str, choice: int | random.Random) -> tuple[Given, str]:
    if node.kind is Kind.DATE:
        return "2026-11-02", "2026-11-02"
    keys = [answer.key for answer in node.answers]
    place = choice % len(keys) if isinstance(choice, int) else choice.randrange(len(keys))
    if node.id == "situation":
        place = keys.index(situation)
    if node.id == "danger" or (node.id == "answered" and keys[place] == "silence"):
        place = 0  # nobody is in danger; no month is over since that day
    return (keys[place] if node.kind is Kind.ONE else (keys[place],)), str(place + 1)


def covering() -> dict[str, Way]:
    """A few ways that together begin with every situation and ask every question; as far as they were found."""
    dice = random.Random(6)
    ways = [(situation, way(situation, dice)) for situation in SITUATIONS for _ in range(60)]
    left, found = {*SITUATIONS, *TREE.nodes}, dict[str, Way]()
    for _ in ways:
        situation, path = max(ways, key=lambda each: len(left & {each[0], *each[1].questions}))
        if left & {situation, *path.questions}:
            left -= {situation, *path.questions}
            found[f"{len(found) + 1}-{situation}"] = path
    return found


COVERING = covering()


def terminal(environment: dict[str, str], tmp_path: Path, *words: str) -> "pexpect.spawn[str]":
    return pexpect.spawn(
        sys.executable, ["-m", "ereput", "guide", *words, "--now", NOW],
        env={**environment, "TERM": "xterm"},  # type: ignore[arg-type]
        cwd=str(tmp_path), dimensions=(HEIGHT, 80), encoding="utf-8", timeout=60,
    )  # fmt: skip


def kept(ereput: Ereput) -> list[dict[str, object]]:
    return [json.loads(line) for line in ereput("guide", "cases", "--format", "json").stdout.decode().splitlines()]


def screens(asked: "pexpect.spawn[str]", typed: tuple[str, ...]) -> Iterator[str]:
    """Types the answers, and the pages of the plan through; what stood on the screen before each prompt."""
    for answer in typed:
        asked.expect(PROMPT)
        yield asked.before or ""
        asked.sendline(answer)
    while asked.expect([MORE, pexpect.EOF]) == 0:
        yield asked.before or ""
        asked.sendline("")
    yield asked.before or ""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_screen_of_a_walk_fits_and_says_why_it_asks(
    environment: dict[str, str], tmp_path: Path, situation: str, language: str
) -> None:
    path = way(situation, len(language + situation))
    asked = terminal(environment, tmp_path, "--lang", language)

    shown = list(screens(asked, path.typed))

    why = "Pourquoi" if language == "fr" else "Why we ask"
    for screen in shown[: len(path.typed)]:
        assert why in screen
    for screen in shown[:-1]:
        lines = screen.replace("\r", "").split("\n")
        assert len(lines) <= HEIGHT, screen
        assert max(map(len, lines)) <= 80, screen
    assert re.search(LAST, "".join(shown))


def test_an_unfinished_case_is_offered_again(environment: dict[str, str], tmp_path: Path, ereput: Ereput) -> None:
    asked = terminal(environment, tmp_path)
    asked.expect(PROMPT)
    asked.sendline(way("watch", 0).typed[0])
    asked.expect(r"\b2\. .*> ")
    asked.kill(signal.SIGKILL)
    asked.expect(pexpect.EOF)
    asked.close(force=True)

    again = terminal(environment, tmp_path)
    again.expect(r"dossier 1|case 1|Case 1|1 n'est pas|Dossier")
    again.sendline("o")
    again.expect(r"\b2\. ")
    again.sendintr()
    again.expect(pexpect.EOF)
    again.close()

    assert again.exitstatus == 130
    assert len(kept(ereput)) == 1


def ended_at_every_question(environment: dict[str, str], tmp_path: Path, path: Way, wound: signal.Signals) -> None:
    """Each question is shown, ended there, shown again, answered, and ended as the next one stands."""
    for place, typed in enumerate(path.typed):
        for is_answered in (False, True):
            asked = terminal(environment, tmp_path, *(["--case", "1"] if place else []))
            asked.expect(rf"\b{place + 1}\. ")
            asked.expect(PROMPT)
            if is_answered:
                asked.sendline(typed)
                asked.expect(rf"\b{place + 2}\. .*> " if place + 1 < len(path.typed) else MORE)
            asked.kill(wound)
            asked.expect(pexpect.EOF)
            asked.close(force=True)
            assert (asked.exitstatus, asked.signalstatus) in ((130, None), (None, signal.SIGKILL))


def test_the_ways_that_are_interrupted_ask_every_question() -> None:
    assert {name for path in COVERING.values() for name in path.questions} == set(TREE.nodes)
    assert {name.partition("-")[2] for name in COVERING} == set(SITUATIONS)


@pytest.mark.soak
@pytest.mark.parametrize("wound", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", COVERING)
def test_no_answer_is_lost_at_any_question(
    environment: dict[str, str], tmp_path: Path, ereput: Ereput, name: str, wound: signal.Signals
) -> None:
    path = COVERING[name]

    ended_at_every_question(environment, tmp_path, path, wound)

    [row] = kept(ereput)
    assert (row["is_finished"], row["situation"]) == (True, name.partition("-")[2])


@pytest.mark.soak
def test_an_end_at_any_moment_loses_the_last_answer_at_most(
    environment: dict[str, str], tmp_path: Path, ereput: Ereput
) -> None:
    """Ended within milliseconds of the key, until the end: the case is whole each time, and goes on where it stood."""
    path, dice = way("review", 1), random.Random(6)
    last = ended = 0
    while not (rows := kept(ereput)) or not rows[0]["is_finished"]:
        asked = terminal(environment, tmp_path, *(["--case", str(rows[0]["number"])] if rows else []))
        asked.expect(PROMPT)
        shown = int(re.findall(r"\b(\d+)\. ", asked.before or "")[0])
        assert shown in (last, last + 1)
        asked.sendline(path.typed[shown - 1])
        if shown == last:  # the first end of each question comes at once
            time.sleep(dice.random() * 0.006)
        asked.kill(signal.SIGKILL)
        asked.expect(pexpect.EOF)
        asked.close(force=True)
        last, ended = shown, ended + 1
        if ended > 300:
            break

    assert [row["is_finished"] for row in rows] == [True]
    assert ended > len(path.typed)  # some ends came before the answer was kept
