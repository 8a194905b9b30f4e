"""The arrangement of the code: who may import whom, read from the imports themselves."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from calculators.registry import CALCULATORS
from tests.paths import ROOT

WINGS = (
    *("core", "engines", "catalog", "questions", "registry", "memo"),
    *("terminal", "browser", "__main__"),
)
"""From the ground up: each may import what stands before it, and the two doors not each other."""
DOORS = {"terminal", "browser"}
FLOOR = {wing: floor for floor, wing in enumerate(WINGS)}


@cache
def modules(package: str) -> Mapping[str, Path]:
    """Every module of a top-level package, by its dotted name."""
    found = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(tree: ast.AST, *, types: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    """The import statements at any depth; those for types alone only where asked for."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        elif types or not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)):
            yield from imports(node, types=types)


@cache
def imported(name: str, *, types: bool) -> frozenset[str]:
    """The modules that one imports, by their dotted names."""
    package = name.partition(".")[0]
    found: set[str] = set()
    for node in imports(ast.parse(modules(package)[name].read_text("utf-8")), types=types):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
            continue
        assert not node.level, f"{name} imports relatively"
        inner = {f"{node.module}.{alias.name}" for alias in node.names}
        known = modules(package) if str(node.module).startswith(package) else {}
        found |= {each if each in known else str(node.module) for each in inner}
    return frozenset(found)


def wing(name: str) -> str:
    """Where in `calculators` a module stands; the package itself belongs to the ground."""
    return name.split(".")[1] if "." in name else "core"


OWN = sorted(modules("calculators"))


def test_every_module_of_the_calculators_stands_in_a_wing() -> None:
    assert {wing(name) for name in OWN} == set(WINGS)


@pytest.mark.parametrize("name", OWN)
def test_arrows_go_one_way(name: str) -> None:
    here = wing(name)
    for other in imported(name, types=True):
        if other.startswith("calculators."):
            there = wing(other)
            assert FLOOR[there] <= FLOOR[here], f"{name} imports {other}, which stands above it"
            assert not ({here, there} <= DOORS and here != there), f"{name} imports another door"


@pytest.mark.parametrize("package", ["calculators", "site_plugins", "tools"])
def test_no_import_leads_round_in_a_circle(package: str) -> None:
    done: set[str] = set()

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name in done:
            return
        for other in sorted(imported(name, types=False)):
            if other in modules(package) and other != name:
                walk(other, (*path, name))
        done.add(name)

    for name in modules(package):
        walk(name, ())


@pytest.mark.parametrize("name", OWN)
def test_the_calculators_need_nothing_but_pythons_own_library(name: str) -> None:
    outside = {
        other.partition(".")[0]
        for other in imported(name, types=True)
        if not other.startswith("calculators")
    }
    assert outside <= sys.stdlib_module_names


ROOMS = {
    "reference": {"runtime.exercise"},
    "fences": {"reference"},
    "runtime": {"build.node"},
    "series": {"fences", "runtime.cache"},
    "build": {"runtime", "series", "reference"},
}
"""What each room of `site_plugins` may take from the others."""


@pytest.mark.parametrize("name", sorted(modules("site_plugins")))
def test_a_room_of_the_site_takes_only_what_is_meant_for_it(name: str) -> None:
    room = name.split(".")[1] if "." in name else ""
    for other in imported(name, types=True):
        package, _, inner = other.partition(".")
        assert package not in ("tools", "benchmarks", "tests"), f"{name} imports {other}"
        there = inner.partition(".")[0]
        if package == "site_plugins" and room in ROOMS and there in ROOMS and there != room:
            assert ROOMS[room] & {there, inner}, f"{name} imports {other}"


def test_the_set_up_starts_before_any_package_is_installed() -> None:
    own = {**modules("tools"), **modules("site_plugins"), **modules("calculators")}
    waiting, seen = ["tools.__main__"], set[str]()
    while waiting:
        name = waiting.pop()
        if name in own and name not in seen:
            seen.add(name)
            waiting += [name.rpartition(".")[0], *imported(name, types=False)]
        elif name not in seen:
            top = name.partition(".")[0]
            assert not top or top in sys.stdlib_module_names, f"{name} is not there yet"
    assert "site_plugins.build.node" in seen


MOST_FILES_ENTERED = {"break-even": 27, "agent": 15}
"""How many files an answer may lead a reader through who follows it from call to call."""


