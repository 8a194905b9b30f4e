"""What pages, styles and scripts load, and addresses that change when a file does."""

import pytest

from site_plugins.build.addresses import addresses, fingerprint, resolve

PAGE = """<!doctype html><html><head><title>Fit &amp; more - Start Here</title>
<meta property="og:title" content="Fit &amp; more">
<link rel="icon" href="icon.svg"><link rel="canonical" href="https://example.org/">
<link rel="modulepreload" href="a.js"><link rel="stylesheet" href="a.css?v=00000000">
</head><body><svg><title>A picture</title></svg>
<picture><source srcset="small.webp 1x, large.webp 2x"><img src="old.png" alt=""></picture>
<a href="other/">Other</a><script>inline()</script><script src="b.js"></script>
<script id="__config" type="application/json">{"base": "..", "search": "../search.js"}</script>
"""


def test_a_page_loads_styles_scripts_and_pictures_but_not_what_it_links_to() -> None:
    assert set(filter(None, addresses("index.html", PAGE))) == {
        "icon.svg",
        "a.js",
        "a.css?v=00000000",
        "small.webp",
        "large.webp",
        "old.png",
        "b.js",
        "../search.js",
    }


def test_styles_and_scripts_name_files_too() -> None:
    assert addresses("a.css", "a { background: url('x.svg') } b { src: url(y.woff2) }") == [
        "x.svg",
        "y.woff2",
    ]
    assert addresses("a.js", 'new Worker(new URL("./w.js",import.meta.url))') == ["./w.js"]
    assert addresses("a.json", '{"new URL": 1}') == []


@pytest.mark.parametrize(
    "address", ["https://example.org/a.js", "//example.org/a.js", "../../../a.js", "#part", ""]
)
def test_what_is_not_of_the_site_is_no_file(address: str) -> None:
    assert resolve("about/index.html", address) is None


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
