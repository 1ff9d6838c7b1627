"""A web of twelve hosts in a process of its own, each with its port, its latency, its pace and its faults.

    python tests/batch/web.py '{"paces": {"rpps": 0.1}, "latency": 0.01, "faults": 0.02}'

A host counts every question that comes sooner than its pace after the one before, by the time at which the kernel had
it, answers 429 to it, and bans for good after the third. One question in fifty meets a fault, always the same one:
a 503 or a cut connection at first, a 500 or a broken answer for ever. What was counted is told on a port of its own.
"""

import asyncio
import hashlib
import json
import os
import socket
import struct
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from answers import HOSTS, answer

SLACK = 0.003  # seconds: what the way through two kernels may differ by
MOST_VIOLATIONS = 3
_STAMPS = getattr(socket, "SO_TIMESTAMPNS", 35)
_FAULTS = ("busy", "cut", "error", "broken")


@dataclass
class Host:
    """One host: what it allows, and what it has seen."""

    name: str
    pace: float
    latency: float
    faults: float
    counts: Counter[str] = field(default_factory=Counter)
    last: float = 0.0
    closest: float = 1e9  # seconds between two questions
    first: float = 0.0
    met: set[str] = field(default_factory=set)  # faults that are over

    def said(self, at: float, path: str, body: str, pages: str, month: int) -> tuple[int, str, bytes] | None:
        """Status, media type and body; None: the connection is cut."""
        self.counts["asked"] += 1
        apart, self.last = at - self.last, at
        self.first = self.first or at
        self.closest = min(self.closest, apart)
        if self.counts["violations"] >= MOST_VIOLATIONS:
            return 403, "text/plain", b"banned"
        if apart < self.pace - SLACK:
            self.counts["violations"] += 1
            return 429, "text/plain", b"too fast"
        digest = hashlib.sha256(f"{self.name} {path} {body}".encode()).hexdigest()
        if path != "/robots.txt" and int(digest[:8], 16) < self.faults * 2**32:
            fault = _FAULTS[int(digest[8], 16) % len(_FAULTS)]
            is_first = digest not in self.met
            self.met.add(digest)
            self.counts[f"fault:{fault}"] += 1
            if fault == "busy" and is_first:
                return 503, "text/plain", b"busy"
            if fault == "cut" and is_first:
                return None
            if fault == "error":
                return 500, "text/plain", b"a defect"
            if fault == "broken":
                return 200, "application/json", b'{"half": '
        media, content = answer(self.name, path, body, pages, month)
        return 200, media, content


class Web:
    """The hosts, and the loop that serves them."""

    def __init__(self, wanted: dict[str, Any]) -> None:
        paces, latency = wanted.get("paces", {}), wanted.get("latency", 0.0)
        self.hosts = {name: Host(name, paces.get(name, 0.0), latency, wanted.get("faults", 0.0)) for name in HOSTS}
        self.pages, self.month = "", 1
        self.loop = asyncio.get_running_loop()

    def open(self) -> dict[str, int]:
        ports = {}
        for name in (*self.hosts, "counts"):
            listening = socket.create_server(("127.0.0.1", 0), backlog=200)
            listening.setblocking(False)
            # Its connections inherit it; asked for later, what came first would bear the time at which it was read.
            listening.setsockopt(socket.SOL_SOCKET, _STAMPS, 1)
            ports[name] = listening.getsockname()[1]
            self.loop.add_reader(listening, self._accept, listening, name)
        self.pages = f"http://127.0.0.1:{ports['web_pages']}"
        return ports

    def _accept(self, listening: socket.socket, name: str) -> None:
        connection, _ = listening.accept()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.loop.add_reader(connection, Asked(self, connection, name).read)

    def counted(self) -> bytes:
        told = {
            name: {**host.counts, "pace": host.pace, "closest": host.closest, "seconds": host.last - host.first}
            for name, host in self.hosts.items()
        }
        return json.dumps(told).encode()


class Asked:
    """One connection: questions one after another."""

    def __init__(self, web: Web, connection: socket.socket, name: str) -> None:
        self.web, self.connection, self.name = web, connection, name
        self.held, self.at = b"", 0.0

    def read(self) -> None:
        try:
            data, beside, _, _ = self.connection.recvmsg(1 << 16, 256)
        except OSError:
            data, beside = b"", []
        if not data:
            self.close()
            return
        if not self.held:
            self.at = next((_stamp(value) for level, _, value in beside if level == socket.SOL_SOCKET), time.time())
        self.held += data
        head, end, body = self.held.partition(b"\r\n\r\n")
        length = int(dict(_headers(head)).get("content-length", "0")) if end else 0
        if end and len(body) >= length:
            self.held = b""
            self._answer(head.decode("latin-1").split(" ")[1], body.decode("utf-8", "replace"))

    def _answer(self, path: str, body: str) -> None:
        if self.name == "counts":
            self.web.month = int(path[1:] or self.web.month)
            self._send(200, "application/json", self.web.counted())
            return
        host = self.web.hosts[self.name]
        said = host.said(self.at, path, body, self.web.pages, self.web.month)
        if said is None:
            self.close()
        else:
            self.web.loop.call_later(host.latency, self._send, *said)

    def _send(self, status: int, media: str, content: bytes) -> None:
        more = "Retry-After: 1\r\n" if status == 429 else ""
        head = f"HTTP/1.1 {status} Said\r\nContent-Type: {media}\r\nContent-Length: {len(content)}\r\n{more}\r\n"
        try:
            self.connection.sendall(head.encode() + content)
        except OSError:
            self.close()

    def close(self) -> None:
        if self.connection.fileno() >= 0:
            self.web.loop.remove_reader(self.connection)
            self.connection.close()


def _headers(head: bytes) -> list[tuple[str, str]]:
    lines = head.decode("latin-1").split("\r\n")[1:]
    return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def _stamp(value: bytes) -> float:
    seconds, nanoseconds = struct.unpack("qq", value[:16])
    return float(seconds + nanoseconds / 1e9)


async def _main() -> None:
    web = Web(json.loads(sys.argv[1]))
    sys.stdout.write(json.dumps(web.open()) + "\n")
    sys.stdout.flush()
    while os.getppid() > 1:  # nobody asks any more
        await asyncio.sleep(0.5)


if __name__ == "__main__":
    asyncio.run(_main())
