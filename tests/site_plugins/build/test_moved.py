"""What stands at the old address of a page that moved."""

import json
import re
from pathlib import Path

import pytest

from site_plugins.build.assets import PackError
from site_plugins.build.moved import add_moved, moved
from site_plugins.build.offline import address, describe, kept
from tests.content.reading import pages

RECORD = {"hardware/answers/": "hardware/errors/"}
TARGET = '<html><head><title>Errors &amp; "misses"</title></head><body></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "hardware" / "errors"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(TARGET, "utf-8")
    return tmp_path


def old_page(site: Path) -> str:
    return (site / "hardware/answers/index.html").read_text("utf-8")


def test_without_a_script_a_refresh_leads_on_and_a_link_can_be_followed(site: Path) -> None:
    add_moved(site, RECORD)
    page = old_page(site)
    assert '<noscript><meta http-equiv="refresh" content="0; url=../errors/"></noscript>' in page
    assert '<a data-moved href="../errors/">Errors &amp; &quot;misses&quot;</a>' in page


def test_the_canonical_address_is_that_of_the_new_page_in_full_where_it_is_known(
    site: Path,
) -> None:
    add_moved(site, RECORD)
    assert '<link rel="canonical" href="../errors/">' in old_page(site)

    full = '<link rel="canonical" href="https://example.org/repo/hardware/errors/">'
    (site / "hardware/errors/index.html").write_text(TARGET.replace("</head>", full), "utf-8")
    add_moved(site, RECORD)
    assert re.findall('<link rel="canonical".*>', old_page(site)) == [full]


def test_a_page_without_a_new_address_here_leaves_nothing(site: Path) -> None:
    add_moved(site, {"one/": "two/"})
    assert not (site / "one").exists()


def test_an_old_address_that_is_a_page_again_fails_the_build(site: Path) -> None:
    add_moved(site, RECORD)
    (site / "hardware/answers/index.html").write_text(TARGET, "utf-8")
    with pytest.raises(PackError, match="hardware/answers/ is a page"):
        add_moved(site, RECORD)


def test_it_works_offline_and_is_no_page_to_choose_there(site: Path) -> None:
    add_moved(site, RECORD)
    files = {"hardware/answers/index.html": old_page(site).encode(), "assets/moved.js": b""}
    keep = kept(files, [])
    assert keep == set(files)
    assert json.dumps(describe(files, keep, {})["hardware/answers/"].title) == '""'


def faults(record: dict[str, str], here: set[str]) -> list[str]:
    """Lines of a record that lead nowhere, or away from a page that there is."""
    return [
        f"{old} → {new}"
        for old, new in record.items()
        if old in here or new not in here or not old.endswith("/")
    ]


def test_every_moved_page_is_gone_from_where_it_was_and_found_where_it_is() -> None:
    here = {address(page.name.replace(".md", "/index.html")) for page in pages()} | {""}
    assert faults(moved(), here) == []
    assert faults({"glossary/": "about/"}, here) == ["glossary/ → about/"]
    assert faults({"old/": "nowhere/"}, here) == ["old/ → nowhere/"]
    assert faults({"old/": "glossary/"}, here) == []
