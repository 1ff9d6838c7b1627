"""A server on 127.0.0.1 that answers byte for byte what a test tells it to, however badly behaved."""

import contextlib
import gzip
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.events import StreamEnded

Reply = bytes | Callable[[socket.socket], None]


@dataclass
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Server:
    """Answers by path, in order, the last one for ever; notes what was asked."""

    trust: ssl.SSLContext | None = None
    speak: Callable[[socket.socket], None] | None = None  # instead of HTTP/1.1
    asked: list[Asked] = field(default_factory=list)
    replies: dict[str, list[Reply]] = field(default_factory=dict)

    def on(self, path: str, *replies: Reply) -> Self:
        self.replies[path] = list(replies)
        return self

    @property
    def door(self) -> str:
        return f"127.0.0.1:{self._tcp.server_address[1]}"

    def url(self, path: str = "/") -> str:
        return f"{'https' if self.trust else 'http'}://{self.door}{path}"

    def __enter__(self) -> Self:
        server = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    server._serve(self.request)

        class Tcp(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request: Any, client_address: Any) -> None:
                """A client that hangs up is no news."""

        self._tcp = Tcp(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._tcp.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._tcp.shutdown()
        self._tcp.server_close()

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(10)
        connection = self.trust.wrap_socket(plain, server_side=True) if self.trust else plain
        with connection:
            if self.speak:
                self.speak(connection)
            elif asked := _read(connection):
                self._answer(asked, connection)

    def _answer(self, asked: Asked, connection: socket.socket) -> None:
        self.asked.append(asked)
        waiting = self.replies.get(asked.path.partition("?")[0], [reply(404)])
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if callable(answer):
            answer(connection)
        else:
            connection.sendall(answer)


def reply(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """An answer; `content_type="text/html"` is a header."""
    lines = {"Content-Length": str(len(body)), "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + body


def zipped(body: bytes, **headers: str) -> bytes:
    return reply(200, gzip.compress(body), content_encoding="gzip", **headers)


def one_answer_over_http_2(connection: socket.socket) -> None:
    """The least of an HTTP/2 server: one stream, one answer."""
    _over_http_2(connection, [(":status", "200"), ("x-protocol", "h2")], frame(0, 1, b"over two"))


def against_the_rules(headers: list[tuple[str, str]], *frames: bytes) -> Callable[[socket.socket], None]:
    """An HTTP/2 server that sends these headers, if any, and then these frames, whatever the rules say."""
    return lambda connection: _over_http_2(connection, headers, *frames)


def frame(kind: int, flags: int, payload: bytes) -> bytes:
    """A frame of the stream asked last, whose number is filled in when it is sent (RFC 9113 §4.1)."""
    return len(payload).to_bytes(3, "big") + bytes([kind, flags]) + b"STRM" + payload


def _over_http_2(connection: socket.socket, headers: list[tuple[str, str]], *frames: bytes) -> None:
    h2 = H2Connection(H2Configuration(client_side=False, validate_outbound_headers=False))
    h2.initiate_connection()
    connection.sendall(h2.data_to_send())
    while data := connection.recv(65536):
        ended = [event.stream_id for event in h2.receive_data(data) if isinstance(event, StreamEnded)]
        for stream in ended:
            if headers:
                h2.send_headers(stream, headers)
            sent = b"".join(frames).replace(b"STRM", stream.to_bytes(4, "big"))
            connection.sendall(h2.data_to_send() + sent)
        connection.sendall(h2.data_to_send())


def _read(connection: socket.socket) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        body += connection.recv(65536)
    return Asked(method, path, headers, body)
