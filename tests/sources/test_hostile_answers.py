"""Answers that lie about their shape, and hostile names: readers keep little, or say what was wrong; none fails."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from ereput.errors import SourceError
from ereput.model import Listing, Mention, Place, Practitioner
from ereput.page import Page
from ereput.registry import source_classes
from ereput.source import Leads, PageLead, Request, Secret, Source, SourceSettings
from places import FIXTURES

BASE = "https://service.example"
WHO = make.practitioner()
LEADS = Leads(
    pages=(PageLead(url="https://clinique.example/vaubrun", title="Dr Vaubrun"),),
    position=Place(evidence=make.evidence(), label="", latitude=45.76, longitude=4.85, grain="street"),
)
SECONDS = 2.0  # for one answer, on a busy machine
LONG = 20_000
KEPT = 10_000  # bytes of one item

Reader = Callable[[Page], Iterable[object]]


def source(name: str) -> Source:
    return source_classes()[name](SourceSettings(base_url=BASE, key=Secret("test-key")))


def page(body: bytes, kind: str = "application/json", status: int = 200) -> Page:
    return Page(
        source="s", url=f"{BASE}/", asked=f"{BASE}/", status=status, headers={"content-type": kind}, body=body,
        retrieved_at=make.NOW,
    )  # fmt: skip


def requests(found: Iterable[object]) -> list[Request]:
    """The requests of a reader, those before its complaint too."""
    asked: list[Request] = []
    with suppress(SourceError):
        asked.extend(one for one in found if isinstance(one, Request))
    return asked


def seeds() -> Iterator[tuple[str, str, Any]]:
    """Every JSON answer of every cassette, with the source that reads it and the address that was asked."""
    for file in sorted((FIXTURES / "sources").glob("*/*/*.json")):
        if file.name != "expected.json":
            try:
                yield file.parents[1].name, file.stem, json.loads(file.read_text("utf-8"))
            except ValueError:
                continue


SEEDS = list(seeds())


def readers(name: str) -> list[Reader]:
    """The readers of a source that its cassettes reach: of its first requests, and of those that they lead to."""
    asking = source(name)
    waiting = [*requests(asking.search(WHO)), *requests(asking.follow(WHO, LEADS))]
    found: dict[str, Reader] = {}
    while waiting:
        request = waiting.pop()
        reader = getattr(request.then, "func", request.then).__name__
        if reader not in found:
            found[reader] = request.then
            for _, _, answer in [seed for seed in SEEDS if seed[0] == name]:
                waiting += requests(request.then(page(json.dumps(answer).encode())))
    return list(found.values())


READERS = {name: readers(name) for name in source_classes()}

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(
        ["", "\ud800", "\x00\x1b[31m", "http://[", "javascript:alert(1)", "@evil.example/x", "9" * 400, "x" * LONG]
    ),
    st.sampled_from([10**400, -1, 1e308, float("nan"), float("inf")]),
    st.text(max_size=20),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=3),
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.text(max_size=5)), max_size=3),
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value that something else could stand in."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in pairs:
        yield value, key
        yield from places(member)


@st.composite
def mutated(draw: st.DrawFn, name: str) -> bytes:
    """An answer of the source's cassettes with one to three members lacking, or replaced."""
    seed = draw(st.sampled_from([answer for source_name, _, answer in SEEDS if source_name == name]))
    answer = deepcopy(seed)
    for _ in range(draw(st.integers(1, 3))):
        if not (all_places := list(places(answer))):
            break
        holder, key = draw(st.sampled_from(all_places))
        if isinstance(holder, dict) and draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = draw(junk)
    return json.dumps(answer).encode()


def check(reader: Reader, answer: Page) -> None:
    """What leaves the reader is small, can be sent, names web pages only and asks nobody else."""
    found: list[object] = []
    began = time.perf_counter()
    complaint = ""
    try:
        found.extend(reader(answer))
    except SourceError as error:
        complaint = str(error)
    assert len(complaint) <= 1_000
    assert time.perf_counter() - began < SECONDS
    for one in found:
        if isinstance(one, Request):
            assert urlsplit(one.url).netloc == urlsplit(BASE).netloc
            continue
        assert len(msgspec.json.encode(one)) < KEPT
        for url in addresses(one):
            assert url.startswith(("http://", "https://"))
            assert url.isprintable()


