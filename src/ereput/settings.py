"""What the user set: one TOML file and EREPUT_* variables. Read by the command line alone, and passed down as values.

In rising order: the file, the variables, the options of a command.
"""

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import platformdirs

from ereput.errors import StoreError, UsageError
from ereput.parsing import zones
from ereput.reasons import shaped
from ereput.source import Secret, SourceSettings
from ereput.words import N_, Clause


class FetchSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[fetch]"""

    allow_private: tuple[str, ...] = ()  # "127.0.0.1:8801": the only private addresses that may be asked
    proxy: str | None = None
    contact: str | None = None  # an e-mail address, sent in the User-Agent
    longest_wait: float = 60.0  # seconds; a longer Retry-After is not waited for
    cache: bool = True


class HistorySection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[history]: months for which things are kept; 0 is for ever."""

    keep_audits: Annotated[int, msgspec.Meta(ge=0, le=1200)] = 24
    keep_texts: Annotated[int, msgspec.Meta(ge=0, le=1200)] = 12  # the words of reviews


class WatchSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[watch]"""

    notify: tuple[str, ...] = ()  # addresses of channels, as Apprise writes them; they may hold keys
    texts: bool = False  # the words of reviews may stand in what is sent


class SourceSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[sources.NAME]"""

    enabled: bool | None = None
    base_url: str | None = None
    key: str | None = None
    pace: float | None = None  # seconds between requests


