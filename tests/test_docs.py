"""The papers: what is generated is fresh, links lead somewhere, and examples do what they say.

The lines of a `console` block that begin with `$ ereput` are run in a folder of the page's own, with `takeout` and
`page.html` in it and `fixtures` as in the sources, on the invented web of Lyon in place of the network; after
`ereput init` the card is corrected, as its owner would. `[exit N]` is the exit code when it is not 0.
"""

import os
import re
import runpy
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
import typer

from commands import NOW, TAKEOUT, WEB
from ereput.cli import app
from ereput.registry import source_classes
from ereput.settings import Settings
from places import ROOT

SCRIPT = runpy.run_path(str(ROOT / "scripts" / "docs"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "fixtures" / "README.md"]
COMMANDS = list(SCRIPT["commands"]())
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


class Example(NamedTuple):
    """A command, what stands below it, and how it ends."""

    command: str
    printed: str
    code: int


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, *languages: str) -> list[str]:
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text(page), re.DOTALL | re.MULTILINE)
    return [body for language, body in fenced if language in languages]


def examples(page: Path) -> Iterator[Example]:
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, below = part.partition("\n")
            code = re.search(r"^\[exit (\d+)\]$", below, re.MULTILINE)
            printed = below.replace(code[0], "") if code else below
            yield Example(command, printed.strip(), int(code[1]) if code else 0)


def options_of(words: tuple[str, ...]) -> set[str]:
    command = typer.main.get_command(app)
    for word in words:
        command = command.commands[word]  # type: ignore[attr-defined]
    return {opt for param in command.params for opt in (*param.opts, *param.secondary_opts) if opt.startswith("-")} | {
        "--help"
    }


# ---------------------------------------------------------------- what is generated


@pytest.mark.parametrize("name", SCRIPT["FILES"])
def test_what_is_generated_is_fresh(name: str) -> None:
    assert text(ROOT / name) == SCRIPT["FILES"][name](), "run: scripts/docs"


def test_a_stale_part_of_the_readme_is_noticed() -> None:
    stale = re.sub(r"(<!-- begin: sources -->\n).*?(<!-- end)", r"\1old\n\2", text(ROOT / "README.md"), flags=re.DOTALL)

    assert SCRIPT["readme"](stale) == text(ROOT / "README.md") != stale


def test_the_first_screen_shows_what_the_demo_prints() -> None:
    shown = blocks(ROOT / "README.md", "text")[0].splitlines()

    assert "Vaubrun" in shown[0]
    assert len(shown) <= 45
    assert max(map(len, shown)) <= 100


def test_every_command_and_option_is_documented() -> None:
    for words in COMMANDS:
        heading = f"## {' '.join(('ereput', *words))}\n"
        section = text(ROOT / "docs" / "commands.md").partition(heading)[2].partition("\n## ")[0]

        assert {option for option in options_of(words) if option not in section} == set(), heading


def test_every_source_stands_in_the_readme_and_in_the_page_of_sources() -> None:
    ours = [name for name, cls in source_classes().items() if cls.__module__.startswith("ereput.sources.")]

    for name in ours:
        assert f"| `{name}` |" in text(ROOT / "README.md")
        assert f"(`{name}`)\n" in text(ROOT / "docs" / "sources.md")


# ---------------------------------------------------------------- what is written


@each_page
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`]*`", "", text(page), flags=re.DOTALL)):
        path, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        led_to = (page.parent / path).resolve() if path else page

        assert led_to.exists(), target
        assert not heading or heading in headings(led_to), target


def headings(page: Path) -> set[str]:
    named = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in named}


@each_page
def test_every_toml_example_is_toml(page: Path) -> None:
    for block in blocks(page, "toml"):
        table = tomllib.loads(block)

        if {"fetch", "sources", "language"} & set(table):
            msgspec.convert(table, Settings)


@each_page
def test_every_command_spoken_of_exists_with_its_options(page: Path) -> None:
    if page.name == "commands.md":
        return
    spoken = re.findall(r"`(ereput [^`]+)`", re.sub(r"```.*?```", "", text(page), flags=re.DOTALL))
    spoken += [line for block in blocks(page, "sh") for line in block.splitlines() if line.startswith("ereput ")]
    spoken += [example.command for example in examples(page)]
    for command in spoken:
        words = re.split(r"[|>#;]", command)[0].split()[1:]
        known = max((each for each in COMMANDS if tuple(words[: len(each)]) == each), key=len)

        assert known or words[0].startswith("-"), command
        assert {word for word in words if re.match(r"--?[a-z]", word)} <= options_of(known), command


def test_no_page_names_a_folder_of_somebodys_machine() -> None:
    assert [page.name for page in PAGES if re.search(r"(?:^|[\s`(\"])/(?:work|root|Users|tmp)/", text(page))] == []


# ---------------------------------------------------------------- examples are run


@pytest.mark.parametrize(
    "page", [page for page in PAGES if list(examples(page))], ids=lambda page: str(page.relative_to(ROOT))
)
def test_examples_do_what_they_say(page: Path, tmp_path: Path) -> None:
    folder, environment = folder_for_examples(tmp_path)
    for example in examples(page):
        ran = subprocess.run(
            ["/bin/sh", "-c", example.command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=60,
            check=False,
        )
        said = ran.stdout.decode().strip()
        if example.command.startswith("ereput init"):
            shutil.copy(WEB / "card.toml", folder / "me.toml")  # as its owner corrected it

        assert ran.returncode == example.code, f"{example.command}\n{said}"
        assert example.printed in ("", said), example.command


def test_there_are_examples() -> None:
    assert sum(len(list(examples(page))) for page in PAGES) >= 8


def folder_for_examples(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A folder with something to bring, and an `ereput` that plays saved answers."""
    folder, programs = tmp_path / "here", tmp_path / "programs"
    folder.mkdir()
    programs.mkdir()
    shutil.copytree(TAKEOUT[1], folder / "takeout")
    shutil.copy(WEB / "pages" / "directory.html", folder / "page.html")
    (folder / "fixtures").symlink_to(WEB.parents[1])
    program = programs / "ereput"
    program.write_text(
        "#!/bin/sh\n"
        f"case $1 in audit) set -- \"$@\" --replay '{WEB}' --now {NOW};; "
        f"init|sources) set -- \"$@\" --replay '{WEB}';; esac\n"
        f"exec '{sys.executable}' -m ereput \"$@\"\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EREPUT_", "LC_", "LANG"))}
    own = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "EREPUT_DATA": str(tmp_path / "data"),
        "EREPUT_CONFIG": str(tmp_path / "ereput.toml"),
        "EREPUT_NO_KEYRING": "1",
        "LC_ALL": "fr_FR.UTF-8",
        "COLUMNS": "100",
    }
    return folder, {**kept, **own}
