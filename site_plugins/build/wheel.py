"""The `calculators` package as a wheel, equal byte for byte from equal sources."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

from site_plugins import ROOT

EARLIEST_ZIP_TIME = "315532800"  # 1980-01-01, the first second a ZIP file can hold


def build_wheel(out_dir: Path) -> Path:
    """Build the wheel into `out_dir` (made when missing) and return its path.

    Every member gets the time SOURCE_DATE_EPOCH, or 1980-01-01 where that is not set.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    with _source_date():
        built = next(WheelBuilder(str(ROOT)).build(directory=str(out_dir), versions=["standard"]))
    return Path(built)


@contextmanager
def _source_date() -> Iterator[None]:
    """Give hatchling a fixed time, and take it away again."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        yield
        return
    os.environ["SOURCE_DATE_EPOCH"] = EARLIEST_ZIP_TIME
    try:
        yield
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
