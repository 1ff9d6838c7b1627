"""What extruct finds on pages that are well formed, this reader finds."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import extruct
import pytest

from ereput.model import Evidence
from ereput.parsing.decoding import decoded
from ereput.reading import items, jsonld, read_html, repair
from ereput.reading.things import Thing, walk
from ereput.reading.tree import tree
from places import SHARED

PAGES = SHARED / "bench" / "pages" / "dev"
EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
ADDRESS = "https://pages.example/"

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="needs ../shared/bench/pages/dev")


def kinds(value: Any) -> list[str]:
    """The types of all objects in what extruct gives, sorted."""
    if isinstance(value, list):
        return sorted(kind for inner in value for kind in kinds(inner))
    if not isinstance(value, dict):
        return []
    stated = value.get("@type") or []
    own = [items.kind_of(kind) for kind in ([stated] if isinstance(stated, str) else stated)]
    return sorted(own + [kind for inner in value.values() for kind in kinds(inner)])


def ours(things: list[Thing]) -> list[str]:
    return sorted(kind for thing in walk(things) for kind in thing.types)


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_the_things_of_microdata_are_those_of_extruct(page: Any) -> None:
    text = decoded(page.read_bytes())
    found = extruct.extract(text, base_url=ADDRESS, syntaxes=["microdata"], uniform=True, errors="ignore")
    root, _ = tree(text)

    theirs = kinds(found.get("microdata", []))
    assert not Counter(theirs) - Counter(ours(items.microdata(root)))


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_the_things_of_json_ld_are_those_of_extruct(page: Any) -> None:
    text = decoded(page.read_bytes())
    try:
        found = extruct.extract(text, base_url=ADDRESS, syntaxes=["json-ld"], errors="strict")["json-ld"]
    except ValueError:
        pytest.skip("broken JSON-LD, of which extruct reads nothing")
    root, _ = tree(text)
    scripts = [s.text or "" for s in root.iter("script") if "ld+json" in (s.get("type") or "")]
    values = [value for script in scripts for value in repair.parsed(script) or []]

    assert not Counter(kinds(found)) - Counter(ours(jsonld.things(values)))


@pytest.mark.parametrize("page", sorted(PAGES.glob("*rdfa*.html")), ids=lambda page: page.stem)
def test_the_things_of_rdfa_are_those_of_extruct(page: Any) -> None:
    text = decoded(page.read_bytes())
    found = extruct.extract(text, base_url=ADDRESS, syntaxes=["rdfa"], errors="ignore")["rdfa"]
    root, _ = tree(text)
    theirs = {jsonld.bare(kind) for node in found for kind in node.get("@type", [])}

    assert theirs <= set(ours(items.rdfa(root, text)))
    assert read_html(text, ADDRESS, EVIDENCE).listings