class OpinionsSection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """[opinions]"""

    second: str | None = None  # a second reader: "embed", or the folder of a model


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of ereput.toml."""

    language: str | None = None
    database: str | None = None
    card: str | None = None  # the identity card to take when none is named
    zone: str | None = None  # time zone of the practice: Indian/Reunion; None is Europe/Paris
    fetch: FetchSection = FetchSection()
    opinions: OpinionsSection = OpinionsSection()
    history: HistorySection = HistorySection()
    watch: WatchSection = WatchSection()
    sources: Mapping[str, SourceSection] = {}

    def __repr__(self) -> str:  # keys stand in it
        return "Settings(…)"


_VARIABLES = {
    "EREPUT_LANG": ("language",),
    "EREPUT_DATABASE": ("database",),
    "EREPUT_CARD": ("card",),
    "EREPUT_ZONE": ("zone",),
    "EREPUT_CONTACT": ("fetch", "contact"),
    "EREPUT_PROXY": ("fetch", "proxy"),
    "EREPUT_SECOND": ("opinions", "second"),
}


_NO_KEYRING, _SHUT_KEYRING = N_("there is none"), N_("it is locked, or refuses")


def config_file() -> Path:
    """Where the settings are looked for when `--config` is not given."""
    if named := os.environ.get("EREPUT_CONFIG"):
        return Path(named)
    return platformdirs.user_config_path("ereput") / "ereput.toml"


def data_folder() -> Path:
    """Where the history is kept."""
    return Path(os.environ.get("EREPUT_DATA") or platformdirs.user_data_path("ereput"))


def register_file() -> Path:
    """Where `ereput register import` puts the register of health professionals."""
    return data_folder() / "register.sqlite"


def cache_folder() -> Path:
    """Where answers are kept for a while."""
    if named := os.environ.get("EREPUT_DATA"):
        return Path(named) / "cache"
    return platformdirs.user_cache_path("ereput")


def history_file(settings: Settings, named: str | None = None) -> Path | str:
    """Where past audits are: the file named, or set, or the usual one; or the address of a PostgreSQL server."""
    if (database := named or settings.database) is None:
        return data_folder() / "history.sqlite"
    kind, is_address, _ = database.partition("://")
    if not is_address:
        return Path(database)
    if kind not in ("postgresql", "postgres"):
        raise UsageError("--database is a file or postgresql://…, not {kind}", kind=kind)
    return database


def zone(settings: Settings) -> str:
    """The time zone whose calendar counts; UsageError for one that there is not."""
    named = settings.zone or zones.PARIS
    try:
        return ZoneInfo(named).key
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise UsageError("there is no time zone {name!r}; write for example Indian/Reunion", name=named[:40]) from None


def read(path: Path | None, names: Iterable[str]) -> Settings:
    """The settings of a file and of the variables; `names` are the sources that there are. Sets the practice's zone.

    Raises StoreError where a named file cannot be read, or a setting in it is not understood; UsageError for a zone
    that there is not.
    """
    table = _file(path)
    for variable, place in _VARIABLES.items():
        if value := os.environ.get(variable):
            _put(table, place, value)
    for name in names:
        if value := os.environ.get(f"EREPUT_{name.upper()}_KEY"):
            _put(table, ("sources", name, "key"), value)
    try:
        settings = shaped(table, Settings)
        known = list(names)
        for name in settings.sources:
            check_source(name, known)
    except (msgspec.ValidationError, UsageError) as error:
        raise StoreError("{path}: {reason}", path=path or config_file(), reason=error) from None
    proxy = settings.fetch.proxy or os.environ.get("HTTPS_PROXY") or os.environ.get("https_proxy") or None
    zones.use(zone(settings))
    return msgspec.structs.replace(settings, fetch=msgspec.structs.replace(settings.fetch, proxy=proxy))


def second_reader(path: Path | None = None) -> str | None:
    """What `[opinions] second` says, without a look at the rest: sources are not loaded for it."""
    if named := os.environ.get("EREPUT_SECOND"):
        return named
    section = _file(path).get("opinions", {})
    try:
        return shaped(section, OpinionsSection).second
    except msgspec.ValidationError as error:
        raise StoreError("{path}: {reason}", path=path or config_file(), reason=error) from None


def of_sources(settings: Settings, names: Iterable[str], keyed: Iterable[str]) -> dict[str, SourceSettings]:
    """What is set for each source; the keyring is asked only for keyed sources that have no key otherwise."""
    keys = set(keyed)
    return {name: _of_source(name, settings.sources.get(name, SourceSection()), name in keys) for name in names}


def _of_source(name: str, section: SourceSection, is_keyed: bool) -> SourceSettings:
    key = section.key or (from_keyring(name) if is_keyed else None)
    return SourceSettings(
        enabled=section.enabled,
        base_url=section.base_url,
        key=Secret(key) if key else None,
        pace=section.pace,
    )


def from_keyring(name: str) -> str | None:
    """The key that `ereput config set-key` kept; None where there is none, or no keyring on this machine."""
    if os.environ.get("EREPUT_NO_KEYRING"):
        return None
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password("ereput", name)
    except (KeyringError, RuntimeError):
        return None


def to_keyring(name: str, key: str) -> None:
    """Keeps a key in the system's keyring; UsageError says what to do where there is none."""
    elsewhere = {"variable": f"EREPUT_{name.upper()}_KEY", "section": f"[sources.{name}]", "path": config_file()}
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        raise UsageError(
            "the keyring is not installed (pip install 'ereput[keyring]');"
            " or set {variable}, or key = … under {section} in {path}",
            **elsewhere,
        ) from None
    try:
        keyring.set_password("ereput", name, key)
    except (KeyringError, RuntimeError) as error:
        raise UsageError(
            "this machine's keyring cannot be used ({reason}); set {variable}, or key = … under {section} in {path}",
            reason=Clause(_NO_KEYRING if isinstance(error, NoKeyringError) else _SHUT_KEYRING),
            **elsewhere,
        ) from None


def _file(path: Path | None) -> dict[str, Any]:
    place = path or config_file()
    try:
        return tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if path is not None:
            raise StoreError("there is no file {path}", path=path) from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError("{path} is not TOML: {reason}", path=place, reason=error) from None
    except OSError as error:
        raise StoreError("{path} cannot be read: {reason}", path=place, reason=error) from None


def _put(table: dict[str, Any], place: tuple[str, ...], value: str) -> None:
    for name in place[:-1]:
        inner = table.setdefault(name, {})
        if not isinstance(inner, dict):
            return  # the conversion that follows says what is wrong with it
        table = inner
    table[place[-1]] = value


def check_source(name: str, known: Iterable[str]) -> None:
    """Raises UsageError, with what was probably meant, where there is no source of that name."""
    known = sorted(known)
    if name in known:
        return
    if near := difflib.get_close_matches(name, known, n=1):
        raise UsageError("there is no source {name!r}; did you mean {near}?", name=name, near=near[0])
    raise UsageError("there is no source {name!r}; there are: {names}", name=name, names=", ".join(known))
