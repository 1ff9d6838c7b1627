"""A register of a few invented people."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import registers
from ereput.register import Register, build
from make import NOW


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "register.sqlite"
    build(registers.written(tmp_path / "ps-libreacces-personne-activite.txt"), path, NOW)
    return path


@pytest.fixture
def register(index: Path) -> Iterator[Register]:
    with Register(index) as opened:
        yield opened
