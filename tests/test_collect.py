import asyncio
from collections.abc import Iterable, Iterator

import msgspec
import pytest

import make
from ereput.collect import MOST_REQUESTS, collect
from ereput.errors import Broken, Disallowed, Refused, Throttled, UsageError
from ereput.model import Harvest, Item, Mention, Place, Practitioner, Problem, Status
from ereput.page import Page
from ereput.source import About, Kind, Lead, Leads, Request, Source


def about(name: str, **changed: object) -> About:
    facts = {
        "title": name,
        "kind": Kind.SEARCH,
        "home": f"https://{name}.example",
        "terms": f"https://{name}.example/t",
    }
    return About(name=name, base_url=f"https://{name}.example", **{**facts, **changed})  # type: ignore[arg-type]


class Asks(Source):
    """Asks addresses in order; each answer is one listing named after its address."""

    about = about("asks")
    paths: tuple[str, ...] = ("a", "b", "c")

    def search(self, who: Practitioner) -> Iterable[Request]:
        yield from (Request(url=f"{self.base_url}/{path}", then=self.read) for path in self.paths)

    def read(self, page: Page) -> Iterator[Item | Request]:
        yield make.listing(name=page.url[-1], evidence=page.evidence)


async def answer(request: Request, facts: About) -> Page:
    return Page(source=facts.name, url=request.url, asked=request.url, retrieved_at=make.NOW)


def harvest_of(source: Source, fetch=answer) -> Harvest:
    [harvest] = asyncio.run(collect(make.practitioner(), [source], fetch))
    return harvest


def names(harvest: Harvest) -> list[str]:
    return [item.name for item in harvest.items]


def test_items_come_in_the_order_asked() -> None:
    assert names(harvest_of(Asks())) == ["a", "b", "c"]


def test_one_question_at_a_time_is_put_to_a_host() -> None:
    at_once, most = 0, 0

    async def counting(request: Request, facts: About) -> Page:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0)
        at_once -= 1
        return await answer(request, facts)

    harvest_of(Asks(), counting)

    assert most == 1


def test_a_refusal_is_not_nothing_and_the_host_is_not_asked_again() -> None:
    asked = []

    async def refusing(request: Request, facts: About) -> Page:
        asked.append(request.url)
        raise Refused("HTTP 403")

    harvest = harvest_of(Asks(), refusing)

    assert harvest.status is Status.REFUSED
    assert asked == ["https://asks.example/a"]


def test_what_was_found_before_a_refusal_is_kept() -> None:
    async def tired(request: Request, facts: About) -> Page:
        if request.url.endswith("b"):
            raise Throttled("HTTP 429", 3600)
        return await answer(request, facts)

    harvest = harvest_of(Asks(), tired)

    assert (harvest.status, names(harvest)) == (Status.PARTIAL, ["a"])


def test_a_reader_that_slips_is_that_sources_broken_and_keeps_what_it_read() -> None:
    class Slips(Asks):
        def read(self, page: Page) -> Iterator[Item | Request]:
            yield from super().read(page)
            raise KeyError("surprise")

    harvest = harvest_of(Slips())

    assert harvest.status is Status.PARTIAL
    assert names(harvest) == ["a", "b", "c"]
    assert "KeyError" in harvest.problems[0].detail


def test_a_source_that_slips_before_it_asks_is_broken() -> None:
    class Slips(Asks):
        def search(self, who: Practitioner) -> Iterable[Request]:
            raise Broken("no")
            yield

    assert harvest_of(Slips()).status is Status.BROKEN


def test_a_reader_that_slips_at_once_is_that_sources_broken() -> None:
    class Slips(Asks):
        def read(self, page: Page) -> Iterator[Item | Request]:
            raise Broken("no")

    assert harvest_of(Slips()).status is Status.BROKEN


@pytest.mark.parametrize("path", ["https://[::1", "a"])
def test_an_address_or_a_fetcher_that_slips_is_that_sources_broken(path: str) -> None:
    class Slips(Asks):
        def search(self, who: Practitioner) -> Iterable[Request]:
            yield Request(url=path, then=self.read)

    async def slipping(request: Request, facts: About) -> Page:
        raise OverflowError("surprise")

    assert harvest_of(Slips(), slipping).status is Status.BROKEN


def test_what_the_user_must_mend_is_no_problem_of_a_source() -> None:
    async def unusable(request: Request, facts: About) -> Page:
        raise UsageError("the proxy must be written http://host:port")

    with pytest.raises(ExceptionGroup) as caught:
        harvest_of(Asks(), unusable)

    assert isinstance(caught.value.exceptions[0], UsageError)


def test_an_answer_counts_whatever_fails_elsewhere_meanwhile() -> None:
    class TwoBranches(Asks):
        def search(self, who: Practitioner) -> Iterable[Request]:
            yield Request(url="https://a.example/a", then=self.leads_on)
            yield Request(url="https://b.example/b", then=self.read)

        def leads_on(self, page: Page) -> Iterator[Item | Request]:
            yield Request(url="https://c.example/c", then=self.read)

    async def fetch(request: Request, facts: About) -> Page:
        for _ in range(1 if "a.example" in request.url else 5 if "b.example" in request.url else 20):
            await asyncio.sleep(0)
        if "b.example" in request.url:
            raise Refused("HTTP 403")
        return await answer(request, facts)

    harvest = harvest_of(TwoBranches(), fetch)

    assert (harvest.asked, harvest.answered) == (3, 2)


