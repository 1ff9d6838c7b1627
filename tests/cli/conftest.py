"""The command line as a stranger runs it: in a process of its own, with its files in a folder of the test."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from commands import Ereput
from ereput import cli


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("EREPUT_", "LC_", "LANG", "NO_"))}
    kept = {name: value for name, value in kept.items() if "proxy" not in name.lower()}
    own = {
        "EREPUT_DATA": str(tmp_path / "data"),
        "EREPUT_CONFIG": str(tmp_path / "ereput.toml"),
        "EREPUT_NO_KEYRING": "1",
        "LC_ALL": "fr_FR.UTF-8",
    }
    return {**kept, **own}


@pytest.fixture
def ereput(environment: dict[str, str], tmp_path: Path) -> Ereput:
    def run(*words: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "ereput", *words],
            input=stdin,
            capture_output=True,
            env={**environment, **variables},
            cwd=tmp_path,
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def here(
    environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Ereput:
    """The command in this process, which starts sooner; it speaks French."""

    def run(*words: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
        with monkeypatch.context() as patch:
            patch.setattr(cli, "language_of_the_system", lambda: "fr")
            patch.chdir(tmp_path)
            for name, value in {**environment, **variables}.items():
                patch.setenv(name, value)
            code = cli.run([*words])
        return subprocess.CompletedProcess(words, code, *capfdbinary.readouterr())

    return run


class _Wiki(BaseHTTPRequestHandler):
    seconds = 0.0

    def do_GET(self) -> None:
        time.sleep(self.seconds)
        rows = [
            {
                "ns": 0,
                "title": "Hélène Vaubrun",
                "pageid": 1,
                "snippet": "dermatologue",
                "timestamp": "2026-01-02T03:04:05Z",
            }
        ]
        body = json.dumps({"batchcomplete": True, "query": {"search": rows}}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Tests are silent."""


def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def quick_web() -> Iterator[str]:
    yield from _served(_Wiki)


@pytest.fixture
def slow_web() -> Iterator[str]:
    yield from _served(type("_Slow", (_Wiki,), {"seconds": 8.0}))
