"""What a reader waits for does not grow unseen, however many calculators there are."""

import gzip
import json
import subprocess
import sys

import pytest

from tests.browser.runtime_site import Site
from tools.places import ROOT

pytestmark = pytest.mark.browser

FIRST_DOWNLOAD_BYTES = 3_400_000
TABLE_BYTES, ALL_TABLES_BYTES = 180_000, 6_000_000
"""Gzipped: the answers to the changes of one input, and those of the whole site."""
MODULES_OF_FIT = 72
"""What the page's first calculator imports of ours; each is a file to find, read and run."""
COUNT = """
import json, sys
from calculators.browser import respond
respond(json.dumps({"calculator": "fit", "inputs": {}}))
print(sum(name.partition(".")[0] == "calculators" for name in sys.modules))
"""


def test_the_files_from_which_python_starts_first(whole_site: Site) -> None:
    manifest = json.loads((whole_site.folder / "assets/py/manifest.json").read_bytes())
    first = manifest["sets"][0]
    assert first["name"] == "fast"
    assert 1_000_000 < first["total_wire_bytes"] <= FIRST_DOWNLOAD_BYTES


def test_the_answers_that_are_worked_out_before(whole_site: Site) -> None:
    tables = whole_site.folder.glob("assets/answers/*/*.json")
    sizes = [len(gzip.compress(path.read_bytes(), 6)) for path in tables]
    assert 1_000 < max(sizes) <= TABLE_BYTES
    assert 1_000_000 < sum(sizes) <= ALL_TABLES_BYTES


def test_the_modules_that_the_first_answer_imports() -> None:
    asked = [sys.executable, "-c", COUNT]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT)
    assert 40 < int(done.stdout) <= MODULES_OF_FIT
