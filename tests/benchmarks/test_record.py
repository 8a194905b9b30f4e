import json
import re
from pathlib import Path

from benchmarks import record


def test_a_record_tells_the_day_and_the_kind_of_machine() -> None:
    about = record.about(Path("no-such-browser"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", about["date"])
    assert re.fullmatch(r"\d+ cores of \w+(, \d+ GiB of memory)?, \w+", about["machine"])
    assert about["browser"] == "Chromium"


def test_a_record_is_kept_as_readable_text(tmp_path: Path) -> None:
    record.keep({"date": "2026-11-24"}, tmp_path / "measured.json")
    text = (tmp_path / "measured.json").read_text("utf-8")
    assert json.loads(text) == {"date": "2026-11-24"}
    assert text.endswith("}\n")
