"""What all tests share: the builders of `tests/make.py` can be imported as `make`; no test is timed."""

import logging
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
pytest_plugins = ["postgres"]  # the fixtures `postgres` and `postgres_server`

IS_CI = bool(os.environ.get("CI"))  # there the same examples every time: a landing is no lottery
settings.register_profile("house", deadline=None, print_blob=True, derandomize=IS_CI)  # a busy machine is no defect
settings.load_profile("house")

# Children inherit what is ignored: a run in the background, which ignores Ctrl-C, must not make commands deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """A command that runs in this process sets the log as it wants it; the next test finds it as it was."""
    log = logging.getLogger("ereput")
    handlers, level, propagate = [*log.handlers], log.level, log.propagate
    yield
    log.handlers[:], log.propagate = handlers, propagate
    log.setLevel(level)
