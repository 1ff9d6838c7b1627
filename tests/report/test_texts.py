"""What a report says of the words of reviews and mentions."""

import make
from ereput.model import Audit, Opinion, Review
from ereput.report.view import view
from ereput.report.view.details import Reviews
from ereput.words import Words

OURS = make.listing()


def shown(*told: tuple[Review, Opinion], **changed: object) -> Reviews:
    """The part of the report about reviews, of an audit with these and no more."""
    reviews = [review for review, _ in told]
    audit: Audit = make.audit(
        harvests=(make.harvest(OURS, *reviews),),
        matches=(make.match(OURS),),
        opinions=tuple(opinion for _, opinion in told),
        **changed,
    )
    return view(audit, Words("en")).reviews


def text(words: str, label: str | None, confidence: float = 0.9, **aspects: str) -> tuple[Review, Opinion]:
    review = make.review(OURS, text=words, id=words)
    return review, Opinion(
        of=review.key, label=label, score=0.0, confidence=confidence, language="fr" if label else "de", aspects=aspects
    )


def test_texts_are_counted_by_what_they_say_and_the_unsure_ones_owned_up_to() -> None:
    said = shown(
        text("Très bien.", "pos"), text("Bien, je crois.", "pos", 0.45), text("Nul.", "neg"), text("Sehr gut.", None)
    ).said

    assert said == (
        "3 texts read: 2 positive, 0 mixed or neutral, 1 negative.",
        "Of these, 1 to be checked.",
        "1 text is in neither French nor English, or says nothing: it is not judged.",
    )


def test_mixed_reviews_are_shown_in_their_words_each_once() -> None:
    bad = text("Bon diagnostic, attente interminable.", "neg", 0.8, competence="pos", waiting="neg")
    unsure = text("Accueil correct, sans plus.", "neu", 0.4, reception="neu")
    plain = text("Parfait.", "pos", 0.9, competence="pos")

    mixed = shown(bad, bad, unsure, plain).mixed

    assert sorted(said.text for said in mixed) == [
        "Mixed: “Bon diagnostic, attente interminable.”",
        "To be checked: “Accueil correct, sans plus.”",
    ]
    assert {said.language for said in mixed} == {"fr"}


def test_mentions_without_stars_are_classed_or_said_not_to_be() -> None:
    one, two = make.mention(url="https://presse.example/1"), make.mention(url="https://presse.example/2")
    audit = make.audit(
        harvests=(make.harvest(one, two),),
        matches=(make.match(one), make.match(two)),
        opinions=(make.opinion(one, "pos"), make.opinion(two, None)),
    )

    said = view(audit, Words("fr")).reviews.said

    assert said == ("2 mentions ailleurs\u00a0: 1 en bien, 0 en mal, 1 sans classement.",)
