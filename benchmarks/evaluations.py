"""How quick `fit` is, without a page: `python -m benchmarks.evaluations`, after `make build`.

10,000 lines of `--batch`, single calls as the page's worker makes them, and the catalog through the
inner door that ranking uses; in CPython and, from the site's own set of files, in Pyodide under
Node.js. Beside each stands a plain loop in the same Python: the ratio to it is what can be compared
between machines.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks import evaluated
from site_plugins.build.node import node_and_npm
from tools.places import BENCHMARKS, ROOT, SITE
from tools.process import Command

LINES = 10_000
CALLS = 600
PROGRAM = Path(evaluated.__file__)
RUNNER = BENCHMARKS / "in_pyodide.mjs"
SETS = "assets/py/*/fast"

Figures = Mapping[str, float]

WORDS = {
    "batch": "10,000 lines of --batch",
    "first": "first call of a fresh Python",
    "median": "one call, anything changed, median",
    "p95": "one call, anything changed, 95%",
    "slider_median": "one call, context slider, median",
    "slider_p95": "one call, context slider, 95%",
    "catalog_cold": "catalog in every quantization, first time",
    "catalog_warm": "catalog in every quantization, again",
    "evaluation": "one evaluation of these",
}


def batch_seconds(lines: int = LINES) -> float:
    """The command from start to end, in a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "asked.jsonl"
        asked = (json.dumps(inputs) + "\n" for inputs in evaluated.mixed_inputs(lines))
        path.write_text("".join(asked), encoding="utf-8")
        command: Command = [sys.executable, "-m", "calculators", "fit", "--batch", path]
        start = perf_counter()
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return perf_counter() - start


def in_cpython() -> Figures:
    """The figures of a fresh CPython."""
    command = [sys.executable, "-c", _program("print")]
    ran = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return _read(ran.stdout) | {"batch": batch_seconds()}


def in_pyodide(folder: Path) -> Figures:
    """The figures of a fresh Pyodide made of a set of files."""
    command = [node_and_npm()[0], RUNNER, folder]
    ran = subprocess.run(command, input=_program("").encode(), check=True, capture_output=True)
    return _read(ran.stdout)


def _program(write: str) -> str:
    return f"{PROGRAM.read_text(encoding='utf-8')}\n{write}(json.dumps(measured({CALLS})))\n"


def _read(output: bytes) -> dict[str, float]:
    found: dict[str, float] = json.loads(output)
    return found


def table(figures: Mapping[str, Figures]) -> str:
    """Milliseconds, and how many plain loops that is."""
    lines = [f"{'ms, and plain loops':<43}" + "".join(f"{name:>20}" for name in figures)]
    for key, words in {"loop": f"plain loop of {evaluated.LOOP:,} additions", **WORDS}.items():
        cells = (_cell(found, key) for found in figures.values())
        lines.append(f"{words:<43}{''.join(cells)}")
    return "\n".join(lines)


def _cell(found: Figures, key: str) -> str:
    if key not in found:
        return f"{'':>20}"
    return f"{1000 * found[key]:>11,.3f} {found[key] / found['loop']:>8.4g}"


def main() -> int:
    """Measure, print a table, keep the figures; 1 where there is no built site."""
    folder = next(SITE.glob(SETS), None)
    if folder is None:
        print("There is no built site to take Pyodide from: run make build first.", file=sys.stderr)
        return 1
    figures = {"CPython": in_cpython(), "Pyodide": in_pyodide(folder)}
    print(table(figures))
    results = BENCHMARKS / "results"
    results.mkdir(exist_ok=True)
    (results / "evaluations.json").write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
