"""A loopback server that sends a site as GitHub Pages does, below the path of a repository.

Text and WebAssembly are gzipped, a file's ETag is asked about again after ten minutes, and there
are no special headers. Connections stay open, as HTTP/1.1 has it; TLS and HTTP/2 are not there.
"""

import functools
import gzip
import hashlib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import Thread
from typing import Any
from urllib.parse import unquote

from benchmarks.line import PIECE_BYTES, Line, localhost

BELOW = "/repo/"
"""GitHub Pages serves a project under its repository's name."""
GZIPPED = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"})
LEVEL = 6


def body_as_sent(file: Path) -> bytes:
    """The bytes that a reader's browser receives for this file."""
    return _body_and_tag(file)[0]


@contextmanager
def serve(
    site: Path, *, line: Line | None = None, replaced: Mapping[str, bytes] | None = None
) -> Iterator[str]:
    """Serve the folder on a free loopback port; gives the address, with a slash at its end.

    Answers go over the line; `replaced` holds other contents for some paths.
    """
    handler = functools.partial(
        _Handler, directory=str(site), line=line or localhost(), replaced=replaced or {}
    )
    with _Server(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        finally:
            server.shutdown()
            server.hang_up()


@functools.cache
def _body_and_tag(file: Path) -> tuple[bytes, str]:
    content = file.read_bytes()
    return _pack(content) if file.suffix in GZIPPED else (content, _tag(content))


def _pack(content: bytes) -> tuple[bytes, str]:
    return gzip.compress(content, LEVEL, mtime=0), _tag(content)


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser may keep its connections

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._connections: list[socket] = []
        super().__init__(*arguments, **options)

    def get_request(self) -> tuple[socket, Any]:
        """One more connection."""
        connection, address = super().get_request()
        self._connections.append(connection)
        return connection, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, but not that a browser or we have hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End the connections that are still open: what is gone answers nobody."""
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(SHUT_RDWR)


class _Handler(SimpleHTTPRequestHandler):
    """Python's own file server, with the headers and the compression of GitHub Pages."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else small answers wait for the browser's delayed ACK
    extensions_map = {  # noqa: RUF012 (the base class declares it as an instance variable)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".wasm": "application/wasm",
    }

    def __init__(
        self, *arguments: Any, line: Line, replaced: Mapping[str, bytes], **options: Any
    ) -> None:
        self._line, self._replaced = line, replaced
        super().__init__(*arguments, **options)

    def do_GET(self) -> None:
        """Answer after a round trip, in pieces that take their time on the line."""
        self._line.begin()
        path = unquote(self.path.partition("?")[0])
        site = Path(self.directory)
        if not path.startswith(BELOW):
            return self._send(404, b"There isn't a GitHub Pages site here.", {})
        path = path.removeprefix(BELOW)
        file = site / path
        if file.is_dir() and path and not path.endswith("/"):
            return self._send(301, b"", {"Location": f"{BELOW}{path}/"})
        if file.is_dir():
            path, file = f"{path}index.html", file / "index.html"
        if path in self._replaced:
            return self._send_file(file, *_pack(self._replaced[path]))
        if not file.is_file() or site.resolve() not in file.resolve().parents:
            return self._send_missing(site / "404.html")
        return self._send_file(file, *_body_and_tag(file))

    def _send_file(self, file: Path, body: bytes, tag: str, status: int = 200) -> None:
        headers = {"ETag": tag, "Cache-Control": "max-age=600"}
        if self.headers.get("If-None-Match") == tag:
            return self._send(304, b"", headers)
        headers["Content-Type"] = self.guess_type(str(file))
        if file.suffix in GZIPPED:
            headers["Content-Encoding"] = "gzip"
        return self._send(status, body, headers)

    def _send_missing(self, page: Path) -> None:
        if page.is_file():
            return self._send_file(page, *_body_and_tag(page), status=404)
        return self._send(404, b"not here", {})

    def _send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        with suppress(ConnectionError):
            self.end_headers()
            for start in range(0, len(body), PIECE_BYTES):
                self._line.pass_through(len(body[start : start + PIECE_BYTES]))
                self.wfile.write(body[start : start + PIECE_BYTES])

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the terminal for the results."""
