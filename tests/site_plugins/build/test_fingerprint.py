"""Addresses that change when a file does."""

from site_plugins.build.fingerprint import fingerprint


def test_a_script_that_starts_another_changes_with_it() -> None:
    page = b'<head><script src="a.js"></script></head>'
    first = {"a.js": b'new URL("./b.js", import.meta.url)', "b.js": b"1", "index.html": page}
    files, marks = fingerprint(first)
    others, other_marks = fingerprint(first | {"b.js": b"2"})
    assert f'"./b.js{marks["b.js"]}"'.encode() in files["a.js"]
    assert f'"a.js{marks["a.js"]}"'.encode() in files["index.html"]
    assert set(marks.values()).isdisjoint(other_marks.values())
    assert files["index.html"] != others["index.html"]


def test_a_name_that_holds_a_hash_is_left_alone() -> None:
    page = b'<link rel="stylesheet" href="main.57a0d79d.min.css"><script src="x.57a0d79d.js">'
    files = {"index.html": page, "main.57a0d79d.min.css": b"", "x.57a0d79d.js": b""}
    assert fingerprint(files) == (files, {})


def test_what_is_not_of_the_site_is_left_alone() -> None:
    page = b'<a href="https://example.org/a.js">a</a> <a href="gone.js">b</a> &quot;a.js&quot;'
    files = {"index.html": page, "a.js": b"fetch('a.js')"}
    assert fingerprint(files)[0] == files


def test_marking_again_gives_the_same() -> None:
    files = {"x/index.html": b'<script src="../a.js"></script>', "a.js": b""}
    once, marks = fingerprint(files)
    assert fingerprint(once) == (once, marks)
