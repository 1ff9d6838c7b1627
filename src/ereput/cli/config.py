"""`ereput config`: where the files are, what is set, and keys."""

import sys
from pathlib import Path

import typer

from ereput import registry, settings
from ereput.cli.audit import language
from ereput.errors import UsageError
from ereput.words import Words


def path(config: Path | None) -> None:
    """Prints where things are kept."""
    set_ = settings.read(config, registry.source_classes())
    words = Words(language(set_.language))
    places = (
        (words.say("settings"), config or settings.config_file()),
        (words.say("history"), settings.history_file(set_)),
        (words.say("cache"), settings.cache_folder()),
    )
    for what, place in places:
        typer.echo(f"{what:<10} {place}")


def show(config: Path | None) -> None:
    """Prints what is set, keys as an ellipsis."""
    set_ = settings.read(config, registry.source_classes())
    for name in ("language", "database", "card"):
        if value := getattr(set_, name):
            typer.echo(f"{name} = {value}")
    for name in set_.fetch.__struct_fields__:
        if (value := getattr(set_.fetch, name)) not in (None, ()):
            typer.echo(f"fetch.{name} = {_without_password(value) if name == 'proxy' else value}")
    for source, section in sorted(set_.sources.items()):
        for name in section.__struct_fields__:
            if (value := getattr(section, name)) is not None:
                typer.echo(f"sources.{source}.{name} = {'…' if name == 'key' else value}")
    for source in registry.keyed():
        if settings.from_keyring(source):
            typer.echo(f"sources.{source}.key = … (keyring)")


def _without_password(proxy: str) -> str:
    scheme, slashes, rest = proxy.rpartition("://")
    return f"{scheme}{slashes}…@{rest.rpartition('@')[2]}" if "@" in rest else proxy


def set_key(source: str) -> None:
    """Asks for a key without showing it, or reads it from a pipe, and keeps it in the keyring."""
    settings.check_source(source, registry.source_classes())
    if source not in registry.keyed():
        raise UsageError("{source} takes no key", source=source)
    asked = typer.prompt(f"key for {source}", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    if not (key := asked.strip()):
        raise UsageError("an empty key is not kept")
    settings.to_keyring(source, key)
    typer.echo(f"kept in the keyring: {source}", err=True)
