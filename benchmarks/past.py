"""The history's figures, for `benchmarks/speed.py history`: a long list, and a comparison of two large audits."""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from ereput.changes import compare
from ereput.history import History, audits, retention
from ereput.model import (
    Address,
    Audit,
    Coverage,
    Evidence,
    Figure,
    Harvest,
    Interval,
    Judgement,
    Listing,
    Match,
    Practitioner,
    Rating,
    Review,
    Status,
)
from ereput.serial import from_json, to_json

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
AUDITS, PEOPLE = 5_000, 100
REVIEWS = 10_000
SOURCE = "web_pages"
_WORDS = "Très bon accueil, médecin à l'écoute, mais une heure d'attente pour un rendez-vous pris il y a deux mois. "


def history(rounds: int = 5) -> dict[str, Any]:
    """A history of 5,000 audits opened and listed; two audits with 10,000 reviews each compared, read from JSON or not.

    Seconds, the median of the rounds, after all modules are loaded; processor seconds tell more on a busy machine.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "history.sqlite"
        _fill(place)
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        listed = _seconds(lambda: _listed(place), rounds)
    before, after = (large(lost) for lost in (0, 1))
    documents = to_json(before), to_json(after)
    return {
        "history.audits": AUDITS,
        "history.megabytes": round(size),
        "history.list_seconds": round(listed, 3),
        "history.compare_reviews": REVIEWS,
        "history.compare_seconds": round(_seconds(lambda: _compared(before, after), rounds), 3),
        "history.compare_processor_seconds": round(
            _seconds(lambda: _compared(before, after), rounds, time.process_time), 3
        ),
        "history.read_and_compare_seconds": round(
            _seconds(lambda: _compared(*(from_json(one) for one in documents)), rounds), 3
        ),
    }


def large(lost: int) -> Audit:
    """A listing with 10,000 reviews; of the second audit, every tenth is edited and some are new or gone."""
    home = _listing("1")
    return _audit("Vaubrun", NOW + timedelta(days=30 * lost), home, [_review(home, n, lost) for n in range(REVIEWS)])


def _fill(place: Path) -> None:
    home = _listing("1")
    reviews = [_review(home, n, 0) for n in range(20)]
    with History(place) as past:
        for start in range(0, AUDITS, 500):
            made = [
                _audit(f"Vaubrun{n % PEOPLE:03}", NOW - timedelta(days=n % 500, seconds=n), home, reviews)
                for n in range(start, min(AUDITS, start + 500))
            ]
            past.database.write(lambda tables, made=made: [audits.add(tables, one) for one in made])


def _listed(place: Path) -> None:
    with History(place) as past:
        retention.apply(past.database, retention.Keeping(), NOW)  # as the command does
        assert len(audits.listed(past.database)) == AUDITS


def _compared(before: Audit, after: Audit) -> None:
    assert len(compare([before], after.harvests, after.matches, after.figures)) > REVIEWS // 10


def _listing(number: str) -> Listing:
    url = f"https://avis.example/{number}"
    return Listing(
        evidence=Evidence(source=SOURCE, url=url, retrieved_at=NOW),
        url=url,
        id=number,
        name="Dr Hélène Vaubrun",
        address=Address(street="18 rue des Tilleuls Blancs", postal_code="69003", locality="Lyon"),
        phones=("+33465711830",),
    )


def _review(home: Listing, number: int, lost: int) -> Review:
    """Half of them have a number of their own, half are known by their words."""
    day = date(2020, 1, 1) + timedelta(days=number % 2_400)
    is_edited = lost and number % 10 < 2
    words = f"{_WORDS} {number if number % 500 or not lost else number + REVIEWS}."
    return Review(
        evidence=home.evidence,
        listing=home.key,
        id=str(number) if number % 2 == 0 else None,
        text=words + (" (modifié)" if is_edited else ""),
        rating=Rating(value=1 + number % 5),
        published=Interval(earliest=day, latest=day),
    )


def _audit(family: str, made_at: datetime, home: Listing, reviews: list[Review]) -> Audit:
    return Audit(
        made_at=made_at,
        practitioner=Practitioner(given="Hélène", family=family, address=Address(postal_code="69003")),
        harvests=(Harvest(source=SOURCE, status=Status.FOUND, items=(home, *reviews), asked=1, answered=1),),
        matches=(Match(listing=home, probability=0.99, judgement=Judgement.SAME),),
        figures={"score": Figure(value=70.0, low=65.0, high=75.0, n=20, unit="points")},
        coverage=Coverage(asked=1, answered=1),
        grade="B",
    )


def _seconds(work: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter) -> float:
    taken = []
    for _ in range(rounds):
        began = clock()
        work()
        taken.append(clock() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(history()), indent=2).decode() + "\n")
