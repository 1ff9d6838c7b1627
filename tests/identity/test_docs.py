"""The page on identity is true."""

from pathlib import Path

from ereput.identity import DIFFERENT, FEATURES, SAME

PAGE = (Path(__file__).parents[2] / "docs" / "identity.md").read_text(encoding="utf-8")


def test_every_comparison_is_documented_with_its_weights() -> None:
    for feature in FEATURES.values():
        weights = " · ".join(f"{key} {level.bits:+.1f}" for key, level in feature.levels.items() if key != "unknown")
        assert f"| `{feature.key}` | {feature.sentence} | {weights.replace('-', '−')} | {feature.why} |" in PAGE


def test_the_thresholds_are_documented() -> None:
    assert f"*Same* is from {SAME} " in PAGE
    assert f"*different* is up to {DIFFERENT}." in PAGE
