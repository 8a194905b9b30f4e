"""The file that programs read."""

import json
from pathlib import Path

from site_plugins.build.api import add_api
from site_plugins.build.offline import UNLISTED_FOLDERS
from site_plugins.reference.declarations import reference

MOST_BYTES = 250_000


def test_a_built_site_has_the_declarations_where_the_page_says(tmp_path: Path) -> None:
    path = add_api(tmp_path)
    assert path.relative_to(tmp_path).as_posix() == "api/v1/calculators.json"
    assert json.loads(path.read_bytes()) == json.loads(json.dumps(reference()))
    assert 50_000 < path.stat().st_size <= MOST_BYTES


def test_it_is_for_programs_and_put_on_no_readers_device() -> None:
    assert "api/" in UNLISTED_FOLDERS
