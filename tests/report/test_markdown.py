"""The Markdown report: a whole document that GitHub and Pandoc render, whatever was read."""

import re

import audits
import hostile
import pytest
from markdown_it import MarkdownIt

import make
from ereput.model import Audit, Judgement, Problem, Status
from ereput.report import render
from ereput.words import Words


def document(audit: Audit, language: str = "en") -> str:
    return render("markdown", audit, Words(language), abouts=audits.abouts())


def html(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_document_is_the_one_that_was_accepted(golden, language):
    golden(f"rich-{language}.md", document(audits.rich(), language))


@pytest.mark.parametrize("name", ["silent", "empty", "one_review"])
def test_a_document_at_the_edges_is_the_one_that_was_accepted(golden, name):
    golden(f"{name}-fr.md", document(getattr(audits, name)(), "fr"))


def test_every_row_of_a_table_has_as_many_cells_as_its_heading():
    rendered = html(document(audits.rich()))

    for table in re.findall(r"<table>.*?</table>", rendered, re.S):
        widths = {len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.S)}
        assert len(widths) == 1


def test_the_sections_come_in_the_order_of_the_reader():
    headings = re.findall(r"^## (.*)$", document(audits.rich()), re.M)

    assert headings == [
        "Verdict",
        "Who was looked for",
        "Sources",
        "Listings",
        "Page one of a search for the name",
        "Reviews",
        "What patients say",
        "Sensitive items",
        "To open yourself",
        "Method",
        "Also found",
        "Evidence",
    ]


@pytest.mark.parametrize("payload", hostile.PAYLOADS.values(), ids=hostile.PAYLOADS.keys())
def test_hostile_text_stays_text(payload):
    rendered = html(document(hostile.audit(payload)))
    allowed = r"</?(h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|strong|em|code|blockquote|hr|a)( [^>]*)?/?>"

    assert not re.search(r"<[a-z/!]", re.sub(allowed, "", rendered))
    assert "<a href" not in re.sub(r'<a href="https?://[^"<>\s]*">', "", rendered)


