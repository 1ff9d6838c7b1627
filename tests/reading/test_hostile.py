"""Pages that mean harm, or were never pages: no exception leaves the reader, and what was left out is said."""

import json
import random
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ereput.model import Evidence
from ereput.reading import BROKEN_BLOCKS, MANY_BLOCKS, MANY_LISTINGS, MANY_THINGS, Reading, read_html, tree
from ereput.reading.things import MOST_THINGS

EVIDENCE = Evidence(source="exports", url="file:page.html", retrieved_at=datetime(2026, 11, 21, 9, tzinfo=UTC))
ITEM = '<div itemscope itemtype="http://schema.org/Dentist"><span itemprop="name">Dr Vaubrun</span></div>'
BLOCK = '<script type="application/ld+json">{}</script>'
DOCTOR = '{"@type": "Physician", "@id": "#a", "name": "Dr Vaubrun", "review": {"@type": "Review", "text": "Bien"}}'
PAGE = f"""<!doctype html><html lang="fr"><head><title>Cabinet</title>
{BLOCK.format(DOCTOR)}
</head><body>{ITEM}<div itemscope itemtype="http://schema.org/Review"><p itemprop="reviewBody">Bien</p>
<span itemprop="reviewRating" itemscope><b itemprop="ratingValue">4,5/5</b></span></div>
<div vocab="http://schema.org/" typeof="Hospital"><span property="name">Hôpital</span></div></body></html>"""


def read(text: str) -> Reading:
    return read_html(text, "", EVIDENCE)


def test_what_lies_under_ten_thousand_tags_is_still_read() -> None:
    reading = read("<div>" * 10_000 + ITEM + "</div>" * 10_000)

    assert [one.name for one in reading.listings] == ["Dr Vaubrun"]
    assert reading.problems == (tree.DEEP,)


def test_what_follows_the_end_of_a_page_is_read() -> None:
    assert [one.name for one in read(f"<html><body><p>Bonjour</p></body></html>\n{ITEM}").listings] == ["Dr Vaubrun"]


def test_a_page_too_deep_to_be_read_says_so() -> None:
    reading = read('<div class="a">' * 10_000 + ITEM)

    assert reading.problems == (tree.TOO_DEEP,)


def test_only_so_many_blocks_are_read_and_the_reader_is_told() -> None:
    reading = read(BLOCK.format('{"@type": "Dentist", "name": "Dr Vaubrun"}') * 2_000)

    assert len(reading.listings) == 1
    assert reading.problems == (MANY_BLOCKS,)


def test_a_block_that_cannot_be_read_leaves_the_others() -> None:
    reading = read(BLOCK.format("[" * 50_000) + BLOCK.format('{"@type": "Dentist", "name": "Dr Vaubrun"}'))

    assert len(reading.listings) == 1
    assert reading.problems == (BROKEN_BLOCKS,)


def test_only_so_many_things_are_read_and_the_reader_is_told() -> None:
    reading = read(ITEM * (MOST_THINGS + 10))

    assert len(reading.listings) == 1
    assert reading.problems == (MANY_THINGS,)


def test_only_so_many_listings_are_kept_and_the_reader_is_told() -> None:
    reading = read("".join(ITEM.replace("Vaubrun", f"Vaubrun {n}") for n in range(600)))

    assert len(reading.listings) == 500
    assert reading.problems == (MANY_LISTINGS,)


def test_a_crowd_of_attributes_is_left_out() -> None:
    reading = read("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">Bonjour</p>" + ITEM)

    assert len(reading.listings) == 1
    assert reading.problems == (tree.ATTRIBUTES,)


def test_a_crowd_behind_a_quoted_end_of_a_tag_is_left_out() -> None:
    reading = read('<p a=">" ' + " ".join(f"a{n}" for n in range(50_000)) + ">Bonjour</p>" + ITEM)

    assert len(reading.listings) == 1
    assert reading.problems == (tree.ATTRIBUTES,)


def test_a_long_attribute_is_no_crowd() -> None:
    assert read(f'<p title="{"mot " * 20_000}">Bonjour</p>').problems == ()


def test_a_text_that_is_too_long_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "LONGEST", 200)

    assert read(ITEM + "x" * 1000).problems == (tree.CUT,)


