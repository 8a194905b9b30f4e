"""Run inside Pyodide after all requests were answered: import what could be later, go wrong, list.

The value of this program is a JSON list of the files that were imported from the archive.
"""

import ast
import contextlib
import importlib.util
import json
import linecache
import sys
import traceback
import warnings
from collections.abc import Iterator
from zipimport import zipimporter

ARCHIVE = "/lib/python314.zip/"


def files() -> list[str]:
    """What was imported from the archive so far, as names of its members."""
    specs = [getattr(module, "__spec__", None) for module in sys.modules.values()]
    taken = [spec.origin for spec in specs if spec and isinstance(spec.loader, zipimporter)]
    return sorted(name.removeprefix(ARCHIVE) for name in taken)


def imports(tree: ast.AST, package: str) -> Iterator[str]:
    """Every module that a tree imports, at its top or deep inside, but not for types alone."""
    if isinstance(tree, ast.If) and getattr(tree.test, "id", "") == "TYPE_CHECKING":
        return
    if isinstance(tree, ast.Import):
        yield from (alias.name for alias in tree.names)
    if isinstance(tree, ast.ImportFrom):
        name = importlib.util.resolve_name("." * tree.level + (tree.module or ""), package)
        yield from (name, *(f"{name}.{alias.name}" for alias in tree.names))
    for child in ast.iter_child_nodes(tree):
        yield from imports(child, package)


def import_all_that_may_be_asked_for() -> None:
    """Import what our modules would import only later, inside a function."""
    seen: set[str] = set()
    while fresh := {name for name in sys.modules if name.startswith("calculators")} - seen:
        seen |= fresh
        for name in sorted(fresh):
            module = sys.modules[name]
            tree = ast.parse("".join(linecache.getlines(module.__file__ or "", vars(module))))
            for wanted in imports(tree, module.__package__ or ""):
                with contextlib.suppress(ModuleNotFoundError):  # a name inside a module is none
                    importlib.import_module(wanted)


def go_wrong() -> None:
    """Fail in the ways in which Python itself imports something to tell about it."""

    def deeper() -> None:
        deeper()

    for fault in (deeper, lambda: "\ud800".encode(), lambda: 1 / 0, lambda: int("9" * 5000)):
        try:
            fault()
        except (RecursionError, UnicodeError, ArithmeticError, ValueError):
            traceback.print_exc()
    warnings.warn("seen by the trace alone", stacklevel=1)
    json.dumps({"high": float("inf"), "low": 1e-300, "text": "\ud800 é €"})


import_all_that_may_be_asked_for()
go_wrong()
json.dumps(files())
