"""`python -m tools.mutants [GROUP or MODULE …]`: which faults in the formulas no test notices."""

from __future__ import annotations

import argparse
import ast
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.failure import Failure
from tools.mutants.bench import SLACK, SLACK_SECONDS, Job, bench
from tools.mutants.edits import edits
from tools.mutants.equivalent import why
from tools.mutants.groups import GROUPS, Group, modules, stages, suite
from tools.mutants.suite import load_pytest
from tools.mutants.trial import SURVIVED, Stage, source_of, tried

LEAST = 85
"""Per cent of all faults that tests must notice, those included that nothing could notice."""
SAMPLE = 400


@dataclass(frozen=True)
class Mutant:
    """One fault, and how it is told."""

    job: Job
    line: int
    code: str
    """The line as it stands, which says which of several like faults it is."""
    words: str

    def __str__(self) -> str:
        return f"{self.job.module}:{self.line}  {self.words}   in   {self.code}"

    @property
    def why(self) -> str | None:
        """Why it changes no answer, where we know that it doesn't."""
        return why(self.job.module, self.code, self.words)


Found = tuple[Mutant, str]
"""A fault and what noticed it."""


def mutants(module: str) -> list[Mutant]:
    """All faults of a module."""
    source = source_of(module).read_text("utf-8")
    lines = source.splitlines()
    return [
        Mutant(
            Job(module, number, edit.function), edit.line, lines[edit.line - 1].strip(), str(edit)
        )
        for number, edit in enumerate(edits(ast.parse(source)))
    ]


def chosen(names: Sequence[str]) -> dict[str, Group]:
    """Groups by name; a module is a group of its own with the tests of the group it is in."""
    found: dict[str, Group] = {}
    for name in names or GROUPS:
        if name in GROUPS:
            found[name] = GROUPS[name]
            continue
        home = next((each for each in GROUPS.values() if name in modules(each)), None)
        if home is None:
            known = ", ".join(GROUPS)
            raise Failure(f"{name} is neither a group ({known}) nor a module of one.")
        found[name] = Group((name,), home.tests)
    return found


def tried_all(group: Group, *, sample: int, seed: int) -> list[Found]:
    """The faults of a group, or so many of them by chance; what survives is printed at once."""
    names = modules(group)
    every = [mutant for name in names for mutant in mutants(name)]
    some = every if len(every) <= sample else random.Random(seed).sample(every, sample)
    some.sort(key=lambda each: (names.index(each.job.module), each.job.number))
    found = []
    for mutant, noticed in _noticed(group, some):
        found.append((mutant, noticed))
        if noticed == SURVIVED:
            print(f"  {mutant}   [{mutant.why or 'not explained'}]", flush=True)
        elif mutant.why:
            print(f"  {mutant}   [{noticed} notices it: equivalent.toml is wrong]", flush=True)
    print(f"  {len(found)} of {len(every)} faults tried")
    return found


def _noticed(group: Group, some: Sequence[Mutant]) -> Iterator[Found]:
    """Of each fault what noticed it: in functions the quick way, where that has the last word."""
    inside = [mutant for mutant in some if mutant.job.function]
    rest = [mutant for mutant in some if not mutant.job.function]
    jobs = [mutant.job for mutant in inside]
    for place, noticed, final in bench(jobs, suite(group)) if jobs else ():
        if final:
            yield inside[place], noticed
        else:
            rest.append(inside[place])
    limits: dict[str, float] = {}
    for mutant in rest:
        how = stages(mutant.job.module, group)
        if not limits:
            limits[""] = _limit(mutant.job.module, how)
        yield mutant, tried(mutant.job.module, mutant.job.number, how, limit=limits[""])


def _limit(module: str, how: Sequence[Stage]) -> float:
    """Seconds for one fault: the tests must pass without any, and tell how long they take."""
    begun = time.monotonic()
    noticed = tried(module, None, how, limit=600)
    if noticed != SURVIVED:
        raise Failure(f"Without any fault {noticed} fails: mend that first.")
    return SLACK * (time.monotonic() - begun) + SLACK_SECONDS


def table(found: Sequence[Found]) -> list[str]:
    """A line for each module and one for all of them."""
    names = list(dict.fromkeys(mutant.job.module for mutant, _ in found))
    lines = [_line(name, [each for each in found if each[0].job.module == name]) for name in names]
    return [*lines, _line("all", found)]


def _line(name: str, found: Sequence[Found]) -> str:
    alive = [mutant for mutant, noticed in found if noticed == SURVIVED]
    same = sum(mutant.why is not None for mutant in alive)
    return (
        f"  {name:<45} {len(found):>5} faults, {len(found) - len(alive):>5} noticed "
        f"({score(found):.1f}%), {len(alive)} not, of which {same} change no answer"
    )


def score(found: Sequence[Found]) -> float:
    """Per cent of the faults that tests noticed."""
    return 100 * sum(noticed != SURVIVED for _, noticed in found) / (len(found) or 1)


def main(arguments: list[str]) -> int:
    """Try the faults; 1 where tests notice too few of a group."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="GROUP or MODULE", help=", ".join(GROUPS))
    parser.add_argument("--sample", type=int, default=SAMPLE, help="at most so many of a group")
    parser.add_argument("--seed", type=int, default=1, help="which ones")
    given = parser.parse_args(arguments)
    if not hasattr(os, "fork"):
        print(
            "This needs fork, which Windows lacks: run it on Linux, macOS or WSL.", file=sys.stderr
        )
        return 1
    low: list[str] = []
    load_pytest()
    try:
        for name, group in chosen(given.names).items():
            print(name, flush=True)
            found = tried_all(group, sample=given.sample, seed=given.seed)
            print(*table(found), sep="\n", flush=True)
            low += [name] if score(found) < LEAST else []
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    if low:
        print(f"Below {LEAST}%: {', '.join(low)}. Add tests that notice.", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
