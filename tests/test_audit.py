import asyncio
from datetime import timedelta

import pytest

import make
from ereput.audit import audit, registered
from ereput.errors import Refused
from ereput.model import Audit, Harvest, Identifier, Judgement, Practitioner, Status
from ereput.page import Page
from ereput.source import About, Kind, Request, Source
from ereput.words import Words

RPPS = Identifier(system="rpps", value="19990418305")
OTHER = Identifier(system="rpps", value="19990418313")


class Register(Source):
    about = About(name="rpps", title="R", kind=Kind.REGISTER, home="h", base_url="https://r.example", terms="t")

    def search(self, who: Practitioner):
        yield Request(url=f"{self.base_url}/", then=self.read)

    def read(self, page: Page):
        yield make.listing(evidence=page.evidence, identifiers=(RPPS,))


async def answer(request: Request, about: About) -> Page:
    return Page(source=about.name, url=request.url, asked=request.url, retrieved_at=make.NOW)


async def refusal(request: Request, about: About) -> Page:
    raise Refused("HTTP 403")


def made(fetch=answer, **changed: object) -> Audit:
    who = make.practitioner(identifiers=())
    return asyncio.run(audit(who, [Register()], fetch, now=make.NOW, words=Words("fr"), **changed))


def test_an_audit_is_its_evidence_and_what_follows_from_it() -> None:
    found = made()

    assert [match.judgement for match in found.matches] == [Judgement.SAME]
    assert found.practitioner.rpps == RPPS.value
    assert found.coverage.answered == 1


def test_the_past_is_asked_once_the_register_number_is_known() -> None:
    asked = []

    made(past=lambda who, moment: asked.append((who.rpps, moment)) or ())

    assert asked == [(RPPS.value, make.NOW)]


def test_it_says_why_nothing_was_compared() -> None:
    assert made().not_compared is None
    assert made(past=lambda who, moment: ()).not_compared == "first"
    assert made(refusal, past=lambda who, moment: ()).not_compared in ("first", "no_key")


def test_files_that_the_user_brought_are_harvests_like_others() -> None:
    brought = Harvest.of("exports", (make.listing(),), (), 1, 1)

    assert [harvest.source for harvest in made(brought=[brought]).harvests] == ["rpps", "exports"]


def test_a_refusal_is_told_and_nothing_is_concluded_from_it() -> None:
    found = made(refusal)

    assert found.harvests[0].status is Status.REFUSED
    assert found.coverage.silent == {"rpps": Status.REFUSED}
    assert "score" not in found.figures


@pytest.mark.parametrize(
    ("cards", "number"), [((RPPS,), RPPS.value), ((RPPS, OTHER), None), ((), None), ((RPPS, RPPS), RPPS.value)]
)
def test_a_register_number_is_learnt_from_one_card_only(cards: tuple[Identifier, ...], number: str | None) -> None:
    matches = [make.match(listing=make.listing(identifiers=(card,)), judgement=Judgement.SAME) for card in cards]

    assert registered(make.practitioner(identifiers=()), matches).rpps == number


def test_a_number_on_somebody_elses_card_is_not_learnt() -> None:
    match = make.match(listing=make.listing(identifiers=(OTHER,)), judgement=Judgement.UNSURE)

    assert registered(make.practitioner(identifiers=()), [match]).rpps is None


def test_a_review_of_after_the_moment_taken_for_now_is_not_counted_and_that_is_said() -> None:
    home = make.listing(source="exports", identifiers=(RPPS,))
    known, tomorrow, later = (
        make.review(home, id=str(n), day=make.TODAY + timedelta(days=days)) for n, days in enumerate((-30, 1, 40))
    )
    brought = Harvest.of("exports", (home, known, tomorrow, later), (), 1, 1)
    exports = made(brought=[brought]).harvests[1]

    assert exports.items == (home, known, tomorrow)
    assert exports.status is Status.FOUND  # nothing hit a limit
    (problem,) = exports.problems
    assert " ".join(problem.detail.split()).startswith("reviews published after 21 November 2026, left aside: 1;")
    said = Words("fr").retold(problem.detail, problem.template, problem.values)
    assert " ".join(said.split()).startswith("avis publiés après le 21 novembre 2026, laissés de côté : 1 ;")
    assert made(brought=[Harvest.of("exports", (home, known), (), 1, 1)]).harvests[1].status is Status.FOUND
