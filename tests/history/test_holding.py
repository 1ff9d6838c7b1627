"""A finding's id leads to the audit that has it, also after audits of other people."""

from datetime import timedelta
from pathlib import Path

import make
from ereput.history import History
from ereput.model import Audit, Identifier

FOUND = make.finding("REV002", subject="google_maps:1#9")


def of(number: str, days: int, *found: str) -> Audit:
    """An audit of one person, so many days later, with these findings' subjects."""
    return make.audit(
        practitioner=make.practitioner(identifiers=(Identifier(system="rpps", value=number),)),
        findings=tuple(make.finding("REV002", subject=subject) for subject in found),
        made_at=make.audit().made_at + timedelta(days=days),
    )


def test_a_finding_is_found_in_the_last_audit_of_whom_it_is_about(place: Path | str) -> None:
    ours = of("19990418305", 0, "google_maps:1#9")
    with History(place) as history:
        history.add(ours)
        history.add(of("19990418313", 1))

        assert history.holding(FOUND.id) == ours


def test_a_finding_that_later_audits_lack_is_found_in_the_newest_of_one_practitioner(place: Path | str) -> None:
    older, newer = (of("19990418305", days, "google_maps:1#9") for days in (0, 1))
    with History(place) as history:
        for audit in (older, newer, of("19990418305", 2)):
            history.add(audit)
        assert history.holding(FOUND.id) == newer

        history.add(of("19990418313", 0, "google_maps:1#9"))
        assert history.holding(FOUND.id) != newer  # somebody's last audit has it
        history.add(of("19990418313", 1))
        assert history.holding(FOUND.id) is None


def test_the_last_audit_of_all_speaks_first_and_otherwise_nobody_is_chosen_between(place: Path | str) -> None:
    first, second = of("19990418305", 0, "google_maps:1#9"), of("19990418313", 1, "google_maps:1#9")
    with History(place) as history:
        history.add(first)
        history.add(second)
        assert history.holding(FOUND.id) == second

        history.add(of("19990418321", 2))
        assert history.holding(FOUND.id) is None
