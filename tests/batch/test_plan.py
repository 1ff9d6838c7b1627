from pathlib import Path

import people
import pytest
from carried import PACES

from ereput import registry
from ereput.batch.plan import FURTHER, PER_HOUR, SPARED, Load, loads, whole
from ereput.batch.table import opened
from ereput.fetch import FetchSettings
from ereput.source import Key, Secret, Source, SourceSettings


def planned(tmp_path: Path, many: int, **settings: SourceSettings) -> dict[str, Load]:
    table = opened(people.table(tmp_path / "t.csv", range(many)))
    known = registry.sources(settings)
    asked = [source for source in known.values() if registry.is_on(source)]
    paces = {name: one.pace for name, one in settings.items() if one.pace is not None}
    counted, told = loads(table, asked, FetchSettings(paces=paces))
    assert counted == many
    return {load.source: load for load in told}


def test_questions_are_counted_by_the_sources_themselves(tmp_path: Path) -> None:
    told = planned(tmp_path, 10)

    assert told["wikipedia"].least == told["wikipedia"].most == 10
    assert told["keenable"].least == 90
    assert told["gdelt"].shortest == 60  # one in six seconds
    assert told["rpps"].least == 1 + 20  # its columns are asked for once, as the cache keeps them


def test_the_slowest_host_alone_says_how_long(tmp_path: Path) -> None:
    told = list(planned(tmp_path, 10).values())

    assert whole(told) == (told[0].shortest, told[0].longest) == (90 * 3.6, 90 * 3.6)


def test_a_key_lifts_a_rate_that_holds_without(tmp_path: Path) -> None:
    without, keyed = planned(tmp_path, 1), planned(tmp_path, 1, keenable=SourceSettings(key=Secret("invented")))

    assert (without["keenable"].pace, without["keenable"].with_key) == (3.6, 1.0)
    assert (keyed["keenable"].pace, keyed["keenable"].with_key) == (1.0, None)
    assert without["keenable"].keyed().pace == 1.0


def test_an_own_instance_has_its_own_pace(tmp_path: Path) -> None:
    told = planned(tmp_path, 1, nominatim=SourceSettings(base_url="https://carte.example", pace=0.1))

    assert (told["nominatim"].pace, told["nominatim"].host) == (0.1, "carte.example")


def test_every_source_that_is_named_in_the_tables_of_the_plan_exists() -> None:
    classes = registry.source_classes()

    assert {*FURTHER, *SPARED, *PER_HOUR} <= classes.keys()
    assert all(classes[name].about.key is not Key.NONE for name in PER_HOUR)
    assert classes.keys() == PACES.keys()


@pytest.mark.parametrize("name", registry.source_classes())
def test_a_source_that_is_asked_more_than_once_says_how_often_at_most(name: str) -> None:
    source: type[Source] = registry.source_classes()[name]

    if source.about.takes:
        assert FURTHER[name].most > 0


def test_a_batch_on_the_test_web_stays_within_its_plan(tmp_path: Path) -> None:
    from carried import carried
    from webs import Web

    with Web({}) as web:
        settings = dict(web.sources)
        table = opened(people.table(tmp_path / "t.csv", range(8)))
        _, told = loads(table, list(registry.sources(settings).values()), FetchSettings())
        carried(web, tmp_path / "run", 8)
        asked = {host: counted["asked"] for host, counted in web.counts().items()}

    pages = asked.pop("web_pages")
    assert pages <= 1 + FURTHER["web_pages"].most * 8
    for load in told:
        if load.source in asked:
            assert load.least <= asked[load.source] <= load.most, load.source
