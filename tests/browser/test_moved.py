"""Old links go on to where a page is now, with what they carry."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_plugins.build.moved import add_moved
from tests.browser.runtime_site import serve
from tools.places import ROOT

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "site_plugins" / "theme" / "assets" / "moved.js"
NEW = "<!doctype html><html lang=en><head><title>Errors</title></head><body id=top></body></html>"


@pytest.mark.parametrize(
    ("script", "carried"), [(True, "?model=qwen3-8b#fit"), (False, "")], ids=["script", "none"]
)
def test_an_old_link_leads_on(
    chromium: Browser, tmp_path: Path, script: bool, carried: str
) -> None:
    (tmp_path / "new/errors").mkdir(parents=True)
    (tmp_path / "new/errors/index.html").write_text(NEW, "utf-8")
    (tmp_path / "assets").mkdir()
    shutil.copy(SCRIPT, tmp_path / "assets")
    add_moved(tmp_path, {"answers/": "new/errors/"})
    with serve(tmp_path) as site, chromium.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{site.url}answers/?model=qwen3-8b#fit")
        page.wait_for_url(f"{site.url}new/errors/{carried}")
        assert page.title() == "Errors"
