from pathlib import Path

import pytest

from ereput import settings
from ereput.errors import StoreError, UsageError

NAMES = ("rpps", "brave", "searxng")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "EREPUT_LANG", "EREPUT_BRAVE_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EREPUT_CONFIG", str(tmp_path / "ereput.toml"))
    monkeypatch.setenv("EREPUT_NO_KEYRING", "1")


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ereput.toml"
    path.write_text(text)
    return path


def test_without_a_file_everything_is_as_it_comes() -> None:
    assert settings.read(None, NAMES).fetch.longest_wait == 60


def test_a_file_says_how_a_source_is_asked(tmp_path: Path) -> None:
    path = written(tmp_path, '[sources.searxng]\nbase_url = "http://127.0.0.1:8801"\npace = 0.5\nenabled = false\n')

    made = settings.of_sources(settings.read(path, NAMES), NAMES, ("brave",))["searxng"]

    assert (made.base_url, made.pace, made.enabled, made.key) == ("http://127.0.0.1:8801", 0.5, False, None)


def test_a_variable_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, '[sources.brave]\nkey = "of the file"\n')
    monkeypatch.setenv("EREPUT_BRAVE_KEY", "of the variable")

    made = settings.of_sources(settings.read(path, NAMES), NAMES, ("brave",))["brave"]

    assert made.key is not None
    assert made.key.reveal() == "of the variable"


def test_a_key_is_never_printed(tmp_path: Path) -> None:
    read = settings.read(written(tmp_path, '[sources.brave]\nkey = "hush"\n'), NAMES)

    assert "hush" not in repr(read)
    assert "hush" not in repr(settings.of_sources(read, NAMES, ("brave",)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[fetch]\ntimeoutt = 3", "timeoutt"),
        ("[fetch]\nlongest_wai = 3", "fetch.longest_wai is not known here; did you mean fetch.longest_wait?"),
        ("langage = 'fr'", "langage is not known here; did you mean language?"),
        ("keep_audits = 3", "keep_audits is not known here; did you mean history.keep_audits?"),
        ("[sources.brave]\nenabeld = true", "did you mean sources.NAME.enabled?"),
        ("[wacth]\ntexts = true", "did you mean watch?"),
        ("zzzz = 1", "zzzz is not known here; it may be misspelt"),
        ("fetch = 3", "fetch"),
        ("[sources.braev]\nenabled = true", "did you mean brave"),
        ("[sources.zzz]\nenabled = true", "there are: brave, rpps, searxng"),
        ("[", "not TOML"),
        ("[fetch]\nlongest_wait = 'long'", "longest_wait"),
    ],
)
def test_a_setting_that_is_not_understood_gets_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(StoreError, match=says):
        settings.read(written(tmp_path, text), NAMES)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no file"):
        settings.read(tmp_path / "other.toml", NAMES)


def test_the_proxy_of_the_environment_is_passed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")

    assert settings.read(None, NAMES).fetch.proxy == "http://127.0.0.1:3128"


def test_the_history_is_a_file_or_a_server_of_one_kind(tmp_path: Path) -> None:
    named = settings.Settings(database="postgresql://127.0.0.1/ereput")

    assert settings.history_file(named) == "postgresql://127.0.0.1/ereput"
    assert settings.history_file(named, "h.sqlite") == Path("h.sqlite")
    with pytest.raises(UsageError, match="mysql"):
        settings.history_file(named, "mysql://127.0.0.1/ereput")
