import make
from ereput.checks.places import place


def test_a_site_is_named_as_it_names_itself() -> None:
    assert place(make.listing(site="pagesjaunes")) == "PagesJaunes"
    assert place(make.listing(url="https://www.pagesjaunes.fr/pros/00000000")) == "PagesJaunes"


def test_a_site_that_is_not_known_is_named_by_its_host_or_its_source() -> None:
    assert place(make.listing(url="https://www.cabinet.example/avis")) == "cabinet.example"
    assert place(make.listing(url=None, source="overpass")) == "overpass"
    assert place(make.listing(url="http://[oops", source="overpass")) == "overpass"
    assert place(make.review(make.listing(site="pagesjaunes"))) == "PagesJaunes"
