"""The formulas that are tried, and the tests that are asked about each."""

from __future__ import annotations

from dataclasses import dataclass

from tools.mutants.trial import Stage, source_of
from tools.places import ROOT

GOLDEN = "tests/golden/test_golden.py"


@dataclass(frozen=True)
class Group:
    """Modules with one subject."""

    modules: tuple[str, ...]
    """Dotted names; a package stands for all that is in it."""
    tests: tuple[str, ...]
    """Of the calculators that use them, beside those that mirror the modules."""


_AGENT, _BREAK_EVEN = "calculators.questions.agent", "calculators.questions.break_even"
GROUPS = {
    "memory": Group(
        ("calculators.engines.memory",),
        ("tests/calculators/questions/fit", "tests/calculators/questions/log_check"),
    ),
    "speed": Group(("calculators.engines.speed",), ("tests/calculators/questions/speed",)),
    "price": Group(("calculators.engines.price",), ("tests/calculators/questions/api_cost",)),
    "agent": Group(
        tuple(f"{_AGENT}.{name}" for name in ("loop", "case", "changes", "tasks")),
        ("tests/calculators/test_worked_examples.py",),
    ),
    "break-even": Group(
        tuple(f"{_BREAK_EVEN}.{name}" for name in ("decision", "ways", "case", "changes")),
        ("tests/calculators/test_worked_examples.py",),
    ),
    "ownership": Group(
        ("calculators.engines.ownership",),
        ("tests/calculators/questions/break_even", "tests/calculators/questions/subscription"),
    ),
    "rules": Group(
        ("calculators.engines.rules", "calculators.engines.laws"),
        tuple(f"tests/calculators/questions/{name}" for name in ("rules", "licence", "triage")),
    ),
}


def modules(group: Group) -> list[str]:
    """The modules of a group, packages opened."""
    return [each for name in group.modules for each in _opened(name)]


def _opened(name: str) -> list[str]:
    source = source_of(name)
    if source.name != "__init__.py":
        return [name]
    inner = sorted(path.stem for path in source.parent.glob("*.py") if path != source)
    return [name, *(f"{name}.{each}" for each in inner)]


def suite(group: Group) -> list[str]:
    """All that is asked about a group: its own tests, those of its users, recorded answers."""
    own = dict.fromkeys(_folder(module) for module in modules(group))
    return [*own, *group.tests, GOLDEN]


def stages(module: str, group: Group) -> list[Stage]:
    """The same for one module, in the order in which they run; its own file of tests first."""
    folder, _, name = module.rpartition(".")
    own = f"tests/{folder.replace('.', '/')}/test_{name}.py"
    found: list[Stage] = [[own]] if (ROOT / own).exists() else []
    return [*found, [_folder(module)], *([group.tests] if group.tests else []), [GOLDEN]]


def _folder(module: str) -> str:
    package = source_of(module).name == "__init__.py"
    return f"tests/{(module if package else module.rpartition('.')[0]).replace('.', '/')}"
