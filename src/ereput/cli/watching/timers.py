"""`ereput watch --install`: what the system needs to watch by itself, written once, and how to take it away again."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from ereput.cli import output
from ereput.cli.auditing import asked
from ereput.cli.prose import remark
from ereput.cli.watching import installed
from ereput.errors import StoreError, UsageError
from ereput.model import digest
from ereput.watch import timer
from ereput.words import Words

SYSTEMD, CRON, LAUNCHD = "systemd", "cron", "launchd"


class Wanted(NamedTuple):
    """What was typed."""

    period: str
    prints: bool
    system: str | None


def run(options: asked.Options, wanted: Wanted, words: Words) -> int:
    """Installs or prints; returns the exit code."""
    system = wanted.system or _system()
    if system not in (SYSTEMD, CRON, LAUNCHD):
        raise UsageError("--with is systemd, cron or launchd, not {system!r}", system=system[:20])
    command = arguments(options, wanted.period)
    name = _name(options)
    {SYSTEMD: _systemd, CRON: _cron, LAUNCHD: _launchd}[system](name, command, wanted, words)
    return 0


def arguments(options: asked.Options, period: str) -> list[str]:
    """The command that the system is to run: what was typed, with whole paths."""
    words = [sys.executable, "-m", "ereput", "watch"]
    if options.name:
        words.append(options.name)
    typed: list[tuple[str, str | None]] = [
        *((_OPTIONS[field], value) for field, value in options.fields.items()),
        ("--card", _whole(options.card)),
        *(("--source", name) for name in options.only),
        *(("--without", name) for name in options.without),
        *(("--page", url) for url in options.pages),
        *(("--import", _whole(path)) for path in options.brought),
        ("--columns", options.columns),
        ("--database", _place(options.database)),
        ("--config", _whole(options.config)),
        ("--lang", options.language),
        ("--due", period),
    ]
    for option, value in typed:
        if value:
            words += [option, value]
    return words


_OPTIONS = {
    "city": "--city",
    "specialty": "--specialty",
    "postcode": "--postcode",
    "phone": "--phone",
    "street": "--address",
    "rpps": "--rpps",
}


def _systemd(name: str, command: Sequence[str], wanted: Wanted, words: Words) -> None:
    units = timer.systemd(name, command, wanted.period)
    files = {installed.units() / unit.name: unit.text for unit in units}
    remove = installed.without_units(*files)
    start = [["systemctl", "--user", "daemon-reload"], ["systemctl", "--user", "enable", "--now", units[1].name]]
    _install(files, start, remove, wanted, words)


def _launchd(name: str, command: Sequence[str], wanted: Wanted, words: Words) -> None:
    label, text = timer.launchd(name, command)
    path = installed.agents() / f"{label}.plist"
    start = [["launchctl", "bootstrap", installed.domain(), str(path)]]
    _install({path: text.decode()}, start, installed.without_agent(path), wanted, words)


def _install(
    files: Mapping[Path, str], start: Sequence[Sequence[str]], remove: Sequence[str], wanted: Wanted, words: Words
) -> None:
    """Writes the files that are not there yet as they should be, and starts them; twice changes nothing."""
    if wanted.prints:
        for path, text in files.items():
            typer.echo(f"# {path}\n{text}")
    elif all(installed.read(path) == text for path, text in files.items()):
        typer.echo(words.say("It is installed already; nothing was changed."))
    else:
        for path, text in files.items():
            output.write(path, text)
            typer.echo(words.say("{path} is written.", path=path))
        for command in start:
            if not _done(command):
                remark(words.say("Start it yourself: {command}", command=shlex.join(command)))
    _say_removal(remove, words)


def _cron(name: str, command: Sequence[str], wanted: Wanted, words: Words) -> None:
    mark, line = timer.cron(name, command)
    if wanted.prints:
        typer.echo(f"{mark}\n{line}")
        _say_removal([f"crontab -e  {mark}"], words)
        return
    if not shutil.which("crontab"):
        typer.echo(f"{mark}\n{line}")
        raise StoreError("there is no crontab on this machine: put these two lines where your cron reads them")
    before = installed.crontab()
    after = timer.with_cron(before, mark, line)
    if after == before:
        typer.echo(words.say("It is installed already; nothing was changed."))
    else:
        put = subprocess.run(["crontab", "-"], input=after, capture_output=True, text=True, check=False)  # noqa: S607
        if put.returncode:
            raise StoreError("crontab refused: {reason}", reason=" ".join(put.stderr.split())[:200])
        typer.echo(words.say("Two lines were added to your crontab."))
    _say_removal([f"crontab -e  {mark}"], words)


def _say_removal(remove: Sequence[str], words: Words) -> None:
    typer.echo(words.say("To remove it:"))
    for line in remove:
        typer.echo(f"  {line}")


def _system() -> str:
    if sys.platform == "darwin":
        return LAUNCHD
    return SYSTEMD if shutil.which("systemctl") else CRON


def _done(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=30).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _name(options: asked.Options) -> str:
    """The same for the same practitioner, so that a second installation finds the first; plain letters only."""
    card = _whole(options.card)
    told = options.name or (options.card.stem if options.card else "card")
    plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in told.lower()).strip("-")[:30] or "x"
    return f"{plain}-{digest(options.name, card, sorted((k, v or '') for k, v in options.fields.items()))[:6]}"


def _whole(path: Path | None) -> str | None:
    return str(path.absolute()) if path else None


def _place(database: str | None) -> str | None:
    return database if database is None or "://" in database else str(Path(database).absolute())
