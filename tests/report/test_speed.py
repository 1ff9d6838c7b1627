"""Ten thousand reviews are a page within two seconds and three hundred megabytes."""

import os
import subprocess
import sys
from pathlib import Path

import audits
import pytest

from ereput.serial import to_json

SECONDS, MEGABYTES = 2.0, 300
MEASURED = """
import resource, sys
from pathlib import Path
from ereput.__main__ import main
sys.argv = ["ereput", "report", "many.json", "--format", {name!r}, "--lang", "fr"]
try:
    main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    # Not ru_maxrss: a child begins with that of its parent.
    most = Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]
    print(used.ru_utime + used.ru_stime, int(most) / 1024, file=sys.stderr)
"""


@pytest.mark.soak
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
@pytest.mark.parametrize("name", ["html", "markdown", "terminal", "csv"])
def test_ten_thousand_reviews_take_two_seconds_and_three_hundred_megabytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "many.json").write_bytes(to_json(audits.many(10_000)))
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    own = {"EREPUT_CONFIG": str(tmp_path / "none.toml"), "EREPUT_NO_KEYRING": "1"}
    command = [sys.executable, "-c", MEASURED.format(name=name)]
    ran = subprocess.run(command, cwd=tmp_path, env={**bare, **own}, capture_output=True, check=True, timeout=120)
    seconds, megabytes = map(float, ran.stderr.split()[-2:])

    assert ran.stdout
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
