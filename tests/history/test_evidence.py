from datetime import UTC, datetime
from pathlib import Path

import msgspec

import make
from ereput.evidence import Kept
from ereput.history import History

Place = Path | str
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PAGE = Kept(
    manifest="m1", folder="/kept", file="page-01.html", sha256="a" * 64, how="fetched", url="https://avis.example/1",
    taken_at=AT, finding="REV001-abc", case=3,
)  # fmt: skip
OTHER = msgspec.structs.replace(
    PAGE, manifest="m2", folder="/other", finding=None, case=None, taken_at=AT.replace(day=2)
)


def test_a_page_is_found_again_by_its_finding_and_by_its_case(place: Place) -> None:
    with History(place) as past:
        past.note_evidence([PAGE, OTHER], make.practitioner())

        assert past.evidence() == [OTHER, PAGE]
        assert past.evidence(finding="REV001-abc") == past.evidence(case=3) == [PAGE]
        assert OTHER.url == PAGE.url  # what was kept for another finding is not taken
        assert past.evidence(finding="REV009-xyz", url=PAGE.url) == [OTHER]
        assert past.evidence(finding="REV009-xyz") == past.evidence(case=4) == []


def test_the_same_page_is_noted_once(place: Place) -> None:
    with History(place) as past:
        past.note_evidence([PAGE])
        past.note_evidence([PAGE])

        assert past.evidence() == [PAGE]


def test_a_manifest_is_known_by_its_hash_and_a_folder_by_its_manifests(place: Place) -> None:
    with History(place) as past:
        past.note_evidence([PAGE])

        assert past.evidence_noted_at("m1") == AT
        assert past.evidence_noted_at("m2") is None
        assert past.manifests_of("/kept") == {"m1"}
        assert past.manifests_of("/other") == set()
