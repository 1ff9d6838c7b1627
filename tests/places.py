"""Where things stand."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "fixtures"
SHARED = ROOT.parent / "shared"  # labelled data and samples beside the project, on some machines
SAMPLES = SHARED / "samples"
