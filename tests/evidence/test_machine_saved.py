"""Nothing is stated of how a page was asked for that the user's own browser saved."""

import pytest

from ereput.evidence.machine import facts


@pytest.mark.parametrize("name", ["cache", "cookies", "browsing_history", "scripts_run"])
def test_of_a_page_that_was_saved_nothing_is_claimed(name: str) -> None:
    asked, saved = (
        facts(tool="t", user_agent="u", proxy=None, clients=(), zone="z", browser=None, has_saved=has_saved)[name]
        for has_saved in (False, True)
    )

    assert asked != saved
    assert saved is None or "not known" in str(saved)
