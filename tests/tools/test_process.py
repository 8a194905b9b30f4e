import sys
from pathlib import Path

import pytest

from tools import process
from tools.failure import Failure
from tools.places import VENV, programs_of

SAY = "import os, sys; print(os.getcwd()); sys.exit(int(sys.argv[1]))"


def test_the_programs_of_the_environment_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "elsewhere")
    found = process.variables({"MORE": "1"})
    assert found["PATH"].startswith(str(programs_of(VENV)))
    assert found["PATH"].endswith("elsewhere")
    assert (found["PYTHONUTF8"], found["MORE"]) == ("1", "1")


def test_what_a_program_prints_or_none_where_it_fails(tmp_path: Path) -> None:
    assert process.output([sys.executable, "-c", SAY, "0"]) == str(Path.cwd())
    assert process.output([sys.executable, "-c", SAY, "3"]) is None
    assert process.output([tmp_path / "no-such-program"]) is None
    assert process.output([sys.executable, "-c", "import time; time.sleep(9)"], seconds=0.1) is None


def test_a_program_that_fails_stops_the_set_up_with_what_it_was_for(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    process.need([sys.executable, "-c", SAY, "0"], "Not reached.", cwd=tmp_path)
    assert capfd.readouterr().out.strip() == str(tmp_path)
    with pytest.raises(Failure, match=r"^The packages are missing: look above\.$"):
        process.need([sys.executable, "-c", SAY, "3"], "The packages are missing: look above.")
