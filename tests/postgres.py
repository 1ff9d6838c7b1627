"""A real PostgreSQL server for tests: one for the session, on a socket of its own; a fresh schema for each test."""

import itertools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

PATIENCE = 30.0  # seconds for the server to come up


class Server:
    """PostgreSQL in a throw-away folder, run by somebody without rights: initdb refuses root."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="ereput-pg-"))
        self.user: dict[str, object] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        arguments = ("--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--username=ereput")
        self._run("initdb", "-D", str(self.folder / "data"), *arguments)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"postgresql://ereput@/postgres?host={quote(str(self.folder), safe='')}"

    def start(self) -> None:
        settings = ("-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "fsync=off")
        self._process = subprocess.Popen(
            [self.programs / "postgres", "-D", self.folder / "data", *settings],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.user,  # type: ignore[call-overload]
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                psycopg.connect(self.address).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: connections are cut and the server ends in order; SIGQUIT: as after a power cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def fresh(self) -> str:
        """The address of a schema in which there is nothing yet."""
        name = f"test_{next(self._numbers)}"
        with psycopg.connect(self.address, autocommit=True) as db:
            db.execute(f"CREATE SCHEMA {name}")
        return f"{self.address}&options={quote(f'-c search_path={name}')}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.user,  # type: ignore[call-overload]
        )


def programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian keeps them out of the path."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server that a test may stop and start again, provided it is up in the end."""
    where = programs()
    if where is None or not (where / "initdb").exists():
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    server = Server(where)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.folder, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: Server) -> str:
    """The address of an empty schema on the server."""
    return postgres_server.fresh()
