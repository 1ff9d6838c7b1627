"""`ereput watch` in this process, on the saved answers of Lyon; two silent sources are what there is to tell."""

import json
import shutil
import stat
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest

import make
from ereput.cli.auditing import asked
from ereput.cli.past import forgetting
from ereput.cli.watching import installed, telling, timers
from ereput.cli.watching import watch as command
from ereput.errors import StoreError, UsageError
from ereput.history import History, audits
from ereput.model import Listing, Status
from ereput.watch import Notice
from ereput.words import Words
from places import FIXTURES

KEY = "rpps:19990418305"
TAKEOUT = FIXTURES / "webs" / "lyon" / "takeout"
CARD = FIXTURES / "practitioners" / "helene-vaubrun.toml"
FIRST, SECOND = "2026-10-21T09:00:00Z", "2026-11-21T09:00:00Z"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EREPUT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("EREPUT_NO_KEYRING", "1")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "ereput.toml").touch()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite"


def watched(
    tmp_path: Path, now: str = FIRST, files: tuple[Path, ...] = (), database: str | None = None, **typed: object
) -> int:
    looked_for = asked.Options(
        name=None,
        fields={},
        card=CARD,
        brought=files,
        replay=FIXTURES / "webs" / "lyon",
        language="en",
        now=now,
        database=database,
        config=tmp_path / "ereput.toml",
    )
    plain: dict[str, object] = {
        "dry_run": False,
        "due": None,
        "install": None,
        "prints": False,
        "system": None,
        "notify": (),
        "texts": False,
    }
    return command.run(command.Options(audit=looked_for, **{**plain, **typed}))  # type: ignore[arg-type]