@pytest.mark.parametrize("payload", hostile.PAYLOADS.values(), ids=hostile.PAYLOADS.keys())
def test_hostile_text_cannot_add_a_section_or_a_cell(payload):
    rendered = html(document(hostile.audit(payload)))
    honest = html(document(hostile.audit("honest")))

    assert rendered.count("<h1>") == 1
    assert rendered.count("<h2>") <= honest.count("<h2>")
    for table in re.findall(r"<table>.*?</table>", rendered, re.S):
        assert len({len(re.findall(r"<t[hd]\b", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.S)}) == 1


def test_hostile_addresses_become_no_link_to_elsewhere():
    text = document(hostile.audit(hostile.PAYLOADS["autolink"]))

    assert "https://evil" not in text.replace("doctolib.fr/https://evil", "")
    assert "me@evil" not in text


def test_a_patient_is_quoted_without_names_or_numbers():
    text = document(audits.rich())

    assert "Ferrand" not in text
    assert "Appelez Mme \\[…\\] au \\[…\\]" in text


def test_a_sensitive_item_bears_its_clock_and_its_quotation():
    section = document(audits.rich()).partition("## Sensitive items")[2].partition("\n## ")[0]

    assert "between 2\u00a0Nov\u00a02026 and 9\u00a0Nov\u00a02026" in section
    assert "**no later than: 2\u00a0Feb\u00a02027**" in section
    assert "> “Le Dr" in section
    assert "not legal advice" in section


def test_the_formula_holds_this_reports_own_numbers():
    text = document(audits.rich())

    assert "Here: 100 × (0.40 × 0.745 + 0.25 × 0.660 + 0.20 × 0.584 + 0.15 × 0.840) / 1.00 = 68.4." in text
    assert "With any one weight halved or doubled the score lies between 66 and 70." in text


def test_a_report_without_a_score_has_the_formula_and_no_sum():
    text = document(audits.one_review())

    assert "Score = 100 ×" in text
    assert "Here:" not in text


def test_a_site_on_which_nothing_was_seen_is_said_as_it_is_known():
    text = document(audits.rich())

    query = "“Hélène Vaubrun dermatologue Lyon”"
    assert f"Clickdoc (CGM) and KelDoc: no trace in the first 10 results of the search {query} (Tavily)" in text
    assert f"Trustpilot: no result at all for the search {query} (Tavily)" in text


def test_a_namesakes_page_is_neither_named_nor_linked():
    text = document(audits.rich())

    assert "| 4 | – | – | – | a namesake |" in text
    assert "cardiolog" not in text


def test_an_unsure_listing_is_shown_as_such():
    doubtful = make.match(make.listing(site="maiia", id="1"), Judgement.UNSURE)

    assert "### Maiia, Dermatologist, Lyon — maybe (50%)" in document(make.audit(matches=(doubtful,)))


def test_a_table_leaves_room_for_sentences_where_dashes_count():
    lines = document(audits.rich()).partition("### Do first")[2].splitlines()
    dashes = [len(cell.strip()) for cell in lines[3].strip("|").split("|")]

    assert set(lines[3]) == {"|", "-", " "}
    assert dashes[0] == 3
    assert dashes[1] == 60 > 2 * max(dashes[2:])


def test_who_is_insulted_is_told_what_to_do_in_which_order():
    section = document(audits.rich()).partition("## Sensitive items")[2].partition("\n## ")[0]
    steps = re.findall(r"^\d\. .*$", section, re.M)

    assert [word in step for word, step in zip(("proof", "no public", "site", "Ordre", "lawyer"), steps, strict=True)]
    assert "is no constat" in steps[0]
    assert "never confirm that somebody is a patient" in steps[1]
    assert "To report it: [Open the ⋮ menu" in section
    assert "see a lawyer before that day" in section


def _asked(code: str, site: str = "google_maps", **changed: object) -> str:
    home = make.listing(source="exports", site=site, id="1")
    review = make.review(home, text="Ce n'est pas le bon cabinet.", stars=1)
    finding = make.finding(code, subject=review.key, **changed)
    harvests = (make.harvest(home, review),)
    audit = make.audit(harvests=harvests, matches=(make.match(home),), findings=(finding,))
    return document(audit).partition("## Sensitive items")[2].partition("\n## ")[0]


def test_a_review_about_another_asks_for_no_lawyer():
    section = _asked("REV004")

    assert "Keep the proof first" in section
    assert "lawyer" not in section
    assert "insurer" not in section


def test_a_threat_is_told_to_insurer_and_order_without_a_press_clock():
    section = _asked("REV003")

    assert "insurer" in section
    assert "lawyer" not in section


def test_an_insult_whose_clock_is_not_known_asks_for_a_lawyer_without_delay():
    assert "see a lawyer without delay" in _asked("REV001")


def test_how_a_site_takes_reports_is_said_only_where_it_is_established():
    assert "is not established; look beside the review" in _asked("REV004", site="pagesjaunes")


def test_a_mark_and_a_text_that_disagree_are_shown_together():
    assert "4.0 of 5, and yet: “Bon diagnostic, mais trop d'attente.”" in document(audits.rich())


def test_reviews_without_a_day_are_not_placed_in_time():
    review = make.review(audits.GOOGLE, day=None)
    audit = make.audit(harvests=(make.harvest(audits.GOOGLE, review),), matches=(make.match(audits.GOOGLE),))

    assert "1 review cannot be placed in one quarter." in document(audit)


def test_why_a_source_said_no_is_said_in_the_readers_language():
    values = {"host": "annuaire.example:443", "path": "/dr"}
    template = "robots.txt of {host} does not allow {path}"
    problem = Problem(
        status=Status.DISALLOWED,
        url="https://annuaire.example/dr",
        detail=template.format(**values),
        template=template,
        values=values,
    )
    asked = make.harvest(source="web_pages", status=Status.DISALLOWED, problems=(problem,), asked=1, answered=0)
    text = document(make.audit(harvests=(asked,)), "fr")

    assert "le robots.txt du site annuaire.example:443 n'autorise pas /dr" in text
    assert "does not allow" not in text
