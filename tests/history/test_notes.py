from datetime import timedelta
from pathlib import Path

import make
from ereput.cli.auditing.sources import _last
from ereput.history import History
from ereput.model import Status

Place = Path | str


def test_what_a_source_answered_to_a_probe_is_remembered_until_an_audit_asks_it(place: Place) -> None:
    silent = make.harvest(source="wikipedia", problems=[make.problem(Status.THROTTLED)])
    with History(place) as history:
        history.add(make.audit())
        before = _last(place)
        history.answered({"wikipedia": Status.REFUSED}, make.NOW + timedelta(days=1))
        history.answered({"wikipedia": Status.UNREACHABLE}, make.NOW + timedelta(days=2))
        probed = _last(place)
        history.add(make.audit(made_at=make.NOW + timedelta(days=3), harvests=(silent,)))
        after = _last(place)

    assert [told.get("wikipedia") for told in (before, probed, after)] == [
        Status.NOTHING,
        Status.UNREACHABLE,
        Status.THROTTLED,
    ]


def test_a_file_is_noted_once_for_whom_it_was_written_last(place: Place, tmp_path: Path) -> None:
    with History(place) as history:
        for _ in range(2):
            history.wrote(make.practitioner(), tmp_path / "report.html", make.NOW)

        assert history.database.rows("SELECT key, path FROM files") == [
            ("rpps:19990418305", str(tmp_path / "report.html"))
        ]
