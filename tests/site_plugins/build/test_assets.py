"""Styles of the theme: what a page or a script names stays, the rest goes."""

from pathlib import Path

import pytest

from site_plugins.build.assets import THEME_STYLES, PackError, purge

RULES = """
.md-typeset table{color:red}
.md-typeset kbd{color:green}
.made-by-script{color:blue}
[data-md-color-scheme=slate] .md-nav{color:white}
[data-md-color-primary=indigo]{color:indigo}
@media print{.unknown{display:none}}
"""
PAGE = """<body data-md-color-scheme="default" class="md-typeset">
<table></table><nav class="md-nav"></nav><input data-md-color-scheme="slate"></body>"""


def purged(site: Path, rules: str = RULES) -> str:
    style = site / THEME_STYLES / "main.css"
    style.parent.mkdir(parents=True)
    style.write_text(rules, "utf-8")
    (site / "index.html").write_text(PAGE, "utf-8")
    (site / "assets" / "own.js").write_text('node.classList.add("made-by-script")', "utf-8")
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


def test_a_style_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="purgecss could not drop the unused styles"):
        purged(tmp_path, ".open{")


def test_a_site_without_styles_is_left_as_it_is(tmp_path: Path) -> None:
    purge(tmp_path)
    assert list(tmp_path.iterdir()) == []
