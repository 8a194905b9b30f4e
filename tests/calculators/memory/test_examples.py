import doctest
import importlib
import pkgutil

import pytest

from calculators import memory

MODULES = [module.name for module in pkgutil.iter_modules(memory.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_examples_in_the_documentation_are_true(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(f"calculators.memory.{module}"))
    assert failed == 0
