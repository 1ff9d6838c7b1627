"""What the tests of reports share: whole audits can be imported as `audits`, and golden files compared.

`ACCEPT=1 pytest tests/report` writes the golden files anew; the person who ran it reads the difference.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

Golden = Callable[[str, str], None]


@pytest.fixture
def golden() -> Golden:
    """Asserts that a text is what the file of this name in `golden/` holds."""

    def is_as_accepted(name: str, text: str) -> None:
        file = HERE / "golden" / name
        if os.environ.get("ACCEPT"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return is_as_accepted
