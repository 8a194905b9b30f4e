import gzip
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.line import Line
from benchmarks.site_server import serve

PAGE = b"<!doctype html>hello"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "lesson").mkdir()
    (tmp_path / "lesson" / "index.html").write_bytes(PAGE)
    (tmp_path / "a.wasm").write_bytes(b"\0asm" * 100)
    (tmp_path / "a.zip").write_bytes(b"12345")
    (tmp_path / "404.html").write_bytes(b"no such page")
    return tmp_path


@pytest.fixture
def line() -> Line:
    return Line("counted")


@pytest.fixture
def server(site: Path, line: Line) -> Iterator[HTTPConnection]:
    """One connection for all that a test asks: closed by the server, the next question fails."""
    with serve(site, line=line, replaced={"a.json": b"[]"}) as address:
        assert address.endswith("/repo/")
        connection = HTTPConnection(urlsplit(address).netloc)
        connection.auto_open = 1
        yield connection
        connection.close()


def ask(
    server: HTTPConnection, path: str, headers: Mapping[str, str] | None = None
) -> tuple[HTTPResponse, bytes]:
    server.request("GET", path, headers=dict(headers or {}))
    answer = server.getresponse()
    return answer, answer.read()


def test_pages_and_wasm_are_gzipped_and_archives_are_not(server: HTTPConnection) -> None:
    page, body = ask(server, "/repo/lesson/?q=1")
    assert (page.status, page.headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == PAGE
    wasm, body = ask(server, "/repo/a.wasm")
    assert (wasm.headers["Content-Type"], len(body) < 100) == ("application/wasm", True)
    archive, body = ask(server, "/repo/a.zip")
    assert (archive.headers["Content-Encoding"], body) == (None, b"12345")


def test_a_file_that_the_browser_has_is_not_sent_again(server: HTTPConnection, line: Line) -> None:
    first, _ = ask(server, "/repo/a.zip")
    assert first.headers["Cache-Control"] == "max-age=600"
    again, body = ask(server, "/repo/a.zip", {"If-None-Match": first.headers["ETag"]})
    assert (again.status, body) == (304, b"")
    assert (line.requests(), line.sent_bytes()) == (2, 5)


def test_there_are_no_special_headers(server: HTTPConnection) -> None:
    answer, _ = ask(server, "/repo/lesson/")
    assert set(answer.headers) == {
        *("Server", "Date", "ETag", "Cache-Control", "Content-Type", "Content-Encoding"),
        "Content-Length",
    }


def test_the_site_is_below_a_path_and_nowhere_else(server: HTTPConnection) -> None:
    assert ask(server, "/lesson/")[0].status == 404
    moved, _ = ask(server, "/repo/lesson")
    assert (moved.status, moved.headers["Location"]) == (301, "/repo/lesson/")


def test_what_is_not_there_gets_the_sites_own_page(server: HTTPConnection) -> None:
    missing, body = ask(server, "/repo/nothing.js")
    assert (missing.status, gzip.decompress(body)) == (404, b"no such page")
    outside, _ = ask(server, "/repo/../test_line.py")
    assert outside.status == 404


def test_a_connection_serves_one_request_after_another(server: HTTPConnection) -> None:
    ask(server, "/repo/lesson/")
    kept = server.sock
    ask(server, "/repo/nothing.js")
    ask(server, "/repo/a.zip")
    assert server.sock is kept


def test_a_replaced_file_need_not_exist(server: HTTPConnection) -> None:
    answer, body = ask(server, "/repo/a.json")
    assert (answer.status, gzip.decompress(body)) == (200, b"[]")


def test_a_server_that_is_gone_answers_on_no_connection_that_was_open(site: Path) -> None:
    with serve(site) as address:
        connection = HTTPConnection(urlsplit(address).netloc)
        assert ask(connection, "/repo/a.zip")[1] == b"12345"
    with pytest.raises(ConnectionError):
        ask(connection, "/repo/a.zip")
    connection.close()
