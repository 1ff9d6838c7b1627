import pytest

from ereput import registry
from ereput.source import About, Kind, Secret, Source, SourceSettings

DEFAULTS = {
    "rpps",
    "tavily",
    "keenable",
    "nominatim",
    "overpass",
    "recherche_entreprises",
    "wikipedia",
    "gdelt",
    "web_pages",
}


class MedBook(Source):
    about = About(name="medbook", title="M", kind=Kind.SEARCH, home="h", base_url="b", terms="t")

    def search(self, who):
        return ()


@pytest.fixture
def plugins(monkeypatch: pytest.MonkeyPatch):
    def install(**found: object) -> None:
        entries = [_Loaded(name, thing) for name, thing in found.items()]
        monkeypatch.setattr(registry, "entry_points", lambda group: entries)
        registry.source_classes.cache_clear()

    yield install
    registry.source_classes.cache_clear()


class _Loaded:
    def __init__(self, name: str, thing: object) -> None:
        self.name, self.thing = name, thing

    def load(self) -> object:
        if isinstance(self.thing, Exception):
            raise self.thing
        return self.thing


def test_the_defaults_are_on_and_the_others_when_configured() -> None:
    made = registry.sources({"brave": SourceSettings(key=Secret("k")), "gdelt": SourceSettings(enabled=False)})

    assert {name for name, source in made.items() if registry.is_on(source)} == DEFAULTS - {"gdelt"} | {"brave"}


def test_a_plugin_stands_beside_our_own_sources(plugins) -> None:
    plugins(medbook=MedBook)

    assert registry.source_classes()["medbook"] is MedBook


def test_a_plugin_that_cannot_be_loaded_is_left_out(plugins) -> None:
    plugins(broken=ImportError("no"))

    assert set(registry.source_classes()) >= DEFAULTS


def test_a_plugin_may_not_take_a_name_that_is_taken(plugins) -> None:
    class Rpps(MedBook):
        about = About(name="rpps", title="M", kind=Kind.REGISTER, home="h", base_url="b", terms="t")

    plugins(rpps=Rpps)

    assert registry.source_classes()["rpps"] is not Rpps


def test_every_source_states_its_terms_and_how_its_format_is_known() -> None:
    for name, source in registry.source_classes().items():
        assert source.about.terms.startswith("https://"), name
        assert source.about.known_from, name
        assert source.about.name == name
