import json

import pytest

import make
from ereput.errors import Broken, Limited, Skipped
from ereput.leads import MOST_PAGES
from ereput.model import Listing, Mention
from ereput.page import Page
from ereput.source import Leads, PageLead, Request
from ereput.sources.web_pages import WebPages

WHO = make.practitioner()
NAMING = make.practitioner(
    pages=("https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun", "https://clinique.example/rapport.pdf")
)
HERE = "https://clinique.example/vaubrun"


def follow(*leads: PageLead) -> tuple[list[str], str | None]:
    """The addresses asked for, and what was said of those that were not."""
    asked: list[Request] = []
    try:
        asked.extend(WebPages().follow(WHO, Leads(pages=leads)))
    except Limited as error:
        return [request.url for request in asked], str(error)
    return [request.url for request in asked], None


def found(url: str, title: str = "Dr Vaubrun") -> PageLead:
    return PageLead(url=url, title=title)


def read(body: str | bytes, url: str = HERE, named: bool = False, kind: str = "text/html", status: int = 200):
    page = Page(
        source="web_pages",
        url=url,
        asked=HERE,
        status=status,
        headers={"content-type": kind} if kind else {},
        body=body.encode() if isinstance(body, str) else body,
        retrieved_at=make.NOW,
    )
    source = WebPages()
    return list(source.named(WHO, page) if named else source.found(WHO, PageLead(url=HERE), page))


def test_before_there_are_leads_only_what_the_user_named_is_asked_for():
    assert list(WebPages().search(WHO)) == []
    assert [asked.url for asked in WebPages().search(NAMING)] == list(NAMING.pages)
    assert WebPages.about.asks_robots


def test_sites_that_say_no_papers_and_strangers_are_not_asked_for():
    asked, said = follow(
        found("https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun"),
        found("https://clinique.example/vaubrun.PDF"),
        found("https://clinique.example/equipe", title="Notre équipe"),
        found("ftp://clinique.example/vaubrun"),
        found("https://clinique.example/equipe/vaubrun", title=""),
    )

    assert asked == ["https://clinique.example/equipe/vaubrun"]
    assert said is None


def test_without_a_page_worth_reading_it_was_not_asked_and_its_silence_means_nothing():
    with pytest.raises(Skipped, match="nothing led"):
        follow(found("https://clinique.example/equipe", title="Notre équipe"))


def test_with_a_named_page_asked_for_nothing_more_to_follow_is_no_failure():
    assert list(WebPages().follow(NAMING, Leads())) == []


def test_two_pages_of_a_site_are_enough_and_the_others_are_owned_up_to():
    asked, said = follow(*(found(f"https://{www}clinique.example/{n}") for n in range(2) for www in ("", "www.")))

    assert asked == ["https://clinique.example/0", "https://www.clinique.example/0"]
    assert said is not None
    assert said.startswith("read 2 of 4 pages")


def test_stopping_early_is_owned_up_to():
    asked, said = follow(*(found(f"https://site-{n}.example/vaubrun") for n in range(MOST_PAGES + 3)))

    assert len(asked) == MOST_PAGES
    assert said is not None


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_says_nothing_unless_the_user_named_it(status):
    assert read("<h1>gone</h1>", status=status) == []
    with pytest.raises(Broken, match=rf"the page you named is not there \(HTTP {status}\)"):
        read("<h1>gone</h1>", status=status, named=True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"%PDF-1.7", "application/pdf"), (b"%PDF-1.7", ""), (b"%PDF-1.7", "text/html"), (b"\x89PNG", "image/png")],
)
def test_what_is_no_web_page_is_broken(body, kind):
    with pytest.raises(Broken, match="where a web page was due"):
        read(body, kind=kind)


def test_a_found_page_may_not_lead_to_a_site_that_says_no_and_a_named_one_goes_where_it_goes():
    [found] = WebPages().follow(WHO, Leads(pages=(PageLead(url="https://a.example/vaubrun", title="Hélène Vaubrun"),)))
    named, _ = WebPages().search(NAMING)

    assert named.may_lead_to is None
    assert not found.may_lead_to("https://www.doctolib.fr/dermatologue/lyon/helene-vaubrun")
    assert found.may_lead_to("https://www.dr-vaubrun.example/")


def test_the_sentence_that_names_the_practitioner_is_kept():
    [mention] = read("<title>T</title><p>Une phrase. Le Dr. VAUBRUN Hélène reçoit le mardi ! Une autre.</p>")

    assert isinstance(mention, Mention)
    assert mention.snippet == "Le Dr. VAUBRUN Hélène reçoit le mardi !"
    assert mention.title == "T"


def test_a_long_sentence_is_cut_between_words_around_the_name():
    [mention] = read(f"<p>{'avant ' * 100}Hélène Vaubrun {'après ' * 100}</p>")

    assert len(mention.snippet) <= 300
    assert "Hélène Vaubrun" in mention.snippet
    assert mention.snippet.startswith("… avant")
    assert mention.snippet.endswith("après …")


def test_a_page_that_does_not_name_the_practitioner_says_nothing():
    assert read("<p>Hélène Orsenne et Paul Vaubrun</p>") == []


def test_a_clinics_listing_and_the_sentence_stand_side_by_side():
    clinic = '{"@type":"MedicalClinic","name":"Clinique des Quais","telephone":"04 65 71 11 00"}'
    listing, mention = read(f'<script type="application/ld+json">{clinic}</script><p>Dr Hélène Vaubrun.</p>')

    assert isinstance(listing, Listing)
    assert (listing.name, mention.snippet) == ("Clinique des Quais", "Dr Hélène Vaubrun.")


def test_what_could_not_be_read_is_said_after_what_could():
    page = '<script type="application/ld+json">{{{</script><p>Dr Hélène Vaubrun.</p>'

    with pytest.raises(Broken, match="JSON-LD"):
        read(page)


@pytest.mark.parametrize("url", ["javascript:alert(1)", " JaVaScRiPt:1", "data:text/html,x", "vbscript:x", "http://[x"])
def test_a_page_that_names_a_trap_as_its_address_keeps_its_own(url):
    thing = {"@type": "Physician", "name": "Dr Hélène Vaubrun", "url": url, "address": {"streetAddress": "r" * 50_000}}
    body = f'<title>x</title><script type="application/ld+json">{json.dumps(thing)}</script>'

    [listing] = [item for item in read(body) if isinstance(item, Listing)]

    assert (listing.url, listing.website) == (HERE, None)
    assert len(listing.address.street) == 300
