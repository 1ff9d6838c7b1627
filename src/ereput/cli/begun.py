"""How a command begins: its log, the settings it goes by, the language it speaks, the sources as they are set."""

from pathlib import Path

from ereput import registry, settings
from ereput.cli import logs
from ereput.cli.options import language_of_output
from ereput.settings import Settings
from ereput.source import Source
from ereput.words import Words


def begun(config: Path | None, language: str | None, verbose: int) -> tuple[Settings, Words]:
    """The settings, and the language to speak: the one that was typed, else the one that is set."""
    logs.begin(verbose)
    set_ = set_in(config)
    return set_, Words(language_of_output(language or set_.language))


def set_in(config: Path | None) -> Settings:
    """The settings of a file, or of the usual one."""
    return settings.read(config, registry.source_classes())


def every_source(set_: Settings) -> dict[str, Source]:
    """Every source by name, as the user set it."""
    return registry.sources(settings.of_sources(set_, registry.source_classes(), registry.keyed()))
