"""What an opinion rests on, and when there is none."""

import time

import pytest

import make
from ereput.model import Harvest, Judgement, Rating, Status
from ereput.opinion import opinion, read_opinions


@pytest.mark.parametrize(("value", "label"), [(1, "neg"), (2, "neg"), (3, "neu"), (4, "pos"), (5, "pos")])
def test_stars_speak_where_there_is_no_text(value: float, label: str) -> None:
    found = opinion("x", None, Rating(value=value))

    assert (found.label, found.confidence) == (label, 1.0)
    assert found.score == (value - 3) / 2


def test_a_text_of_marks_alone_is_no_text() -> None:
    assert opinion("x", "5/5 !!!", Rating(value=5.0)).label == "pos"
    assert opinion("x", " \u200b\n").label is None


def test_a_text_is_read_without_its_stars() -> None:
    assert opinion("x", "À fuir, médecin incompétent.", Rating(value=5.0)).label == "neg"


def test_without_text_and_stars_the_tool_abstains() -> None:
    found = opinion("x", "", None)

    assert (found.label, found.score, found.confidence, dict(found.aspects)) == (None, None, 0.0, {})


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Sehr guter Arzt, ich bin sehr zufrieden und komme wieder", "de"),
        ("Muy buena doctora, siempre atenta con los pacientes", "es"),
        ("Un medico molto bravo, sono stato bene con lui", "it"),
        ("Отличный врач, рекомендую", None),
        ("非常好的医生", None),
    ],
)
def test_other_languages_are_recognised_and_left_alone(text: str, language: str | None) -> None:
    found = opinion("x", text, Rating(value=5.0), "fr")

    assert (found.label, found.language) == (None, language)


def test_the_pages_language_decides_what_words_do_not() -> None:
    assert opinion("x", "Excellent !", language="en-GB").language == "en"
    assert opinion("x", "Excellent !", language="fr").language == "fr"
    assert opinion("x", "The doctor was kind and she listened to me", language="fr").language == "en"


def test_numbers_stay_on_their_scales() -> None:
    for text in ("Parfait", "Nul " * 500, "😍" * 500, "a", "mais", "ne … pas", "??"):
        found = opinion("x", text)

        assert 0 <= found.confidence <= 1
        assert found.score is None or -1 <= found.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "très " * 200_000,
        "👍" * 300_000,
        "😡👍" * 300_000,
        "a\u200b" * 500_000,
        "né " * 300_000,
        "x" * 1_000_000,
        "Claire " * 200_000,
        "Dr Claire-Claire " * 80_000,
        "bon врач 医生 جيد " * 60_000,
        "e\u0301" * 500_000,
        "\u202epas bon\u202c " * 80_000,
        ":(" * 400_000,
        "((((!!!!" * 100_000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_a_hostile_text_is_cut_and_read_in_bounded_time(text: str) -> None:
    began = time.process_time()
    found = opinion("x", text)

    assert found.confidence <= 1
    assert time.process_time() - began < 2


def test_only_what_is_theirs_is_read() -> None:
    ours, other = make.listing(), make.listing(url="https://annuaire.example/other")
    review = make.review(ours, text="Très bon médecin, à l'écoute.")
    harvest = make.harvest(ours, other, review, review, make.review(other, text="Nul"))
    matches = (make.match(ours), make.match(other, Judgement.UNSURE))

    found = read_opinions((harvest, harvest), matches)

    assert [one.of for one in found] == [review.key]
    assert found[0].label == "pos"


def test_a_mention_is_labelled_only_when_that_is_sure() -> None:
    plain = make.mention(
        url="https://presse.example/1", title="Le Dr Vaubrun ouvre un cabinet", snippet="Dermatologue à Lyon."
    )
    sure = make.mention(
        url="https://presse.example/2",
        title="Excellent médecin",
        snippet="Compétente, humaine, je la recommande vivement.",
    )
    namesake = make.mention(url="https://presse.example/3", title="Excellent médecin", snippet="Je la recommande.")
    matches = (make.match(plain), make.match(sure), make.match(namesake, Judgement.DIFFERENT))

    found = read_opinions((), matches)

    assert [(one.of, one.label) for one in found] == [(plain.url, None), (sure.url, "pos")]
    assert not found[0].aspects


def test_a_harvest_without_reviews_gives_no_opinion() -> None:
    assert read_opinions((Harvest(source="rpps", status=Status.NOTHING),), ()) == ()


def test_an_insult_says_nothing_of_the_practice() -> None:
    home = make.listing()
    texts = ("Sale juive, rentrez chez vous.", "Quelle connasse ! Cabinet sale.", "Cabinet sale.")
    reviews = [make.review(home, id=str(nth), text=text, stars=1) for nth, text in enumerate(texts)]

    found = read_opinions((make.harvest(home, *reviews),), (make.match(home),))

    assert [dict(one.aspects) for one in found] == [{}, {}, {"hygiene": "neg"}]
    assert "hygiene" not in opinion("1", texts[0], language="fr").aspects
