"""What all tests share: the builders of `tests/make.py` can be imported as `make`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
