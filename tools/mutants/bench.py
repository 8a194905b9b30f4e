"""Faults in functions, tried where all tests are loaded already.

The tests run once without a fault, and what enters which function is written down. Then each fault
has a fork of that process, in which the function's code is replaced and the tests that enter it
run: those of the module's own file first, the quick ones before the slow.
"""

from __future__ import annotations

import ast
import doctest
import gc
import importlib
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import _lru_cache_wrapper, partial
from types import CodeType, FunctionType
from typing import Any, TypeAlias

import pytest

from tools.failure import Failure
from tools.mutants.edits import functions_of
from tools.mutants.processes import said_apart, silent
from tools.mutants.suite import OPTIONS, Watch
from tools.mutants.trial import (
    DOCTEST,
    LOADING,
    SURVIVED,
    TIME,
    Loaded,
    compiled,
    edited,
    parsed,
    source_of,
)

Function = tuple[str, str]
"""A module and the qualified name of a function in it."""
Cache: TypeAlias = "_lru_cache_wrapper[Any]"
SLACK_SECONDS, SLACK = 20, 6
"""A fault may make its tests that much slower before it counts as an endless loop."""
RECORDS = ("calculators.core", "calculators.catalog")
"""What these have read is kept for all faults: files of records have none."""
NOTED = "__entered_functions__"
BASELINE = -1
"""In place of a job's: what failed without any fault."""


@dataclass(frozen=True)
class Job:
    """An edit of a module, by its place in the list, and the function in whose body it stands."""

    module: str
    number: int
    function: str


@dataclass
class Looked:
    """What one run of all tests without a fault has shown."""

    failed: str = ""
    seconds: dict[str, float] = field(default_factory=dict)
    """By the name of the test."""
    entered: dict[str, list[list[str]]] = field(default_factory=dict)
    """The functions, by the name of the test."""

    def tests_of(self, module: str, function: str) -> list[str]:
        """The tests that enter a function, in the order in which they are asked."""
        folder, _, name = module.rpartition(".")
        own = f"tests/{folder.replace('.', '/')}/test_{name}.py"
        found = [test for test, entered in self.entered.items() if [module, function] in entered]
        return sorted(found, key=lambda test: (not test.startswith(own), self.seconds[test]))


