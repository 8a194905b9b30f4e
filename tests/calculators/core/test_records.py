"""Data that ships with the package is read wherever the package lies."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from calculators.core import records


def test_a_file_of_data_is_read_without_help_of_a_loader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "__spec__", ModuleSpec("calculators.core.records", None))
    path = Path(records.data_path("catalog.json"))
    assert records.read_data("catalog.json") == path.read_bytes()
