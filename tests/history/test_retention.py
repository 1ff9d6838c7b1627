from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

import make
from ereput.changes import compare
from ereput.history import History, audits
from ereput.history.retention import Keeping, LetGo, apply, without_words
from ereput.model import Judgement, Review
from ereput.serial import from_json, to_json

Place = Path | str
NOW = make.NOW


def aged(months: float) -> object:
    return make.audit(made_at=NOW - timedelta(days=months * 30.4375))


def test_audits_go_after_two_years_and_the_words_of_reviews_after_one(place: Place) -> None:
    with History(place) as history:
        for months in (1, 13, 25):
            history.add(aged(months))  # type: ignore[arg-type]
        gone = apply(history.database, Keeping(), NOW)
        numbers = [row.number for row in audits.listed(history.database)]
        young, bare = (from_json(audits.document(history.database, number) or b"") for number in numbers)

        assert gone == LetGo(audits=1, texts=1)
        assert all(review.text for review in _reviews(young))
        assert not any(review.text for review in _reviews(bare))
        assert apply(history.database, Keeping(), NOW) == LetGo()


def test_nought_months_is_for_ever(place: Place) -> None:
    with History(place) as history:
        history.add(aged(300))  # type: ignore[arg-type]

        assert apply(history.database, Keeping(0, 0), NOW) == LetGo()


def test_nothing_of_the_words_is_left_in_the_file(tmp_path: Path) -> None:
    with History(tmp_path / "h.sqlite") as history:
        history.add(aged(13))  # type: ignore[arg-type]
        apply(history.database, Keeping(), NOW)

        assert not any(b"bon accueil" in file.read_bytes() for file in tmp_path.iterdir())


def test_an_audit_without_words_is_still_the_same_audit_to_the_next() -> None:
    home = make.listing(source="web_pages", url="https://a.example/1")
    reviews = (make.review(home, id=None), make.review(home, id="7", text="Un escroc !", stars=1, reply="Non."))
    harvest = make.harvest(home, *reviews, source="web_pages")
    before = make.audit(harvests=(harvest,), matches=(make.match(home),), figures={})
    bare = without_words(before)

    assert compare([bare], [harvest], [make.match(home)], {}) == ()
    assert [review.key for review in _reviews(bare)] == [review.key for review in reviews]


@pytest.mark.parametrize("words", ["escroc", "Tilleuls Blancs vous accueille"])
def test_what_findings_and_snippets_repeat_goes_too(words: str) -> None:
    home = make.listing(snippet="Tilleuls Blancs vous accueille")
    said = make.finding("REV001", statement="« escroc »", values={"said": "escroc", "site": "x", "clock": "unknown"})
    audit = make.audit(harvests=(make.harvest(home),), matches=(make.match(home, Judgement.UNSURE),), findings=(said,))

    assert words.encode() in to_json(audit)
    assert words.encode() not in to_json(without_words(audit))


def _reviews(audit: object) -> list[Review]:
    harvests = msgspec.structs.asdict(audit)["harvests"]  # type: ignore[arg-type]
    return [item for harvest in harvests for item in harvest.items if isinstance(item, Review)]
