"""What all tests share: the builders of `tests/make.py` can be imported as `make`; no test is timed."""

import sys
from pathlib import Path

from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("house", deadline=None, print_blob=True)  # a busy machine is no defect
settings.load_profile("house")
