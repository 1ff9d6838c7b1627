import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

import pytest

import ereput
import ereput.fetch
from ereput.errors import UsageError
from ereput.fetch import FetchSettings, user_agent
from ereput.fetch import settings as module


def test_we_say_who_we_are_and_where_to_complain() -> None:
    assert user_agent() == f"ereput/{version('ereput')} (+https://ereput.example)"
    assert user_agent("dr@vaubrun.example", "https://e.example").endswith(
        "(+https://e.example; contact: dr@vaubrun.example)"
    )
    assert FetchSettings().user_agent == user_agent()


@pytest.mark.parametrize("contact", ["hélène@vaubrun.example", "a@b.example\r\nX-Evil: 1"])
def test_a_contact_that_cannot_be_sent_is_wrong_usage(contact: str) -> None:
    with pytest.raises(UsageError, match="plain ASCII"):
        user_agent(contact)


def test_the_project_has_an_address_even_when_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(module, "metadata", missing)

    assert module.project.__wrapped__() == ("0", "https://ereput.example")


def test_nothing_heavy_is_loaded_for_a_replay() -> None:
    code = "import sys, ereput.fetch; sys.exit(any(name in sys.modules for name in ('httpx', 'httpcore', 'h2')))"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_room_names_only_what_it_has() -> None:
    assert all(hasattr(ereput.fetch, name) for name in ereput.fetch.__all__)
    with pytest.raises(AttributeError):
        _ = ereput.fetch.nothing