def addresses(item: object) -> Iterator[str]:
    if isinstance(item, Mention | Listing):
        yield from filter(None, (item.url, getattr(item, "website", None)))


JSON_SOURCES = [name for name in READERS if name != "web_pages"]


@pytest.mark.parametrize("name", JSON_SOURCES)
def test_every_reader_is_reached(name: str) -> None:
    asking = source(name)
    own = {"rpps": {"profile", "card", "names", "surname"}, "annuaire_sante": {"people", "workplaces"},
           "nominatim": {"places", "position"}, "brave": {"web", "news"}}  # fmt: skip

    reached = {getattr(reader, "func", reader).__name__ for reader in READERS[asking.about.name]}

    assert reached >= own.get(name, set())
    assert reached


@pytest.mark.parametrize("name", JSON_SOURCES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_a_mutated_answer_is_read_or_refused(name: str, data: st.DataObject) -> None:
    body = data.draw(mutated(name))
    for reader in READERS[name]:
        check(reader, page(body, status=data.draw(st.sampled_from([200, 200, 200, 400, 401, 422, 429]))))


@pytest.mark.parametrize("name", JSON_SOURCES)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"[[[[",
        b"[" * 100_000,
        b'{"a":' * 50_000,
        b'{"results": NaN, "elements": Infinity}',
        b'"' + b"x" * 1_000_000 + b'"',
        b"<!doctype html><title>Just a moment...</title>",
        b"Rate limit exceeded",
        b"\xff\xfe\x00",
        b"\x00" * 1_000_000,
        b"{" + b'"a":1,' * 100_000 + b'"a":1}',
    ],
    ids=repr,
)
def test_what_is_no_answer_is_never_taken_for_nobody(name: str, body: bytes) -> None:
    for reader in READERS[name]:
        answer = page(body)
        if body == b"[]" and name == "nominatim":
            continue  # this is how it says nobody
        began = time.perf_counter()
        with pytest.raises(SourceError):
            list(reader(answer))
        assert time.perf_counter() - began < SECONDS


NAMES = [
    '"];out;//',
    "%_*",
    ".*(a+)+$",
    "O'Brien, $|\\",
    "x" * 500,
    "Jean " * 100,
    "😀",
    "😀🏥 Vaubrun",
    "محمد",
    "王伟",
    "X",
    "-intitle:Vaubrun",
    "a:b",
    "\u202eVaubrun\x00\x1b[31m",
    "Vaubrun\n\rHost: evil.example",
]
BARE = {"given": None, "title": None, "specialty": None, "street": None, "postal_code": None, "locality": None}


@pytest.mark.parametrize("traits", [{}, {"locality": None}, {"identifiers": ()}, BARE | {"identifiers": ()}], ids=str)
@pytest.mark.parametrize("family", NAMES, ids=repr)
@pytest.mark.parametrize("name", list(READERS))
def test_a_hostile_name_is_asked_for_soundly_or_not_at_all(name: str, family: str, traits: dict[str, Any]) -> None:
    who = make.practitioner(family=family, **traits)
    asking = source(name)

    for request in [*requests(asking.search(who)), *requests(asking.follow(who, LEADS))]:
        sent = f"{request.url}{request.json}{request.form}"
        assert request.url.isascii()
        assert request.url.isprintable()
        assert name == "web_pages" or request.url.startswith(f"{BASE}/")
        assert len(sent) < 6_000
        assert "test-key" not in f"{sent}{request.headers}"


@pytest.mark.parametrize("name", ["brave", "searxng", "tavily", "keenable", "wikipedia"])
@pytest.mark.parametrize("family", ["x" * 500, "Jean " * 100])
def test_a_question_keeps_to_the_length_that_engines_take(name: str, family: str) -> None:
    who: Practitioner = make.practitioner(family=family, given=None)

    for request in requests(source(name).search(who)):
        texts = [*parse_qs(urlsplit(request.url).query).get("q", []), (request.json or {}).get("query", "")]
        assert all(len(text) <= 400 and text.count('"') % 2 == 0 for text in texts)
