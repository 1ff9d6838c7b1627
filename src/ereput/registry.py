"""Which sources there are: our own, found by walking `ereput.sources`, and plugins'."""

import importlib
import logging
import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib.metadata import entry_points

import ereput.sources
from ereput.source import Key, Kind, Source, SourceSettings

log = logging.getLogger(__name__)


@cache
def source_classes() -> dict[str, type[Source]]:
    """Every source by name, defaults first; a plugin may not take a name that is taken."""
    found = [*_ours(), *_plugins()]
    classes: dict[str, type[Source]] = {}
    for source in sorted(found, key=_place):
        if source.about.name in classes:
            log.warning("a plugin wanted the name %s, which is taken", source.about.name)
        else:
            classes[source.about.name] = source
    return classes


def _place(source: type[Source]) -> tuple[bool, bool, int, str]:
    """Ours before plugins', defaults before the others, registers before engines before maps."""
    is_ours = source.__module__.startswith("ereput.sources.")
    return (not is_ours, not source.about.is_default, list(Kind).index(source.about.kind), source.about.name)


def sources(settings: Mapping[str, SourceSettings]) -> dict[str, Source]:
    """Every source with what the user set for it."""
    return {name: source(settings.get(name)) for name, source in source_classes().items()}


def keyed() -> list[str]:
    """The sources that can use a key."""
    return [name for name, source in source_classes().items() if source.about.key is not Key.NONE]


def is_on(source: Source) -> bool:
    """It is to be asked: by default or because the user configured it, unless the user said otherwise."""
    if source.settings.enabled is not None:
        return source.settings.enabled
    return source.about.is_default or source.is_configured


def _ours() -> list[type[Source]]:
    modules = [
        importlib.import_module(f"ereput.sources.{m.name}") for m in pkgutil.iter_modules(ereput.sources.__path__)
    ]
    return [
        member
        for module in modules
        for member in vars(module).values()
        if isinstance(member, type)
        and issubclass(member, Source)
        and member.__module__ == module.__name__
        and hasattr(member, "about")
    ]


def _plugins() -> list[type[Source]]:
    found = []
    for entry in entry_points(group="ereput.sources"):
        try:
            found.append(entry.load())
        except Exception:
            log.exception("the plugin %s cannot be loaded (pip uninstall it, or mend it)", entry.name)
    return found