def bench(jobs: Sequence[Job], tests: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Of each job its place, what noticed it, and whether that is the last word.

    It isn't where the function ran before any test, or where no test enters it. Raises `Failure`
    where a test fails without any fault, or where pytest stops before it has tried them all.
    """
    answered = 0
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            silent()
            _serve(jobs, tests, write)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as lines:
        for line in lines:
            place, noticed, final = json.loads(line)
            if place == BASELINE:
                raise Failure(f"Without any fault {noticed} fails: mend that first.")
            answered += 1
            yield place, noticed, final
    os.waitpid(child, 0)
    if answered < len(jobs):
        raise Failure(
            f"pytest stopped when {answered} of {len(jobs)} faults were tried. "
            f"Look why: .venv/bin/python -m pytest {' '.join(tests)}"
        )


def _serve(jobs: Sequence[Job], tests: Sequence[str], write: int) -> None:
    with os.fdopen(write, "w", encoding="utf-8") as lines:

        def tell(place: int, noticed: str, final: bool) -> None:
            lines.write(json.dumps([place, noticed, final]) + "\n")
            lines.flush()

        server = Server(jobs, tell)
        for module in server.modules:
            names = {NOTED: server.noted[module]}
            sys.meta_path.insert(0, Loaded(module, noting(module), names))
        for module in server.modules:
            importlib.import_module(module)
        pytest.main([*OPTIONS, *tests], plugins=[server])


class Server(Watch):
    """A plugin for pytest that tries faults in place of running each test once."""

    def __init__(self, jobs: Sequence[Job], tell: Callable[[int, str, bool], None]) -> None:
        self.jobs, self.tell = jobs, tell
        self.modules = list(dict.fromkeys(job.module for job in jobs))
        self.noted: dict[str, dict[str, bool]] = {module: {} for module in self.modules}
        """By module: the functions put their own names in, while they are `noting`."""
        self.items: dict[str, pytest.Item] = {}
        self.caches: list[Cache] = []

    def entered(self) -> set[Function]:
        """The functions that were entered since this was last asked."""
        found = {(module, name) for module, names in self.noted.items() for name in names}
        for names in self.noted.values():
            names.clear()
        return found

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Look once which test enters what, then try the faults one by one."""
        early = self.entered()  # what came of these may be kept in a table
        self.items = {item.nodeid: item for item in session.items}
        self.caches, functions = _caches(), _functions(self.modules)
        looked = Looked(**json.loads(said_apart(self._look, limit=3600) or "{}"))
        if looked.failed:
            self.tell(BASELINE, looked.failed, True)
            return True
        for (module, name), found in functions.items():
            _replace(found, _code_of(compiled(module, parsed(module)), name))
        gc.freeze()  # so that a fork copies less
        for place, job in enumerate(self.jobs):
            tests = looked.tests_of(job.module, job.function)
            live = functions.get((job.module, job.function), [])
            if not tests or not live:
                self.tell(place, SURVIVED, False)
                continue
            limit = SLACK * sum(looked.seconds[test] for test in tests) + SLACK_SECONDS
            said = said_apart(partial(self._run, job, live, tests), limit=limit)
            noticed = TIME if said is None else said or LOADING
            final = noticed != SURVIVED or (job.module, job.function) not in early
            self.tell(place, noticed, final)
        return True

    def _look(self) -> str:
        """Run all tests without a fault, each as if it were the first."""
        looked = Looked()
        for name in (*(f"{DOCTEST} {module}" for module in self.modules), *self.items):
            for each in self.caches:
                if each.cache_parameters()["maxsize"]:  # without a limit it holds read records
                    each.cache_clear()
            begun = time.monotonic()
            self._ask(name)
            looked.seconds[name] = time.monotonic() - begun
            looked.entered[name] = [list(each) for each in self.entered()]
        looked.failed = self.failed
        return json.dumps(asdict(looked))

    def _run(self, job: Job, live: Sequence[FunctionType], tests: Sequence[str]) -> str:
        """What the tests say of a fault."""
        _replace(live, _code_of(edited(job.module, job.number), job.function))
        for each in self.caches:
            each.cache_clear()
        for name in tests:
            self._ask(name)
            if self.failed:
                return self.failed
        return SURVIVED

    def _ask(self, name: str) -> None:
        """Run a test, or the examples of a module."""
        item = self.items.get(name)
        if item is not None:
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        elif doctest.testmod(sys.modules[name.removeprefix(f"{DOCTEST} ")]).failed:
            self.failed = DOCTEST


def _functions(modules: Sequence[str]) -> Mapping[Function, list[FunctionType]]:
    """All functions of the modules that are alive, methods and cached ones too."""
    files = {str(source_of(module)): module for module in modules}
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in files:
            name = each.__code__.co_qualname
            if "<" not in name:  # <locals> and <lambda> are replaced with what they stand in
                found[files[each.__code__.co_filename], name].append(each)
    return found


def _replace(functions: Sequence[FunctionType], code: CodeType) -> None:
    for function in functions:
        function.__code__ = code


def noting(module: str) -> CodeType:
    """The code of a module whose outermost functions first put their names down.

    They call nothing for it: some tests count calls.
    """
    tree = parsed(module)
    for name, function in functions_of(tree):
        place = 1 if ast.get_docstring(function, clean=False) is not None else 0
        said = ast.parse(f"{NOTED}[{name!r}] = True").body[0]
        for each in ast.walk(said):
            ast.copy_location(each, function.body[0])
        function.body.insert(place, said)
    return compiled(module, tree)


def _caches() -> list[Cache]:
    """The caches of the calculators and of the tests, those of records excepted."""
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, _lru_cache_wrapper)
        and each.__module__.startswith(("calculators.", "tests."))
        and not each.__module__.startswith(RECORDS)
    ]


def _code_of(code: CodeType, function: str) -> CodeType:
    """The code of a function by its qualified name, within that of its module."""
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    for each in inner:
        if each.co_qualname == function:
            return each
        if function.startswith(f"{each.co_qualname}."):
            return _code_of(each, function)
    raise LookupError(function)
