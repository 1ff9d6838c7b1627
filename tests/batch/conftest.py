"""The test web and the table of its people can be imported as `webs` and `people`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
