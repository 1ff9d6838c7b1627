import plistlib
import shlex
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ereput.guide.clocks import day
from ereput.watch.timer import cron, is_due, launchd, systemd, with_cron, without_cron

COMMAND = ["/usr/bin/python3", "-m", "ereput", "watch", "Dr Hélène Vaubrun", "--page", "https://a.example/50%?$x"]


@pytest.mark.parametrize("period", ["monthly", "weekly"])
def test_the_units_are_what_systemd_takes(tmp_path: Path, period: str) -> None:
    units = systemd("helene", COMMAND, period)
    for unit in units:
        (tmp_path / unit.name).write_text(unit.text)

    assert "Persistent=true" in units[1].text
    assert '"Dr Hélène Vaubrun"' in units[0].text
    assert "50%%?$$x" in units[0].text
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--user", *(str(tmp_path / unit.name) for unit in units)],
        capture_output=True,
        text=True,
        env={"XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert not [line for line in checked.stderr.splitlines() if "ereput" in line], checked.stderr


def test_a_line_of_cron_is_one_command_and_stands_there_once() -> None:
    mark, line = cron("helene", COMMAND)
    table = with_cron("0 1 * * * other\n", mark, line)

    assert line.split()[:5] == ["30", "7", "*", "*", "*"]
    assert with_cron(table, mark, line) == table
    assert table.count(mark) == 1
    assert without_cron(table, mark) == "0 1 * * * other\n"
    assert shlex.split(line.replace("\\%", "%"))[5:] == COMMAND


def test_an_agent_of_launchd_says_the_words_as_they_are() -> None:
    label, text = launchd("helene", COMMAND)
    agent = plistlib.loads(text)

    assert agent["Label"] == label
    assert agent["ProgramArguments"] == COMMAND


@pytest.mark.parametrize(
    ("period", "last", "today", "due"),
    [
        ("monthly", None, date(2026, 11, 1), True),
        ("monthly", date(2026, 11, 1), date(2026, 11, 30), False),
        ("monthly", date(2026, 11, 30), date(2026, 12, 1), True),
        ("monthly", date(2025, 11, 15), date(2026, 11, 15), True),
        ("monthly", date(2026, 9, 3), date(2026, 11, 17), True),  # a month was missed: made up for on any day
        ("monthly", date(2036, 1, 1), date(2026, 11, 15), True),  # the clock was wrong once: no wait of ten years
        ("weekly", date(2026, 11, 16), date(2026, 11, 22), False),
        ("weekly", date(2026, 11, 22), date(2026, 11, 23), True),
        ("weekly", date(2026, 12, 31), date(2027, 1, 1), False),  # one week of two years
    ],
)
def test_a_watch_is_due_once_in_a_calendar_month_or_week(
    period: str, last: date | None, today: date, due: bool
) -> None:
    assert is_due(period, last, today) is due


def test_the_hour_that_comes_twice_and_the_one_that_never_comes_make_no_second_watch() -> None:
    paris = ZoneInfo("Europe/Paris")
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=paris, fold=fold) for fold in (0, 1)]
    around = [datetime(2026, 3, 29, hour, 30, tzinfo=paris) for hour in (1, 3)]

    assert not is_due("weekly", day(twice[0]), day(twice[1]))
    assert not is_due("monthly", day(around[0]), day(around[1]))
    assert is_due(
        "monthly", day(datetime(2026, 10, 31, 23, 59, tzinfo=paris)), day(datetime(2026, 11, 1, 0, 1, tzinfo=paris))
    )
