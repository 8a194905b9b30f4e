"""One fault on trial: a process loads the module with the fault, and runs tests.

It is forked from one that has loaded pytest and no calculator, so every value is worked out anew:
tables, caches and defaults as well as functions. Faults in functions have a quicker way (bench.py).
"""

from __future__ import annotations

import ast
import doctest
import importlib
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tools.mutants.edits import edits
from tools.mutants.processes import said_apart
from tools.mutants.suite import OPTIONS, Watch
from tools.places import ROOT

Stage = Sequence[str]
"""Files and folders of tests that run together; the likeliest to notice come first."""
SURVIVED = "survived"
DOCTEST, LOADING, TIME = "doctest", "loading", "time"
"""What notices a fault beside a test, which is told by its name."""


def source_of(module: str) -> Path:
    """The file of a module, which is not imported for it."""
    path = ROOT / Path(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def parsed(module: str) -> ast.Module:
    """The source of a module as it is."""
    return ast.parse(source_of(module).read_text("utf-8"))


def compiled(module: str, tree: ast.Module) -> CodeType:
    """Its code, made of a tree."""
    return compile(tree, str(source_of(module)), "exec", dont_inherit=True)


def edited(module: str, number: int) -> CodeType:
    """Its code with one of its edits, by the place in the list."""
    tree = parsed(module)
    edits(tree)[number].apply()
    return compiled(module, tree)


def tried(module: str, number: int | None, stages: Sequence[Stage], *, limit: float) -> str:
    """What noticed one edit of a module, or `SURVIVED`; without any edit with None."""
    said = said_apart(partial(_noticed, module, number, stages), limit=limit)
    # A process that ended without a word ran into the fault itself.
    return TIME if said is None else said or LOADING


def _noticed(module: str, number: int | None, stages: Sequence[Stage]) -> str:
    if number is not None:
        sys.meta_path.insert(0, Loaded(module, edited(module, number), {}))
    if doctest.testmod(importlib.import_module(module)).failed:
        return DOCTEST
    watch = Watch()
    for stage in stages:
        code = pytest.main([*OPTIONS, *stage], plugins=[watch])
        if code != pytest.ExitCode.OK:
            return watch.failed or LOADING
    return SURVIVED


class Loaded(MetaPathFinder):
    """Loads a module from other code than its own, with some names that are there already."""

    def __init__(self, module: str, code: CodeType, names: Mapping[str, object]) -> None:
        self.module, self.code, self.names = module, code, names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The usual place of the module, with a loader of our own."""
        if fullname != self.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, module: str, path: str, loaded: Loaded) -> None:
        super().__init__(module, path)
        self.loaded = loaded

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__.update(self.loaded.names)
        super().exec_module(module)

    def get_code(self, fullname: str) -> CodeType:
        return self.loaded.code
