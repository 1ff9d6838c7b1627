"""Each test of the history runs on a file and on a server."""

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty history may be: a file that is not there yet, or an empty schema."""
    if request.param == "sqlite":
        return tmp_path / "h.sqlite"
    return str(request.getfixturevalue("postgres"))
