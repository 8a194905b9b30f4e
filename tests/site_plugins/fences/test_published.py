import re
from datetime import date

import pytest

from site_plugins.fences.figures import FigureError, render
from site_plugins.fences.published import record
from tools.places import ROOT


def test_a_published_figure_links_to_where_it_stands() -> None:
    html = render("published.market-saving")
    assert ">$24.8 billion</a>" in html
    assert 'href="https://www.linuxfoundation.org/blog/' in html
    assert "Checked on 2026-11-24" in html


def test_a_figure_that_nobody_published_fails_the_build() -> None:
    with pytest.raises(FigureError, match="no-such-figure"):
        render("published.no-such-figure")


def test_every_published_figure_is_quoted_somewhere() -> None:
    pages = (page.read_text("utf-8") for page in (ROOT / "content").rglob("*.md"))
    quoted = {name for page in pages for name in re.findall(r"`=published\.([\w-]+)`", page)}
    assert quoted == set(record()["figure"])


@pytest.mark.parametrize("kind", ["figure", "mistake"])
def test_every_record_has_a_source_to_open_and_the_day_it_was_checked(kind: str) -> None:
    for ident, found in record()[kind].items():
        assert found["url"].startswith("https://"), ident
        assert isinstance(found["checked"], date), ident
