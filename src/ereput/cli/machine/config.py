"""`ereput config`: where the files are, what is set, and keys."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import typer

from ereput import registry, settings
from ereput.cli.begun import begun, set_in
from ereput.cli.options import language_of_output as language
from ereput.cli.prose import remark
from ereput.errors import UsageError
from ereput.report.inert import printable
from ereput.words import Words


def path(config: Path | None) -> None:
    """Prints where things are kept."""
    set_, words = begun(config, None, 0)
    places = (
        (words.say("settings"), config or settings.config_file()),
        (words.say("history"), _secret("database", str(settings.history_file(set_)))),
        (words.say("cache"), settings.cache_folder()),
        (words.say("RPPS register"), settings.register_file()),
    )
    for what, place in places:
        typer.echo(printable(f"{what:<14} {place}"))


def show(config: Path | None) -> None:
    """Prints what is set and what holds where nothing is, as TOML; keys as an ellipsis."""
    set_ = set_in(config)
    for name, value in _flat(msgspec.to_builtins(set_)):
        typer.echo(printable(f"{name} = {json.dumps(_secret(name, value), ensure_ascii=False)}"))
    for source in registry.keyed():
        if settings.from_keyring(source):
            typer.echo(f'sources.{source}.key = "…"  # keyring')


def _flat(table: Mapping[str, Any], lead: str = "") -> Iterator[tuple[str, Any]]:
    """Every value that there is, under its dotted name."""
    for name, value in sorted(table.items(), key=lambda pair: isinstance(pair[1], dict)):
        if isinstance(value, dict):
            yield from _flat(value, f"{lead}{name}.")
        elif value not in (None, ()):
            yield lead + name, value


def _secret(name: str, value: Any) -> Any:
    """The value without what nobody else should read: keys, passwords in addresses, channels that hold keys."""
    if isinstance(value, tuple):
        return [_secret(name, each) for each in value]
    if name.endswith(".key") or name == "watch.notify":
        return "…"
    if not isinstance(value, str) or "://" not in value:
        return value
    return re.sub(r"\?.*", "?…", re.sub(r"(?<=://)[^/]*@", "…@", value), flags=re.DOTALL)


def set_key(source: str) -> None:
    """Asks for a key without showing it, or reads it from a pipe, and keeps it in the keyring."""
    settings.check_source(source, registry.source_classes())
    if source not in registry.keyed():
        raise UsageError("{source} takes no key", source=source)
    words = Words(language(None))
    question = words.say("key for {source}", source=source)
    if sys.stdin.isatty():
        asked = typer.prompt(words.say("{question}: ", question=question), hide_input=True, prompt_suffix="")
    else:
        asked = sys.stdin.readline()
    if not (key := asked.strip()):
        raise UsageError("an empty key is not kept")
    settings.to_keyring(source, key)
    remark(words.say("kept in the keyring: {source}", source=source))