def entered(name: str) -> frozenset[str]:
    """Files of `calculators` in which a function runs while a calculator answers its default case.

    The case is answered once before, so that reading records and menus doesn't count.
    """
    calculator, home = CALCULATORS[name], f"{ROOT / 'calculators'}/"
    calculator.answer({})
    found: set[str] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(home):
            found.add(path.removeprefix(home))

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        calculator.answer({})
    finally:
        sys.setprofile(before)
    return frozenset(found)


@pytest.mark.parametrize(("name", "most"), MOST_FILES_ENTERED.items())
def test_an_answer_leads_through_few_files(name: str, most: int) -> None:
    found = entered(name)
    assert len(found) <= most, sorted(found)


def test_a_million_tokens_are_priced_in_one_place() -> None:
    """Price × tokens is `tokens_usd`; whoever divides by a million beside it has a second one."""
    found = {
        name
        for name in OWN
        for line in modules("calculators")[name].read_text("utf-8").splitlines()
        if re.search(r"/ (?:_?MILLION|1e6|1_000_000)\b|\* 1e-6\b", line)
    }
    # What a machine writes in an hour, in millions of tokens, has no price in it.
    assert found == {"calculators.engines.price.cost", "calculators.engines.ownership.costs"}


@pytest.mark.parametrize("name", ["Bill", "Flip", "Setup", "Offer", "Comparison", "Range", "Case"])
def test_a_name_means_one_thing(name: str) -> None:
    found = [
        module
        for module in OWN
        for node in ast.walk(ast.parse(modules("calculators")[module].read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and node.name == name
    ]
    if name == "Case":
        assert {module.rpartition(".")[2] for module in found} == {"case"}
    else:
        assert len(found) <= 1, found


@pytest.mark.parametrize(
    ("formula", "home"),
    [
        ("payback_months", "calculators.engines.ownership.costs"),
        ("owned_usd_per_month", "calculators.engines.ownership.costs"),
        ("rented_usd_per_month", "calculators.engines.ownership.costs"),
        ("break_even_units", "calculators.engines.ownership.costs"),
        ("tokens_usd", "calculators.engines.price.cost"),
        ("cliffs", "calculators.engines.price.rates"),
        ("requirement", "calculators.engines.memory.requirement"),
        ("read_record", "calculators.core.records"),
        ("tried", "calculators.questions.common.whatif"),
    ],
)
def test_a_formula_stands_in_one_place(formula: str, home: str) -> None:
    found = {
        module
        for module in OWN
        for node in ast.parse(modules("calculators")[module].read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name == formula
    }
    assert home in found
    assert found - {home} <= WRAPPERS.get(formula, set()), found


WRAPPERS = {"read_record": {"calculators.engines.ownership"}}
"""Functions of the same name that only hand on to the one."""

PARTS = {
    "verdict": {"asked", "status", "headline", "reasons", "word"},
    "figures": {"figures", "charts", "tables"},
    "working": {"steps", "notes", "sources"},
    "changes": {"changes", "title"},
}
FILE_OF = {part: file for file, parts in PARTS.items() for part in parts}


@pytest.mark.parametrize("name", CALCULATORS)
def test_every_part_of_an_answer_stands_in_the_file_of_that_name(name: str) -> None:
    folder = f"calculators.questions.{name.replace('-', '_')}"
    found: dict[str, set[str]] = {}
    for module in OWN:
        if module.startswith(folder):
            tree = ast.parse(modules("calculators")[module].read_text("utf-8"))
            functions = {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}
            found[module.removeprefix(folder).lstrip(".")] = functions
    assert found.pop("") == set(), "the declaration holds no function"
    assert {"inputs", "case", *PARTS} - found.keys() <= {"changes"}
    for file, functions in found.items():
        strays = {each for each in functions & FILE_OF.keys() if FILE_OF[each] != file}
        assert not strays, f"{strays} of {name} stand in {file}.py"
    for file, required in (("verdict", PARTS["verdict"] - {"word"}), ("working", PARTS["working"])):
        assert required <= found[file]
    case = CALCULATORS[name].case
    assert (case.__module__, case.__name__) == (f"{folder}.case", "Case")
    assert CALCULATORS[name].inputs.__module__ == f"{folder}.inputs"


@pytest.mark.parametrize("name", OWN)
def test_a_date_on_which_a_source_was_checked_stands_in_a_record(name: str) -> None:
    assert not re.search(r'checked="\d', modules("calculators")[name].read_text("utf-8"))
