"""What lets the system run a watch by itself: a systemd timer, a line for cron, or a launchd agent. Texts only.

Each runs in the morning, when no clock is put forward or back. cron and launchd run every day: `--due` makes all but
the first run of a month, or of a week, end at once, so that a day on which the machine was off is made up for.
"""

import plistlib
import shlex
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

MONTHLY, WEEKLY = "monthly", "weekly"
PERIODS = (MONTHLY, WEEKLY)
_CALENDAR = {MONTHLY: "*-*-01 07:30:00", WEEKLY: "Mon *-*-* 07:30:00"}
HOUR, MINUTE = 7, 30
NAME, LABEL = "ereput-watch-", "example.ereput.watch."  # how the names of what is written begin


class Unit(NamedTuple):
    """A file of systemd."""

    name: str
    text: str


def systemd(name: str, command: Sequence[str], period: str) -> tuple[Unit, Unit]:
    """The service and its timer. Persistent: what was missed while the machine was off is made up for."""
    service = f"""[Unit]
Description=ereput watch ({name})
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
Nice=10
ExecStart={" ".join(_quoted(word) for word in command)}
"""
    timer = f"""[Unit]
Description=ereput watch, {period} ({name})

[Timer]
OnCalendar={_CALENDAR[period]}
Persistent=true
RandomizedDelaySec=1h

[Install]
WantedBy=timers.target
"""
    return Unit(f"{NAME}{name}.service", service), Unit(f"{NAME}{name}.timer", timer)


def _quoted(word: str) -> str:
    """A word of ExecStart: systemd knows quotation marks, backslashes, % and $."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if not escaped or any(c in " '\"\\;\t" for c in escaped) else escaped


def cron(name: str, command: Sequence[str]) -> tuple[str, str]:
    """The mark by which the line is found again, and the line under it; in a crontab % ends a line."""
    line = " ".join(shlex.quote(word) for word in command).replace("%", "\\%")
    return f"# {NAME}{name}", f"{MINUTE} {HOUR} * * * {line}"


def with_cron(table: str, mark: str, line: str) -> str:
    """A crontab with the mark and its line, once."""
    kept = without_cron(table, mark)
    return f"{kept}{mark}\n{line}\n"


def without_cron(table: str, mark: str) -> str:
    """A crontab without the mark and the line that follows it."""
    kept, skips = [], False
    for line in table.splitlines():
        if skips:
            skips = False
        elif line.strip() == mark:
            skips = True
        else:
            kept.append(line)
    return "".join(f"{line}\n" for line in kept)


def launchd(name: str, command: Sequence[str]) -> tuple[str, bytes]:
    """The label of the agent, and its property list."""
    label = f"{LABEL}{name}"
    agent = {
        "Label": label,
        "ProgramArguments": list(command),
        "StartCalendarInterval": {"Hour": HOUR, "Minute": MINUTE},
        "ProcessType": "Background",
        "LowPriorityIO": True,
    }
    return label, plistlib.dumps(agent, sort_keys=True)


def is_due(period: str, last: date | None, today: date) -> bool:
    """Whether a watch is due: none has ended in this calendar month, or week, whatever the clock said before."""
    if last is None:
        return True
    if period == MONTHLY:
        return (last.year, last.month) != (today.year, today.month)
    return last.isocalendar()[:2] != today.isocalendar()[:2]
