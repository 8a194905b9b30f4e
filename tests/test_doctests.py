"""The worked numbers in docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import benchmarks
import calculators
import site_plugins
import tools

MODULES = [
    module.name
    for package in (benchmarks, calculators, site_plugins, tools)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    found = (doctest.DocTestFinder().find(importlib.import_module(name)) for name in MODULES)
    assert sum(bool(test.examples) for tests in found for test in tests) > 20