def test_an_audit_that_is_cancelled_asks_nothing_more() -> None:
    class Everywhere(Asks):
        def search(self, who: Practitioner) -> Iterable[Request]:
            yield from (Request(url=f"https://{host}.example/", then=self.read) for host in "abc")

    asking: set[str] = set()

    async def silent(request: Request, facts: About) -> Page:
        asking.add(request.url)
        try:
            return await asyncio.Future()
        finally:
            asking.discard(request.url)

    async def run() -> None:
        audit = asyncio.ensure_future(collect(make.practitioner(), [Everywhere()], silent))
        while len(asking) < 3:
            await asyncio.sleep(0)
        audit.cancel()
        with pytest.raises(asyncio.CancelledError):
            await audit
        assert asking == set()

    asyncio.run(run())


def test_keys_and_passwords_of_an_address_are_in_no_problem_and_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    class Named(Asks):
        def search(self, who: Practitioner) -> Iterable[Request]:
            yield Request(url="https://bob:hunter2@a.example/?token=s3cr3t", then=self.read)

    async def unwilling(request: Request, facts: About) -> Page:
        raise Disallowed("the address holds a user name or a password")

    harvest = harvest_of(Named(), unwilling)

    assert harvest.problems[0].url == "https://a.example/?token=REDACTED"
    assert "hunter2" not in caplog.text
    assert "s3cr3t" not in caplog.text


def test_a_problem_keeps_the_template_and_the_values_of_its_sentence() -> None:
    async def fetch(request: Request, about: About) -> Page:
        raise Throttled("{status}, to be asked again in {seconds} s", 60, status="HTTP 429", seconds=60)

    problem = harvest_of(Asks(), fetch).problems[0]

    assert problem.detail == "HTTP 429, to be asked again in 60 s"
    assert problem.template == "{status}, to be asked again in {seconds} s"
    assert problem.values == {"status": "HTTP 429", "seconds": "60"}


def test_a_problem_without_values_is_written_as_before() -> None:
    plain = Problem(status=Status.BROKEN, url="https://x.example/", detail="not an address of the web")

    assert set(msgspec.to_builtins(plain)) == {"status", "url", "detail"}


def test_stopping_early_is_owned_up_to() -> None:
    class Endless(Asks):
        paths = ("a",)

        def read(self, page: Page) -> Iterator[Item | Request]:
            yield from super().read(page)
            yield Request(url=page.url + "a", then=self.read)

    harvest = harvest_of(Endless())

    assert harvest.status is Status.LIMITED
    assert len(harvest.items) == MOST_REQUESTS


def test_nothing_there_is_nothing() -> None:
    class Silent(Asks):
        def read(self, page: Page) -> Iterator[Item | Request]:
            return iter(())

    assert harvest_of(Silent()).status is Status.NOTHING


class Leading(Asks):
    about = about("leads", gives=frozenset({Lead.POSITION, Lead.PAGES}))
    paths = ("x",)

    def read(self, page: Page) -> Iterator[Item | Request]:
        yield Place(evidence=page.evidence, label="Lyon", latitude=45.7, longitude=4.8)
        yield Mention(evidence=page.evidence, url="https://found.example/", title="t", rank=1)


class Follows(Source):
    about = about("follows", takes=frozenset({Lead.POSITION}), gives=frozenset({Lead.PAGES}))

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Leads] = []

    def search(self, who: Practitioner) -> Iterable[Request]:
        return ()

    def follow(self, who: Practitioner, leads: Leads) -> Iterable[Request]:
        self.seen.append(leads)
        return ()


def test_a_source_that_takes_leads_is_asked_after_those_that_give_them() -> None:
    follows = Follows()

    asyncio.run(collect(make.practitioner(), [follows, Leading()], answer))

    [leads] = follows.seen
    assert leads.position is not None
    assert [page.url for page in leads.pages] == ["https://found.example/"]


def test_pages_that_the_user_settled_are_no_leads() -> None:
    follows = Follows()
    who = make.practitioner(pages=("https://mine.example/",), not_pages=("https://found.example/",))

    asyncio.run(collect(who, [follows, Leading()], answer))

    assert follows.seen[0].pages == ()


def test_a_source_of_the_second_round_is_asked_at_once_what_needs_no_leads() -> None:
    order = []

    class Both(Follows):
        def search(self, who: Practitioner) -> Iterable[Request]:
            yield Request(url="https://follows.example/named", then=lambda page: ())

    async def noting(request: Request, facts: About) -> Page:
        order.append(facts.name)
        for _ in range(5 if facts.name == "leads" else 1):
            await asyncio.sleep(0)
        order.append(f"{facts.name} answered")
        return await answer(request, facts)

    both = Both()
    asyncio.run(collect(make.practitioner(), [both, Leading()], noting))

    assert order.index("follows answered") < order.index("leads answered")
    assert both.seen[0].position is not None


def test_progress_tells_of_each_source() -> None:
    told: list[tuple[str, str]] = []

    asyncio.run(collect(make.practitioner(), [Asks()], answer, lambda source, event: told.append((source, event))))

    assert told == [("asks", "asking"), ("asks", "found")]
