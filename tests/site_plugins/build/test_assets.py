"""What a page or a script names stays in the theme's styles; addresses change with their files."""

from pathlib import Path

import pytest

from site_plugins.build.assets import (
    THEME_STYLES,
    PackError,
    addresses,
    fingerprint,
    purge,
    resolve,
)

RULES = """
.md-typeset table{color:red}
.md-typeset kbd{color:green}
.made-by-script{color:blue}
[data-md-color-scheme=slate] .md-nav{color:white}
[data-md-color-primary=indigo]{color:indigo}
@media print{.unknown{display:none}}
:root{--read-here:1px;--read-by-us:2px;--read-beside:3px;--read-nowhere:4px}
.md-nav{margin:var(--read-here)}
"""
PAGE = """<body data-md-color-scheme="default" class="md-typeset">
<table></table><nav class="md-nav"></nav><input data-md-color-scheme="slate"></body>"""


def purged(site: Path, rules: str = RULES) -> str:
    style = site / THEME_STYLES / "main.css"
    style.parent.mkdir(parents=True)
    style.write_text(rules, "utf-8")
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "assets" / "start-here.css").write_text("p{top:var(--read-by-us)}", "utf-8")
    (site / "assets" / "own.js").write_text('node.classList.add("made-by-script")', "utf-8")
    style.with_name("palette.css").write_text("p{top:var(--read-beside)}", "utf-8")
    purge(site)
    return style.read_text("utf-8")


def test_what_a_page_or_a_script_names_stays(tmp_path: Path) -> None:
    left = purged(tmp_path)
    assert ".md-typeset table{color:red}" in left
    assert ".made-by-script{color:blue}" in left
    assert "[data-md-color-scheme=slate] .md-nav{color:white}" in left


def test_what_nobody_names_goes(tmp_path: Path) -> None:
    left = purged(tmp_path)
    assert "kbd" not in left
    assert "indigo" not in left
    assert "unknown" not in left


def test_a_variable_stays_where_any_style_reads_it(tmp_path: Path) -> None:
    left = purged(tmp_path)
    assert "--read-here:1px" in left
    assert "--read-by-us:2px" in left
    assert "--read-beside:3px" in left
    assert "--read-nowhere" not in left


def test_a_style_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="purgecss could not drop the unused styles"):
        purged(tmp_path, ".open{")


def test_a_site_without_styles_is_left_as_it_is(tmp_path: Path) -> None:
    purge(tmp_path)
    assert list(tmp_path.iterdir()) == []


LOADING = """<!doctype html><html><head><title>Fit &amp; more - Start Here</title>
<meta property="og:title" content="Fit &amp; more">
<link rel="icon" href="icon.svg"><link rel="canonical" href="https://example.org/">
<link rel="modulepreload" href="a.js"><link rel="stylesheet" href="a.css?v=00000000">
</head><body><svg><title>A picture</title></svg>
<picture><source srcset="small.webp 1x, large.webp 2x"><img src="old.png" alt=""></picture>
<a href="other/">Other</a><script>inline()</script><script src="b.js"></script>
"""


def test_a_page_loads_styles_scripts_and_pictures_but_not_what_it_links_to() -> None:
    assert set(filter(None, addresses("index.html", LOADING))) == {
        "icon.svg",
        "a.js",
        "a.css?v=00000000",
        "small.webp",
        "large.webp",
        "old.png",
        "b.js",
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
