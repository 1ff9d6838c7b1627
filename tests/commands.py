"""The words of commands that tests type."""

import subprocess
from collections.abc import Callable

from places import FIXTURES

WEB = FIXTURES / "webs" / "lyon"
NOW = "2026-11-21T09:00:00Z"
LYON = ("--card", str(WEB / "card.toml"), "--replay", str(WEB), "--now", NOW)
TAKEOUT = ("--import", str(WEB / "takeout"))

Ereput = Callable[..., subprocess.CompletedProcess[bytes]]