def test_an_empty_text_is_no_page() -> None:
    assert read("").problems == (tree.NO_PAGE,)


def test_things_that_refer_to_one_another_end() -> None:
    things = [
        {"@id": "a", "@type": "Dentist", "name": "Dr Aubry", "location": {"@id": "b"}, "review": {"@id": "a"}},
        {"@id": "b", "@type": "Dentist", "name": "Dr Bellec", "location": {"@id": "a"}},
    ]
    assert len(read(BLOCK.format(json.dumps(things))).listings) == 2


def test_an_itemref_to_what_holds_it_ends() -> None:
    body = '<div id="a" itemscope itemref="b"><div id="b" itemscope itemprop="review" itemref="a c a">x</div></div>'

    assert read(body).listings == ()


@pytest.mark.parametrize("value", ["Infinity", "NaN", "1e400", "9" * 400, '"' + "9" * 400 + '"', "{}", "[]", "true"])
def test_a_number_that_is_none_leaves_the_listing(value: str) -> None:
    block = f'{{"@type": "Dentist", "name": "Dr Vaubrun", "aggregateRating": {{"ratingValue": {value}}}, "geo": '
    reading = read(BLOCK.format(block + f'{{"latitude": {value}, "longitude": 4}}}}'))

    assert [one.name for one in reading.listings] == ["Dr Vaubrun"]
    assert reading.listings[0].rating is None


@given(seed=st.integers(0, 10**9), edits=st.integers(1, 12))
@settings(max_examples=150, deadline=None)
def test_no_mutant_of_a_page_raises(seed: int, edits: int) -> None:
    chance = random.Random(seed)
    text = PAGE
    for _ in range(edits):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(30))
        part = chance.choice(["", text[start:end] * 3, chance.choice("<>\"'&;{}[]=\x00\ud800é "), text[end:start:-1]])
        text = text[:start] + part + text[end:]

    reading = read(text)

    assert isinstance(reading, Reading)


@given(st.text(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_text_raises(text: str) -> None:
    read(text)
    read(BLOCK.format(text))
    read(f'<div itemscope itemtype="http://schema.org/Physician"><p itemprop="{text}">{text}</p></div>')


ATTRIBUTES = st.permutations(['itemprop="telephone"', 'href="tel:+33199001234"', 'class="a b"', "data-x='1'"])


@given(attributes=ATTRIBUTES, space=st.sampled_from([" ", "\n", "\t  "]))
@settings(max_examples=40, deadline=None)
def test_the_order_of_attributes_and_white_space_change_nothing(attributes: list[str], space: str) -> None:
    link = f"<a{space}{space.join(attributes)}>{space}appeler{space}</a>"
    body = f'<div itemscope itemtype="http://schema.org/Physician">{space}<b itemprop="name">Dr{space}A</b>{link}</div>'
    (listing,) = read(body).listings

    assert (listing.name, listing.phones) == ("Dr A", ("+33199001234",))


@given(st.permutations(range(3)))
@settings(deadline=None)
def test_the_order_of_scripts_changes_nothing(order: list[int]) -> None:
    blocks = [
        '{"@type": "Physician", "@id": "#a", "name": "Dr Aubry"}',
        '{"@type": "Physician", "name": "Dr Bellec", "telephone": "+33199001234"}',
        '{"@type": "Review", "itemReviewed": {"@id": "#a"}, "reviewBody": "Bien"}',
    ]
    reading = read("".join(BLOCK.format(blocks[n]) for n in order))

    assert {(one.name, one.phones) for one in reading.listings} == {("Dr Aubry", ()), ("Dr Bellec", ("+33199001234",))}
    assert len(reading.reviews) == 1
