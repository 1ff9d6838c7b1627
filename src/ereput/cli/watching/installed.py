"""What `ereput watch --install` left on this machine: where it lies, how it is taken away, and whom it names."""

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from ereput.watch import timer

_CARD = re.compile(r"--card(?:</?string>|[\s\"'])+(/[^\"'<>\n]*?\.toml)")  # in a unit, a crontab or a property list


def naming(names: Callable[[str], bool]) -> list[str]:
    """What to type to take away every watch whose command, or the card that it reads, names somebody."""
    typed: list[str] = []
    for service in sorted(units().glob(f"{timer.NAME}*.service")):
        if names(_with_cards(read(service) or "")):
            typed += without_units(service, service.with_suffix(".timer"))
    for agent in sorted(agents().glob(f"{timer.LABEL}*.plist")):
        if names(_with_cards(read(agent) or "")):
            typed += without_agent(agent)
    lines = crontab().splitlines()
    typed += [
        f"crontab -e  {mark}"
        for mark, line in pairwise(lines)
        if mark.startswith(f"# {timer.NAME}") and names(_with_cards(line))
    ]
    return typed


def _with_cards(text: str) -> str:
    """A command with what stands in the identity cards that it reads."""
    cards = (read(Path(path)) for path in _CARD.findall(text))
    return "\n".join([text, *filter(None, cards)])


def units() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"


def without_units(service: Path, unit: Path) -> list[str]:
    return [
        f"systemctl --user disable --now {unit.name}",
        f"rm {shlex.quote(str(service))} {shlex.quote(str(unit))}",
        "systemctl --user daemon-reload",
    ]


def agents() -> Path:
    return Path.home() / "Library" / "LaunchAgents"


def without_agent(path: Path) -> list[str]:
    return [f"launchctl bootout {domain()}/{path.stem}", f"rm {shlex.quote(str(path))}"]


def domain() -> str:
    return f"gui/{os.getuid() if hasattr(os, 'getuid') else 0}"


def crontab() -> str:
    """The user's table; empty where there is none, or no cron."""
    if not shutil.which("crontab"):
        return ""
    listed = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)  # noqa: S607
    return listed.stdout if listed.returncode == 0 else ""


def read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
