"""A loopback server that sends the built site as GitHub Pages does: gzip for text and wasm."""

import functools
import gzip
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from benchmarks.line import PIECE_BYTES, Line, localhost

GZIPPED = frozenset({".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".xml"})
LEVEL = 6


@functools.cache
def body_as_sent(file: Path) -> bytes:
    """The bytes that a reader's browser receives for this file."""
    content = file.read_bytes()
    return gzip.compress(content, LEVEL, mtime=0) if file.suffix in GZIPPED else content


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
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """Python's own file server, with the headers and the compression of GitHub Pages."""

    protocol_version = "HTTP/1.1"
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
        body = self.send_head()
        while body and (piece := body.read(PIECE_BYTES)):
            self._line.pass_through(len(piece))
            with suppress(ConnectionError):
                self.wfile.write(piece)

    def send_head(self) -> BinaryIO | None:
        """Answer with a whole file; folders and errors are the base class's business."""
        path = self.path.partition("?")[0]
        file = Path(self.translate_path(path))
        if file.is_dir() and path.endswith("/"):
            file = file / "index.html"
        if not file.is_file():
            return super().send_head()
        body = self._body(path, file)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        same = self.headers.get("If-None-Match") == etag
        self.send_response(304 if same else 200)
        self.send_header("ETag", etag)
        self.send_header("Cache-Control", "max-age=600")
        if not same:
            self._describe(file, len(body))
        self.end_headers()
        return None if same else BytesIO(body)

    def _describe(self, file: Path, size: int) -> None:
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(size))
        if file.suffix in GZIPPED:
            self.send_header("Content-Encoding", "gzip")

    def _body(self, path: str, file: Path) -> bytes:
        other = self._replaced.get(path.lstrip("/"))
        return body_as_sent(file) if other is None else gzip.compress(other, LEVEL, mtime=0)

    def log_message(self, format: str, *arguments: object) -> None:
        """Keep the terminal for the results."""
