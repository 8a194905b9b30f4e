"""`make check`: faults that can be found without running the code, each with its remedy."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from site_plugins.build.node import node_and_npm
from tools import repository
from tools.drafts import check_drafts
from tools.places import ROOT, VENV, programs_of, python_of
from tools.process import Command, status


@dataclass(frozen=True, slots=True)
class Check:
    """One look at the sources: its name, what it runs, and what to do when it finds something."""

    name: str
    run: Callable[[], int]
    remedy: str


def run_all(*, only: list[str]) -> int:
    """Run all checks (or those named), never stopping at the first; 1 when any found a fault."""
    chosen = [check for check in CHECKS if not only or check.name in only]
    failed = [check for check in chosen if _found_fault(check)]
    for check in failed:
        print(f"check {check.name}: {check.remedy}", file=sys.stderr)
    print(f"{len(chosen) - len(failed)} checks passed, {len(failed)} failed")
    return 1 if failed or not chosen else 0


def _found_fault(check: Check) -> bool:
    print(f"check {check.name} …", flush=True)
    return check.run() != 0


def _module(*arguments: str | Path) -> Callable[[], int]:
    return lambda: status([python_of(VENV), "-m", *arguments])


def _typescript(project: str) -> Callable[[], int]:
    def run() -> int:
        compiler = ROOT / "node_modules/typescript/bin/tsc"
        return status([node_and_npm()[0], compiler, "--project", project])

    return run


def _workflows() -> int:
    files = sorted((ROOT / ".github/workflows").glob("*.yml"))
    program: Command = [programs_of(VENV) / "check-jsonschema"]
    return status([*program, "--builtin-schema", "vendor.github-workflows", *files])


def _weaknesses() -> int:
    program: Command = [programs_of(VENV) / "zizmor"]
    return status([*program, "--offline", "--no-progress", "--quiet", ROOT / ".github/workflows"])


CATALOG = ("calculators.catalog.build", "--check")
CHECKS = (
    Check("style", _module("ruff", "check", "."), "make fix corrects most of it."),
    Check("format", _module("ruff", "format", "--check", "."), "make fix formats the files."),
    Check(
        "types", _module("mypy"), "Give each name above its type, or change what contradicts it."
    ),
    Check("javascript", _typescript("tsconfig.json"), "Correct the JSDoc types named above."),
    Check("worker", _typescript("tsconfig.worker.json"), "Correct the JSDoc types named above."),
    Check(
        "spelling",
        _module("codespell_lib", "."),
        "Correct the words above; add real ones to [tool.codespell] ignore-words-list.",
    ),
    Check("workflows", _workflows, "Correct the workflow file where it does not match the schema."),
    Check(
        "weaknesses",
        _weaknesses,
        "Give the workflow no more than it needs; zizmor's page on each audit says how.",
    ),
    Check("catalog", _module(*CATALOG), "Run python -m calculators.catalog.build."),
    Check("drafts", check_drafts, "Write what is left to do, or take the page out."),
    Check("locks", repository.check_locks, "Run make lock; it writes no addresses."),
    Check("tree", repository.check_tree, "Take what commands make out of git: git rm --cached."),
)
