"""What the tables say of an audit."""

import make
from ereput.batch.work import _told
from ereput.words import Words


def test_a_file_that_was_not_brought_again_is_no_change_by_itself() -> None:
    unread = make.change("unread", "listing", "google_maps:1", before="2026-10-03")
    fresh = make.change("new", "listing", "google_maps:2")

    def changes(*found: object) -> tuple[str, ...]:
        audit = make.audit(previous=make.NOW.replace(month=10), changes=found)
        return _told(audit, "x", Words("en"), {}).changes

    assert changes(unread) == ()
    assert any("was not brought again" in said for said in changes(unread, fresh))
