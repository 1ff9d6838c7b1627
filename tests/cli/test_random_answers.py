"""Whatever a file of answers holds, the guide ends with a plan or with one sentence."""

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commands import NOW
from ereput import cli
from ereput.cli.guidance.answers import answered
from ereput.errors import EreputError
from ereput.guide import layout
from ereput.guide.cases import Case
from ereput.guide.plan import plan
from ereput.guide.tree import Kind, Node, tree
from ereput.guide.walk import walk
from ereput.words import Words

TREE = tree()
TODAY = date(2026, 11, 21)
ODD = (
    "7", "-1", "1e400", "nan", "true", "''", '"?"', '"\\u001b[31m"', '"\\u202e"', "[]", "[[1]]", '["x"]', "{a = 1}",
    "2026-01-01", "9999-12-31", "0001-01-01", "2026-11-21T10:00:00Z", "10:00:00", '"9999-99-99"', f'"{"é" * 5_000}"',
    '"2026-11-09/2026-11-02"', '"2026-11"', '"31/11/2026"', "0x7fffffffffffffffffff", '"""\na\n"""',
)  # fmt: skip


def files(dice: random.Random, count: int) -> Iterator[bytes]:
    """Files of answers: one in three leads on for a while, one in five is no text at all."""
    for _ in range(count):
        kind = dice.random()
        if kind < 0.2:
            yield _noise(dice)
        elif kind < 0.55:
            yield _walked(dice)
        else:
            yield _mixed(dice)


def _noise(dice: random.Random) -> bytes:
    some = bytes(dice.randrange(256) for _ in range(dice.randrange(200)))
    return dice.choice([some, b"danger = " + some, b"[" * 5_000, b'"' + some, b"\xef\xbb\xbf" + some, b"a=1\na=2"])


def _mixed(dice: random.Random) -> bytes:
    names = [*TREE.nodes, "unknown", '"\\u001b[2J"', '"a b"']
    rows = (f"{dice.choice(names)} = {_given(dice, dice.choice(list(TREE.nodes.values())))}" for _ in range(12))
    return "\n".join(rows).encode()


def _walked(dice: random.Random) -> bytes:
    """Answers that fit, to an end, with a slip in one of four."""
    rows: dict[str, str] = {}
    answers: dict[str, object] = {}
    while isinstance(here := walk(TREE, answers).here, Node):  # type: ignore[arg-type]
        keys = [answer.key for answer in here.answers]
        given = "2026-11-02" if here.kind is Kind.DATE else dice.choice(keys)
        answers[here.id] = given if here.kind is not Kind.MANY else (given,)
        rows[here.id] = f'"{given}"' if here.kind is not Kind.MANY else f'["{given}"]'
    if dice.random() < 0.25:
        rows[dice.choice(list(rows))] = dice.choice(ODD)
    return "\n".join(f"{name} = {value}" for name, value in rows.items()).encode()


def _given(dice: random.Random, node: Node) -> str:
    keys = [f'"{answer.key}"' for answer in node.answers]
    return dice.choice([*ODD, *keys * 4, f"[{', '.join(keys)}]"])


def test_three_hundred_files_give_a_plan_or_one_sentence(tmp_path: Path) -> None:
    dice, path = random.Random(6), tmp_path / "a.toml"
    ended, said = 0, []
    for body in files(dice, 300):
        path.write_bytes(body)
        try:
            case = answered(TREE, Case(), path, TODAY)
        except EreputError as error:
            said.append(str(error))
            continue
        words = Words(dice.choice(("fr", "en")))
        assert layout.markdown(plan(TREE, case, words, TODAY), words, str)
        ended += 1

    assert ended > 50
    assert not [sentence for sentence in said if len(sentence.splitlines()) != 1]


def test_a_file_that_is_a_folder_or_too_large_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_bytes(b"#" * 200_000)

    for path in (tmp_path, tmp_path / "large.toml", tmp_path / "nowhere.toml"):
        with pytest.raises(EreputError):
            answered(TREE, Case(), path, TODAY)


@pytest.mark.soak
def test_ten_thousand_files_through_the_command_never_crash_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("EREPUT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("EREPUT_CONFIG", str(tmp_path / "ereput.toml"))
    monkeypatch.setenv("EREPUT_NO_KEYRING", "1")
    dice, path, ended = random.Random(7), tmp_path / "a.toml", 0
    for body in files(dice, 10_000):
        path.write_bytes(body)
        form = dice.choice((["--format", "json"], ["--format", "markdown"], []))

        code = cli.run(["guide", "--answers", str(path), "--now", NOW, "--lang", dice.choice(("fr", "en")), *form])

        out, err = capfdbinary.readouterr()
        assert code in (0, 2, 4), (code, body)
        assert bool(out) == (code == 0), body
        assert (code == 0) or len(err.splitlines()) == 1, (err, body)
        assert b"\x1b" not in out + err, body
        assert "\u202e" not in (out + err).decode(), body
        ended += code == 0

    assert ended > 2_000