class _Channel(BaseHTTPRequestHandler):
    taken: list[dict[str, str]]
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append(json.loads(body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Tests are silent."""


@pytest.fixture
def channel() -> Iterator[type[_Channel]]:
    """A channel that Apprise knows, on this machine."""
    handler = type("_Own", (_Channel,), {"taken": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    handler.address = f"json://127.0.0.1:{server.server_port}/secret"  # type: ignore[attr-defined]
    yield handler
    server.shutdown()
    server.server_close()


def test_a_first_look_tells_nothing_and_a_second_what_deserves_it_once(
    tmp_path: Path, channel: type[_Channel], capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("apprise")
    codes = [
        watched(tmp_path, now, notify=(channel.address,))  # type: ignore[attr-defined]
        for now in (FIRST, SECOND, "2026-12-21T09:00:00Z")
    ]

    assert codes == [0, 0, 0]
    (told,) = channel.taken
    assert told["title"] == "ereput: Hélène Vaubrun: 2 things to look at"
    assert "gave nothing that can be used for two audits" in told["message"]
    assert capsys.readouterr().out.count("nothing that deserves to be told") == 2


def test_what_no_channel_takes_is_told_next_time(
    tmp_path: Path, channel: type[_Channel], capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("apprise")
    address = channel.address  # type: ignore[attr-defined]
    watched(tmp_path, FIRST)
    channel.status = 500
    assert watched(tmp_path, SECOND, notify=(address,)) == 4
    assert "secret" not in capsys.readouterr().err
    channel.status = 200
    assert watched(tmp_path, "2026-12-21T09:00:00Z", notify=(address,)) == 0

    assert [told["title"] for told in channel.taken] == ["ereput: Hélène Vaubrun: 2 things to look at"] * 2


def test_a_dry_run_sends_and_keeps_nothing(tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched(tmp_path, "2026-08-21T09:00:00Z")
    (tmp_path / "ereput.toml").write_text("[history]\nkeep_audits = 1\n")  # the first would be let go
    watched(tmp_path, SECOND, dry_run=True)

    assert "2 things to look at" in capsys.readouterr().out
    with History(place) as history:
        assert len(audits.listed(history.database)) == 1


def test_a_telephone_that_changed_is_told(tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched(tmp_path, FIRST)
    with History(place) as history:
        before = history.latest()
        assert before is not None
        history.database.write(lambda tables: tables.change("DELETE FROM audits"))
        history.add(_with_other_phones(before))
    watched(tmp_path, SECOND)

    assert "changed: 06 39 98 00 01 →" in capsys.readouterr().out.replace("\u202f", " ")


def _with_other_phones(audit: object) -> object:
    def other(item: object) -> object:
        if isinstance(item, Listing) and item.phones:
            return msgspec.structs.replace(item, phones=("+33639980001",))
        return item

    harvests = tuple(
        msgspec.structs.replace(h, items=tuple(map(other, h.items)))
        for h in audit.harvests  # type: ignore[attr-defined]
    )
    matches = tuple(
        msgspec.structs.replace(m, listing=other(m.listing))
        for m in audit.matches  # type: ignore[attr-defined]
    )
    return msgspec.structs.replace(audit, harvests=harvests, matches=matches)  # type: ignore[type-var]


def test_two_at_once_are_kept_apart(tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place.parent.mkdir()
    with History(place) as history, history.database.alone(KEY):
        assert watched(tmp_path) == 0
        assert "Another watch of Hélène Vaubrun is at work" in capsys.readouterr().err
        assert history.latest() is None


def test_a_month_has_one_watch_and_a_missed_one_is_made_up_for(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for now in (FIRST, "2026-10-31T09:00:00Z", "2026-12-17T09:00:00Z", "2026-12-18T09:00:00Z"):
        watched(tmp_path, now, due="monthly")

    assert capsys.readouterr().err.count("Not due") == 2
    with History(place) as history:
        assert [row.made_at.day for row in audits.listed(history.database)] == [17, 21]


def test_a_clock_that_was_put_back_is_said_and_nothing_is_told_twice(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for now in (FIRST, SECOND, "2020-01-01T00:00:00Z"):
        watched(tmp_path, now)
    out, err = capsys.readouterr()

    assert out.count("2 things to look at") == 1
    assert "The clock of this machine was put back" in err


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"due": "daily"}, "monthly or weekly"),
        ({"install": "monthly", "notify": ("ntfy://key",)}, "may hold keys"),
        ({"install": "monthly", "system": "at"}, "systemd, cron or launchd"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence(tmp_path: Path, typed: dict[str, object], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        watched(tmp_path, **typed)


def test_a_channel_that_is_none_is_refused_before_anybody_is_asked(tmp_path: Path, place: Path) -> None:
    pytest.importorskip("apprise")
    with pytest.raises(UsageError, match=r"channel 1 \(nonsense://…\)") as caught:
        watched(tmp_path, notify=("nonsense://topsecret",))

    assert "topsecret" not in str(caught.value)
    with History(place) as history:
        assert history.latest() is None


def test_to_install_twice_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(timers, "_done", lambda command: asked.append(list(command)) or True)
    watched(tmp_path, install="monthly", system="systemd")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "xdg").rglob("ereput-watch-*")}
    first = capsys.readouterr().out
    watched(tmp_path, install="monthly", system="systemd")

    assert len(written) == 2
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert "systemctl --user disable --now" in first
    assert "nothing was changed" in capsys.readouterr().out
    assert [command[2] for command in asked] == ["daemon-reload", "enable"]


def test_what_would_be_installed_is_only_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for system in ("systemd", "cron", "launchd"):
        watched(tmp_path, prints=True, system=system)
    out = capsys.readouterr().out

    assert "OnCalendar=*-*-01 07:30:00" in out
    assert "30 7 * * * " in out
    assert "<key>StartCalendarInterval</key>" in out
    assert str(FIXTURES / "practitioners" / "helene-vaubrun.toml") in out
    assert not (tmp_path / "xdg").exists()


def test_the_crontab_gets_its_lines_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs, table = tmp_path / "bin", tmp_path / "crontab.txt"
    programs.mkdir()
    fake = programs / "crontab"
    fake.write_text(f'#!/bin/sh\n[ "$1" = -l ] && exec /bin/cat {table}\nexec /bin/cat > {table}\n')
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    table.write_text("0 1 * * * other\n")
    monkeypatch.setenv("PATH", str(programs))
    watched(tmp_path, install="weekly", system="cron")
    watched(tmp_path, install="weekly", system="cron")

    assert table.read_text().count("ereput-watch") == 1
    assert table.read_text().startswith("0 1 * * * other\n")
    assert "nothing was changed" in capsys.readouterr().out
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("crontab") is None
    with pytest.raises(StoreError, match="no crontab"):
        watched(tmp_path, install="weekly", system="cron")


def test_somebody_known_by_name_alone_cannot_be_watched(tmp_path: Path) -> None:
    looked_for = asked.Options(name="Dr Hélène Vaubrun", fields={"city": "Lyon"}, config=tmp_path / "ereput.toml")
    with pytest.raises(UsageError, match="too little is known"):
        command.run(command.Options(looked_for, False, None, None, False, None, (), False))


def test_who_is_named_by_nothing_is_asked_for_with_an_example_of_this_command(tmp_path: Path) -> None:
    nobody = asked.Options(name=None, fields={}, config=tmp_path / "ereput.toml")

    with pytest.raises(UsageError, match='ereput watch "Dr Claire Martin"'):
        command.run(command.Options(nobody, False, None, None, False, None, (), False))


# ---------------------------------------------------------------- files, and audits made by hand


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out.replace("\u00a0", " ")


def test_a_file_that_is_not_brought_again_is_told_once_and_its_last_days_are_kept(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched(tmp_path, "2026-11-21T09:00:00Z", files=(TAKEOUT,))
    first = told(capsys)
    watched(tmp_path, "2026-12-21T09:00:00Z")
    second = told(capsys)
    watched(tmp_path, "2027-01-08T09:00:00Z")
    third = told(capsys)

    assert "Possible defamation in a review on Google Maps:" in first
    assert "Your file read on 21 November 2026 was not brought again (--import)" in second
    assert "Possible defamation" not in second
    assert "not read again since your file of 21 November 2026" in third
    assert "Act no later than 12 January 2027" in third
    assert "was not brought again (--import)" not in third
    with History(place) as history:
        audit = history.latest()
        assert audit is not None
        assert [str(finding.unread_since) for finding in audit.findings if finding.unread_since] == ["2026-11-21"] * 2


def test_a_last_day_that_has_gone_by_is_told_with_what_remains(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched(tmp_path, "2026-11-21T09:00:00Z", files=(TAKEOUT,))
    watched(tmp_path, "2026-12-21T09:00:00Z")
    told(capsys)
    watched(tmp_path, "2027-01-21T09:00:00Z")
    over = told(capsys)
    watched(tmp_path, "2027-02-01T09:00:00Z")

    assert "time limit ended on 12 January 2027; there remain the site's own report form" in over
    assert "time limit ended on 12 January" not in told(capsys)


def test_a_file_that_was_moved_away_does_not_keep_a_timer_from_watching(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert watched(tmp_path, files=(tmp_path / "gone.zip",)) == 0

    assert "gone.zip: it is watched without it" in capsys.readouterr().err
    with History(place) as history:
        assert (audit := history.latest()) is not None
        assert "exports" not in {harvest.source for harvest in audit.harvests}


def test_an_audit_made_by_hand_does_not_keep_a_silence_from_being_told(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched(tmp_path, FIRST)
    with History(place) as history:
        audit = history.latest()
        assert audit is not None
        history.add(msgspec.structs.replace(audit, made_at=audit.made_at.replace(month=11)))
    told(capsys)
    watched(tmp_path, SECOND)
    second = told(capsys)
    watched(tmp_path, "2026-12-21T09:00:00Z")

    assert second.count("gave nothing that can be used for two audits") == 2
    assert "has not answered" not in told(capsys)


def test_a_source_that_answered_once_and_falls_silent_again_is_told_again(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for now in (FIRST, SECOND):
        watched(tmp_path, now)
    with History(place) as history:
        audit = history.latest()
        assert audit is not None
        answering = tuple(msgspec.structs.replace(h, status=Status.NOTHING) for h in audit.harvests)
        history.add(msgspec.structs.replace(audit, harvests=answering, made_at=audit.made_at.replace(month=12)))
    told(capsys)
    watched(tmp_path, "2026-12-22T09:00:00Z")
    once = told(capsys)
    watched(tmp_path, "2027-01-21T09:00:00Z")

    assert "has not answered" not in once
    assert told(capsys).count("gave nothing that can be used for two audits") == 2


def test_a_dry_run_lets_go_of_nothing_that_is_too_old(
    tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watched(tmp_path, "2020-01-01T09:00:00Z")
    with History(place) as history:
        before = audits.document(history.database, 1)
    watched(tmp_path, "2021-06-01T09:00:00Z", dry_run=True)

    with History(place) as history:
        assert audits.document(history.database, 1) == before is not None


def test_a_dry_run_shows_what_was_not_told_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("apprise")
    for now in (FIRST, SECOND):
        watched(tmp_path, now)
    told(capsys)
    watched(tmp_path, "2026-12-21T09:00:00Z", dry_run=True)

    assert "nothing that deserves to be told" in told(capsys)


def test_what_is_installed_brings_the_files_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    watched(tmp_path, prints=True, system="cron", files=(TAKEOUT,))

    assert f"--import {TAKEOUT}" in told(capsys)


def test_a_watch_that_is_installed_is_found_by_whom_its_card_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "_done", lambda command: True)
    watched(tmp_path, install="monthly", system="systemd")
    watched(tmp_path, install="monthly", system="launchd")
    monkeypatch.setattr(installed, "crontab", lambda: f"# ereput-watch-x\n0 7 * * * ereput watch --card '{CARD}'\n")

    found = installed.naming(lambda text: "Hélène Vaubrun" in text)

    assert [line.split()[0] for line in found] == ["systemctl", "rm", "systemctl", "launchctl", "rm", "crontab"]
    assert found[-1] == "crontab -e  # ereput-watch-x"
    assert installed.naming(lambda text: "Paul Garand" in text) == []


def test_who_is_forgotten_while_a_watch_goes_on_is_told_how_to_end_it(
    tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(timers, "_done", lambda command: True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    watched(tmp_path)
    watched(tmp_path, install="weekly", system="systemd")

    def forget() -> int:
        return forgetting.run(
            "vaubrun", every=False, yes=True, database=None, language="en", config=tmp_path / "ereput.toml", verbose=0
        )

    assert forget() == 1
    assert "A watch of theirs is still installed, and would find it all again" in told(capsys)
    shutil.rmtree(tmp_path / "xdg")
    watched(tmp_path)
    assert forget() == 0


def test_a_history_on_a_server_serves_watches_too(
    tmp_path: Path, postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    watched(tmp_path, "2026-11-21T09:00:00Z", files=(TAKEOUT,), database=postgres)
    told(capsys)
    for now in ("2026-12-21T09:00:00Z", "2027-01-08T09:00:00Z", "2027-01-09T09:00:00Z"):
        assert watched(tmp_path, now, database=postgres) == 0
    printed = told(capsys)

    assert printed.count("was not brought again (--import)") == 1
    assert printed.count("gave nothing that can be used for two audits") == 2
    assert printed.count("not read again since your file of 21 November 2026") == 1
    with History(postgres) as history:
        assert len(audits.listed(history.database)) == 4


def test_on_a_terminal_a_digest_breaks_its_lines_between_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "50")
    silent = Notice(id="silent:rpps", kind="silent", values={"source": "RPPS", "status": "throttled"})

    telling.show(make.practitioner(), [silent], Words("en"))

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 50
    assert lines[2].startswith("- RPPS gave nothing")
    assert lines[3].startswith("  ")
