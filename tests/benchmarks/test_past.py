import sys

import pytest

from places import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
import past


def test_the_figures_of_the_history_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past, "AUDITS", 20)
    monkeypatch.setattr(past, "REVIEWS", 100)
    figures = past.history(rounds=1)

    assert {"history.list_seconds", "history.compare_seconds", "history.compare_processor_seconds"} <= figures.keys()
    assert all(figures[name] >= 0 for name in figures)
