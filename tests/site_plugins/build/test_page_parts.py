"""What pages, styles and scripts load, read from their texts."""

import pytest

from site_plugins.build.page_parts import addresses, resolve, title

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


def test_the_title_is_the_one_that_others_show() -> None:
    assert title(PAGE) == "Fit & more"
    assert title("<title>Plain</title><svg><title>Not this</title></svg>") == "Plain"


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
