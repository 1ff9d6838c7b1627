"""The page that is looked at: whole in one file, the same numbers, inert, and read without eyes."""

import re
from datetime import date
from itertools import pairwise

import audits
import hostile
import pytest
from shown import NUMBER, Page, numbers, texts

import make
from ereput.model import Interval, Judgement, Severity
from ereput.report import html, render, view
from ereput.report.html import css_text, quoting, run_in
from ereput.words import Words

AUDITS = ["rich", "empty", "silent", "one_review"]
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(name: str, language: str = "fr") -> Page:
    return Page(render("html", getattr(audits, name)(), Words(language), abouts=audits.abouts()))


def body(text: str) -> str:
    """The page without its style sheet, which is looked at by itself."""
    return re.sub(r"<style>.*?</style>", "<style></style>", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", ["empty", "one_review"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_small_audits_are_as_accepted(name, language, golden):
    text = render("html", getattr(audits, name)(), Words(language), abouts=audits.abouts())

    golden(f"{name}-{language}.html", body(text))


@pytest.mark.parametrize("name", AUDITS)
def test_nothing_is_asked_of_anybody(name):
    text = render("html", getattr(audits, name)(), Words("fr"), abouts=audits.abouts())
    shown = Page(text)

    assert f'content="{POLICY}"' in text
    assert not {tag for tag, _ in shown.elements} & {"script", "link", "iframe", "object", "embed", "form", "base"}
    assert not [a for _, a in shown.elements if "src" in a or any(name.startswith("on") for name in a)]
    assert "url(" not in text
    assert "@import" not in text


@pytest.mark.parametrize("name", AUDITS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_on_the_page_is_one_of_the_view(name, language):
    audit, words = getattr(audits, name)(), Words(language)
    shown = view(audit, words, audits.abouts())
    page = Page(html.render(shown))
    known = "\n".join(texts(shown))
    scale = {"1", "2", "3", "4", "5"}

    strange = {
        number
        for where, text in page.said
        for number in NUMBER.findall(text)
        if number not in known and not (where in ("svg", "p") and number in scale)
    }
    assert not strange


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_of_the_view_is_on_the_page(language):
    shown = view(audits.rich(), Words(language), audits.abouts())
    text = Page(html.render(shown)).text.replace("\u202f", " ").replace("\u00a0", " ")
    parts = (
        *(shown.verdict.score, shown.coverage, shown.listings, shown.page_one, shown.reviews, shown.aspects),
        *((part.value, part.n) for part in shown.parts.rows),
    )

    missing = {n.text for part in parts for n in numbers(part) if " ".join(n.text.split()) not in text}
    assert not missing


@pytest.mark.parametrize("name", list(hostile.PAYLOADS))
def test_what_is_hostile_shows_as_text(name):
    text = render("html", hostile.audit(hostile.PAYLOADS[name]), Words("fr"))
    shown = Page(text)

    assert not {tag for tag, _ in shown.elements} & {"script", "img", "b", "link", "iframe", "style2"}
    assert not [a for _, a in shown.elements if any(key.startswith("on") or key == "style" for key in a)]
    assert all(a["href"].startswith(("https://", "http://", "#")) for _, a in shown.elements if "href" in a)
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b\x9b]", text)
    assert text.count("</style>") == 1
    assert len(text) < 200_000


BREAKS_OUT = (
    "</style></title></svg><script>alert(1)</script>",
    '" onmouseover="alert(1)" x="',
    "<svg onload=alert(1)><image href=https://evil.example/x></svg>",
    "{{ 7 * 7 }}{% include 'style.css' %}",
    "\\22 ; } body { background: url(https://evil.example) } /*",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
)


@pytest.mark.parametrize("payload", BREAKS_OUT)
def test_nothing_breaks_out_of_its_place(payload):
    text = render("html", hostile.audit(payload), Words("en"))
    shown = Page(text)

    assert "script" not in {tag for tag, _ in shown.elements}
    assert not [a for _, a in shown.elements if any(key.startswith("on") for key in a)]
    assert not re.search(r"(?i)href=[\"']?\s*(?:javascript|data):", text)
    assert "url(https" not in re.search(r"<style>.*?</style>", text, re.DOTALL)[0]
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", text)[0]


@pytest.mark.parametrize("name", [*AUDITS, "many"])
def test_every_drawing_is_also_said(name):
    shown = page(name)
    drawings = [attributes for tag, attributes in shown.elements if tag == "svg"]
    ids = [a["id"] for _, a in shown.elements if "id" in a]

    assert len(ids) == len(set(ids))
    for drawing in drawings:
        if drawing.get("aria-hidden") != "true":
            assert drawing["role"] == "img"
            assert set(drawing["aria-labelledby"].split()) <= set(ids)


@pytest.mark.parametrize("name", AUDITS)
def test_headings_follow_one_another(name):
    levels = [int(tag[1]) for tag, _ in page(name).elements if re.fullmatch(r"h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_is_for_the_doctor_first_and_in_the_order_of_the_method():
    shown = page("rich", "en")
    parts = [a["id"] for tag, a in shown.elements if tag == "section" and "id" in a]

    assert parts == [
        *("identity", "coverage", "listings", "page-one", "reviews", "aspects", "sensitive", "others", "method"),
        "evidence",
    ]
    assert [shown.text.index(said) for said in ("Verdict", "Do first", "Changes", "In figures", "Contents")] == sorted(
        shown.text.index(said) for said in ("Verdict", "Do first", "Changes", "In figures", "Contents")
    )


def test_three_things_to_do_stand_on_the_first_page_and_the_others_further_down():
    text = render("html", audits.rich(), Words("en"), abouts=audits.abouts())
    first, rest = text.split("<nav", 1)

    assert first.count('<li class="step">') == 3
    assert rest.count('<li class="step">') == 3


def test_quoted_words_bear_their_own_language_and_direction():
    assert quoting("Insult in a review: “Voleur & <b>” today.", "fr") == (
        'Insult in a review: <span class="quote" lang="fr" dir="auto">“Voleur &amp; &lt;b&gt;”</span> today.'
    )
    assert 'lang="' not in quoting("« x »", "")


def test_the_few_words_before_a_colon_lead_their_paragraph():
    assert run_in("Rating: marks <b> & more") == "<strong>Rating</strong>: marks &lt;b&gt; &amp; more"
    assert run_in("Note\u00a0: les notes") == "<strong>Note</strong>\u00a0: les notes"
    assert run_in("Two things are said and never mixed: x") == "Two things are said and never mixed: x"
    assert run_in("Made by <ereput> 1.0") == "Made by &lt;ereput&gt; 1.0"


def test_a_page_in_english_marks_the_french_of_patients():
    text = render("html", audits.rich(), Words("en"), abouts=audits.abouts())

    assert '<html lang="en"' in text
    assert re.search(r'<blockquote lang="fr" dir="auto">“', text)


def test_what_a_style_sheet_says_cannot_end_its_string():
    assert css_text('a"\\é</style>') == '"a\\22 \\5c \\e9 \\3c \\2f style\\3e "'


def reviewed(count: int):
    """So many reviews in as many quarters."""
    said = tuple(
        make.review(audits.GOOGLE, id=str(n), stars=1 + n % 5, day=make.NOW.date().replace(year=2026 - n // 4 % 3))
        for n in range(count)
    )
    return make.audit(
        harvests=(make.harvest(audits.GOOGLE, *said, source="exports"),),
        matches=(make.match(audits.GOOGLE),),
        opinions=tuple(make.opinion(r, "pos", aspects={"waiting": "neu", "listening": "pos"}) for r in said),
        figures={f"stars.{s}": make.figure(sum(1 + n % 5 == s for n in range(count)), unit="count") for s in (1, 5)},
    )


@pytest.mark.parametrize("count", [0, 1, 3, 1000])
def test_charts_say_something_for_few_and_for_many(count):
    text = render("html", reviewed(count), Words("fr"))
    shown = Page(text)

    assert "NaN" not in text
    assert "nan" not in re.findall(r'points="([^"]*)"', text)
    if count == 0:
        assert "Aucune note n'a été lue." in shown.text
        assert "Aucune note ne peut être placée dans un trimestre." in shown.text
    else:
        assert 'aria-labelledby="timeline-wide-t' in text
        assert f"{Words('fr').number(count)} avis ; note" in shown.text.replace("\u202f;", " ;") or count > 1
    assert len(text.encode()) < 500_000


@pytest.mark.parametrize("count", [0, 1, 3, 1000])
def test_a_spark_has_its_table_behind_it(count):
    text = render("html", reviewed(count), Words("en"))
    listing = text.partition('<article class="listing')[2].partition("</article>")[0]
    rows = len(re.findall(r'<th scope="row" role="rowheader">Q\d \d{4}', listing))

    assert ("spark-1-t" in listing) is ("<details" in listing) is (count > 0)
    assert rows == (0 if not count else len(view(reviewed(count), Words("en")).listings.rows[0].trend))
    if not count:
        assert "No review of this listing was read that can be placed in a quarter." in listing


def test_what_texts_say_stands_beside_the_marks():
    text = page("rich", "en").text

    assert "40 texts read: 24 positive, 0 mixed or neutral, 16 negative." in text
    assert "Text and mark seem to disagree" in text


def test_a_mark_that_belongs_to_no_quarter_is_not_drawn():
    wide = Interval(earliest=make.NOW.date().replace(year=2025), latest=make.NOW.date())
    review = make.review(audits.GOOGLE, id="1", published=wide)
    harvest = make.harvest(audits.GOOGLE, review, source="exports")
    audit = make.audit(harvests=(harvest,), matches=(make.match(audits.GOOGLE),))

    assert "timeline-wide" not in render("html", audit, Words("fr"))


def test_a_thousand_reviews_stay_under_half_a_megabyte():
    assert len(render("html", audits.many(1000), Words("fr")).encode()) < 500_000


def test_a_thousand_reviews_under_forty_listings_stay_under_it_too():
    homes = [make.listing(url=f"https://annuaire-{n}.example/dr-vaubrun", stars=4, count=25) for n in range(40)]
    said = [
        make.review(
            home, id=str(n), stars=1 + n % 5, text=f"Avis {n} : très à l'écoute.", day=date(2024 + n % 3, 1 + n % 11, 5)
        )
        for home in homes
        for n in range(25)
    ]
    audit = make.audit(
        harvests=(make.harvest(*homes, *said, source="web_pages"),), matches=tuple(make.match(home) for home in homes)
    )
    text = render("html", audit, Words("fr"), abouts=audits.abouts())

    assert text.count('class="trend"><summary>') == 40
    assert len(text.encode()) < 500_000


def test_the_interval_of_a_quarter_holds_its_mean_and_widens_when_few():
    shown = view(audits.rich(), Words("en")).reviews.quarters
    single = view(audits.one_review(), Words("en")).reviews.quarters

    assert all(q.low.value <= q.mean.value <= q.high.value for q in shown if q.mean)
    assert single[0].high.value - single[0].low.value > 2


def test_pages_of_namesakes_are_not_in_the_list_of_evidence():
    other = make.listing(source="web_pages", url="https://cardiologie-sarrazin.example/", name="Hélène Vaubrun")
    audit = make.audit(
        harvests=(make.harvest(other, audits.CLINIC, source="web_pages"),),
        matches=(make.match(other, Judgement.DIFFERENT), make.match(audits.CLINIC)),
    )

    assert "cardiologie-sarrazin" not in render("html", audit, Words("fr"))


def test_a_burst_is_marked_in_its_quarter_and_said():
    rich = audits.rich()
    values = {"first": "2026-10-20", "last": "2026-11-02", "n": 6, "expected": 0.6, "p": 0.00004, "odds": 25000}
    burst = make.finding("REV008", Severity.WATCH, values=values, subject="burst:2026-10-20")
    audit = make.audit(harvests=rich.harvests, matches=rich.matches, opinions=rich.opinions, findings=(burst,))
    marked = [quarter for quarter in view(audit, Words("en")).reviews.quarters if quarter.remark]
    text = render("html", audit, Words("en"))

    assert [quarter.name for quarter in marked] == ["Q4 2026"]
    assert "6" in marked[0].remark
    assert text.count(">▲</text>") == 2  # on a page and on a phone
    assert f"▲ Q4 2026 – {' '.join(marked[0].remark.split())}" in Page(text).text
    assert marked[0].remark in render("markdown", audit, Words("en")).replace("\\", "")


def test_reviews_that_are_no_longer_shown_are_told_site_by_site():
    gone = tuple(make.change("gone", "review", f"{audits.GOOGLE.key}#{n}") for n in range(3))
    audit = make.audit(matches=(make.match(audits.GOOGLE),), changes=gone, previous=make.NOW)

    for name in ("html", "markdown"):
        assert "Google Maps: 3 reviews are no longer shown since" in render(name, audit, Words("en"))
