import os
from pathlib import Path

import pytest

from tests.tools.mutants.sample import write
from tools.mutants import trial


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module and its tests, in a folder of their own that is worked in."""
    if not hasattr(os, "fork"):
        pytest.skip("Windows has no fork, and the tool says so.")
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(trial, "ROOT", tmp_path)
    return tmp_path
