"""A Chromium on this machine, spoken to over a pipe (its DevTools protocol): no library, no port, no network.

Nothing it wants to load is let through but the one page that it is handed; its proxy leads nowhere and no name
resolves, should a request ever slip past that.
"""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from ereput.evidence.harmless import printable

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge")
_MAC = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
WIDTH, TALLEST = 1280, 16_000  # pixels; beyond some 16,384 Chromium paints nothing
SECONDS = 30.0
_READS, _WRITES = 3, 4  # where Chromium looks for the pipe
_FLAGS = (
    "--headless=new",
    "--remote-debugging-pipe",
    "--proxy-server=127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-gpu",
    "--hide-scrollbars",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
)


class NoPicture(Exception):
    """The browser made no picture; the text says why."""


class Picture(NamedTuple):
    """A page from its top to its foot."""

    png: bytes
    is_cut: bool  # the page is taller than TALLEST


def found() -> str | None:
    """The browser that is installed; None where there is none."""
    named = next((path for name in NAMES if (path := shutil.which(name))), None)
    return named or next((str(path) for path in _MAC if path.exists()), None)


def version(browser: str) -> str:
    """What the browser calls itself; its path where it does not say."""
    try:
        ran = subprocess.run([browser, "--version"], capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return browser
    return printable(ran.stdout.decode("utf-8", "replace").strip(), 100) or browser


def picture(browser: str, body: bytes, content_type: str, url: str) -> Picture:
    """A picture of these bytes as the page at `url`, without scripts; NoPicture where the browser fails."""
    with tempfile.TemporaryDirectory(prefix="ereput-", ignore_cleanup_errors=True) as home:
        if content_type == "multipart/related":  # only a file can be one
            (Path(home) / "page.mhtml").write_bytes(body)
            url = (Path(home) / "page.mhtml").as_uri()
        try:
            with _running(browser, home) as pipe:
                return _Visit(pipe, body, content_type).picture(url)
        except (OSError, EOFError, ValueError, LookupError) as error:
            raise NoPicture(f"the browser failed: {type(error).__name__}") from None


@contextmanager
def _running(browser: str, home: str) -> Iterator["_Pipe"]:
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()

    def hand_over() -> None:
        reads, writes = os.dup(theirs_in), os.dup(theirs_out)  # neither is 3 or 4 where both were taken
        os.dup2(reads, _READS)
        os.dup2(writes, _WRITES)

    flags = [*_FLAGS, f"--user-data-dir={home}", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    try:
        process = subprocess.Popen(  # noqa: S603 - a browser of NAMES, and no word of it from outside
            [browser, *flags, "about:blank"],
            preexec_fn=hand_over,
            close_fds=False,
            start_new_session=True,
            env={**os.environ, "HOME": home},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    finally:
        os.close(theirs_in)
        os.close(theirs_out)
    try:
        yield _Pipe(ours_in, ours_out, time.monotonic() + SECONDS)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours_in)
        os.close(ours_out)


class _Pipe:
    """Messages to and from the browser: JSON, each ended by a NUL."""

    def __init__(self, reads: int, writes: int, until: float) -> None:
        self._reads, self._writes, self._until = reads, writes, until
        self._buffer = bytearray()
        self._number = 0

    def send(self, method: str, session: str | None = None, **params: Any) -> int:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        data = memoryview(json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        while data:
            data = data[os.write(self._writes, data) :]
        return self._number

    def read(self) -> dict[str, Any]:
        """The next message; NoPicture when the time is over, EOFError when the browser ended."""
        while (end := self._buffer.find(b"\0")) < 0:
            left = self._until - time.monotonic()
            if left <= 0 or not select.select([self._reads], [], [], left)[0]:
                raise NoPicture(f"the browser was not done within {SECONDS:g} s")
            if not (more := os.read(self._reads, 1 << 20)):
                raise EOFError
            self._buffer += more
        message: dict[str, Any] = json.loads(self._buffer[:end])
        del self._buffer[: end + 1]
        return message


class _Visit:
    """One page, shown once."""

    def __init__(self, pipe: _Pipe, body: bytes, content_type: str) -> None:
        self._pipe, self._body, self._type = pipe, body, content_type
        self._session: str | None = None
        self._is_handed = self._is_loaded = False

    def picture(self, url: str) -> Picture:
        targets = self._asked("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        self._session = self._asked("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        self._asked("Page.enable")
        self._asked("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._asked("Emulation.setScriptExecutionDisabled", value=True)
        size = {"width": WIDTH, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self._asked("Emulation.setDeviceMetricsOverride", **size)
        self._pipe.send("Page.navigate", self._session, url=url)
        while not self._is_loaded:
            self._heard(self._pipe.read())
        height = self._asked("Page.getLayoutMetrics")["cssContentSize"]["height"]
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": max(1, min(height, TALLEST)), "scale": 1}
        shot = self._asked("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return Picture(base64.b64decode(shot["data"]), height > TALLEST)

    def _asked(self, method: str, **params: Any) -> dict[str, Any]:
        number = self._pipe.send(method, self._session, **params)
        while (message := self._pipe.read()).get("id") != number:
            self._heard(message)
        if "error" in message:
            raise NoPicture(f"the browser says no to {method}")
        result: dict[str, Any] = message["result"]
        return result

    def _heard(self, message: dict[str, Any]) -> None:
        """What the browser says unasked: the page has loaded, or it wants to load something."""
        if message.get("method") == "Page.loadEventFired":
            self._is_loaded = self._is_handed
        elif message.get("method") == "Fetch.requestPaused":
            self._answer(message["params"])

    def _answer(self, wanted: dict[str, Any]) -> None:
        """The page that was kept, once; nothing else, ever."""
        this = {"requestId": wanted["requestId"]}
        if self._is_handed or wanted["resourceType"] != "Document":
            self._pipe.send("Fetch.failRequest", self._session, **this, errorReason="Aborted")
            return
        self._is_handed = True
        if wanted["request"]["url"].startswith("file:"):
            self._pipe.send("Fetch.continueRequest", self._session, **this)
            return
        self._pipe.send(
            "Fetch.fulfillRequest",
            self._session,
            **this,
            responseCode=200,
            responseHeaders=[{"name": "content-type", "value": self._type}],
            body=base64.b64encode(self._body).decode(),
        )
