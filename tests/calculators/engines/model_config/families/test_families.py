"""The package of families: every maker is there once asked for, and not before."""

import subprocess
import sys
from pathlib import Path

from calculators.engines.model_config import families
from calculators.engines.model_config.config import FAMILIES

LOADED = """
import sys
from calculators.browser import answer
answer("fit", {})
print(*(name for name in sys.modules if "model_config." in name))
"""


def test_who_pastes_no_file_does_not_wait_for_the_families() -> None:
    ran = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["calculators.engines.model_config.document"]


def test_the_readers_of_every_file_are_registered() -> None:
    here = Path(str(families.__file__)).parent
    makers = {path.stem for path in here.glob("*.py")} - {"__init__"}
    assert {each.read.__module__.rpartition(".")[2] for each in FAMILIES.values()} == makers


def test_a_reader_says_which_models_it_reads() -> None:
    assert all(each.read.__doc__ for each in FAMILIES.values())
    assert all(each.classes for each in FAMILIES.values())
