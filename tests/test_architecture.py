"""Names, fixtures, docs and imports agree."""

import json
import os
import re
import subprocess
import sys

import pytest

from ereput.registry import source_classes
from places import FIXTURES, ROOT

SRC = ROOT / "src" / "ereput"
OURS = [name for name, source in source_classes().items() if source.__module__.startswith("ereput.")]


def test_a_source_is_two_places_with_one_name() -> None:
    files = {file.stem for file in (SRC / "sources").glob("*.py")} - {"__init__"}
    folders = {folder.name for folder in (FIXTURES / "sources").iterdir()}

    assert files == folders == set(OURS)


def test_every_room_stands_in_the_architecture() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in SRC.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}

    missing = {room for room in rooms if f"`{room}`" not in page} - {"__init__", "__main__"}
    assert not missing


def test_every_module_opens_with_a_sentence() -> None:
    for file in SRC.rglob("*.py"):
        first = file.read_text(encoding="utf-8").split("\n", 1)[0]
        assert re.match(r'"""\S.{8,}', first), f"{file.relative_to(ROOT)} opens with {first!r}"


def test_no_room_is_too_large() -> None:
    large = {str(f.relative_to(ROOT)): n for f in SRC.rglob("*.py") if (n := len(f.read_text().splitlines())) > 350}

    assert not large


HEAVY = {"httpx", "bs4", "lxml", "rich.console", "msgspec", "phonenumbers", "rapidfuzz", "keyring", "sqlite3", "warcio"}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["audit", "--help"], ["sources", "--help"]])
def test_nothing_heavy_is_loaded_before_it_is_needed(words: list[str]) -> None:
    code = (
        "import sys, json, io, contextlib; from ereput.__main__ import main;"
        f"sys.argv = ['ereput', *{words!r}]\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n main()\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=bare)
    loaded = set(json.loads(ran.stdout))

    assert not loaded & HEAVY
    if words == ["--version"]:
        assert "typer" not in loaded


def test_the_version_is_one() -> None:
    from importlib.metadata import version

    import ereput

    assert version("ereput") == ereput.__version__


def test_the_public_names_are_there() -> None:
    import ereput

    assert {name for name in ereput.__all__ if getattr(ereput, name, None) is None} == set()
    with pytest.raises(AttributeError):
        ereput.nothing  # noqa: B018
