"""Fuzz one target for so many inputs: `python -m tools.fuzz TARGET --runs N`."""

import argparse
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

try:
    import atheris
except ModuleNotFoundError:  # outside its environment it still says what it takes
    atheris = None

with atheris.instrument_imports(include=["calculators"]) if atheris else nullcontext():
    from tools.fuzz.targets import TARGETS, seeds
from tools.fuzz.mutation import mutated_json

JSON = frozenset({"respond", "config", "memo", "edited"})
"""Targets whose inputs are JSON."""
LONGEST = {"inputs": 200, "respond": 4096}
"""Bytes of an input; others have room for a whole file."""
LONGEST_FILE = 65_536
SLOWEST_SECONDS = 10
"""As long as a page waits. Coverage is followed step by step, which is slow in itself."""
MOST_MEMORY_MB = 3000
NO_ATHERIS = (
    "The fuzzer, atheris, is in an environment of its own, which make fuzz makes: "
    'make fuzz ARGS="config --runs 100000"'
)


def main(arguments: list[str]) -> None:
    """Fuzz until the runs are done; the first broken promise ends it, with its input kept."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=100_000, help="how many inputs")
    parser.add_argument("--seed", type=int, default=1, help="another one tries other inputs")
    parser.add_argument("--keep", type=Path, default=Path(), help="where a bad input is written")
    chosen = parser.parse_args(arguments)
    if atheris is None:
        sys.exit(NO_ATHERIS)
    with TemporaryDirectory() as corpus:
        for number, text in enumerate(seeds(chosen.target)):
            Path(corpus, f"seed-{number}").write_bytes(text)
        options = [
            f"-runs={chosen.runs}",
            f"-seed={chosen.seed}",
            f"-max_len={LONGEST.get(chosen.target, LONGEST_FILE)}",
            f"-timeout={SLOWEST_SECONDS}",
            f"-rss_limit_mb={MOST_MEMORY_MB}",
            f"-artifact_prefix={chosen.keep}{os.sep}{chosen.target}-",
            "-print_final_stats=1",
        ]
        arguments = [sys.argv[0], *options, corpus]
        changes = {"custom_mutator": mutated} if chosen.target in JSON else {}
        atheris.Setup(arguments, TARGETS[chosen.target], **changes)
        atheris.Fuzz()


def mutated(data: bytes, longest: int, seed: int) -> bytes:
    """Every other time a change that leaves JSON what it is, else one of bytes."""
    changed = mutated_json(data, longest, seed) if seed % 2 else None
    return atheris.Mutate(data, longest) if changed is None else changed


if __name__ == "__main__":
    main(sys.argv[1:])
