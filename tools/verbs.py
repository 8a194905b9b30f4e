"""What `make serve`, `make test` and the others do, set-up first."""

import shutil
import socket
import sys
from collections.abc import Callable
from datetime import date

from tools import audits, browser, checks, engines, locks, npm
from tools.calculator import write_calculator
from tools.failure import Failure
from tools.lesson import write_lesson
from tools.model import write_draft
from tools.packages import provide_environment, provide_project_environment
from tools.places import (
    BENCHMARKS,
    CACHES,
    GENERATED,
    REQUIREMENTS,
    ROOT,
    SITE,
    TOOLS,
    VENV,
    python_of,
)
from tools.process import Argument, status
from tools.pyodide_build import find_interpreter, provide_pyodide_command
from tools.record import write_record

PYTHON: Argument = python_of(VENV)
FIRST_PORT = 8000
NO_INDEX = (
    "The package index for other Pyodide pages is left out: "
    "its tool, pyodide-build, needs Python 3.12 or newer, and none was found."
)
SPREAD = ("--numprocesses=auto", "--dist=loadfile", "--no-loadscope-reorder")
"""One process a core, each given its next file of tests in the order of tests/conftest.py."""


COVERING = ("tests/calculators", "tests/golden/test_golden.py", "tests/test_doctests.py")
"""What runs the calculators in CPython, which is where their lines can be counted."""


def serve(arguments: list[str]) -> int:
    """Show the site on this computer, and again at each edit."""
    _provide(development=False)
    address = f"127.0.0.1:{_free_port()}"
    # Asked for by name: click 8.3 took MkDocs 1.6's default for "no reload".
    command = [PYTHON, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", address]
    return status([*command, *arguments])


def build(arguments: list[str]) -> int:
    """Make the static site in site/, with the package index for other Pyodide pages."""
    _provide(development=False)
    return status([PYTHON, "-m", "mkdocs", "build", "--strict", *arguments]) or _index()


def test(arguments: list[str]) -> int:
    """Run every test on all cores, or those that pytest's own arguments name; or --thorough."""
    _provide(development=True)
    return status([PYTHON, "-m", "pytest", *SPREAD, *arguments], extra=_browsers())


def coverage(arguments: list[str]) -> int:
    """Tell which lines and branches of the calculators no test runs; fail below 98%."""
    _provide(development=True)
    run = [PYTHON, "-m", "coverage", "run", "-m", "pytest", "--quiet", "--numprocesses=0"]
    # The report says too how much of what was run when a test failed, but never instead of it.
    failed = status([*run, *COVERING, *arguments])
    return status([PYTHON, "-m", "coverage", "report"]) or failed


def check(arguments: list[str]) -> int:
    """Look for faults without running the code: style, types, spelling, locks."""
    _provide(development=True)
    return checks.run_all(only=arguments)


def fix(arguments: list[str]) -> int:
    """Format the Python files and correct what ruff can."""
    _provide(development=True)
    ruff = [PYTHON, "-m", "ruff"]
    return status([*ruff, "check", "--fix", *arguments]) or status([*ruff, "format", *arguments])


def bench(arguments: list[str]) -> int:
    """Measure the built site: its weight, how soon Python answers beside peers, its build."""
    _provide(development=True)
    if failed := build([]):
        return failed
    npm.provide_packages(BENCHMARKS)
    return status([PYTHON, "-m", "benchmarks", *arguments], extra=_browsers())


def fuzz(arguments: list[str]) -> int:
    """Feed a reader of untrusted text with inputs that follow its coverage: TARGET [--runs N]."""
    interpreter = find_interpreter()
    if interpreter is None:
        raise Failure("The fuzzer, atheris, needs Python 3.12 or newer, and none was found.")
    python = provide_environment(
        TOOLS / "fuzz", REQUIREMENTS / "fuzz.lock", interpreter=interpreter
    )
    return status([python, "-m", "tools.fuzz", *arguments])


def audit(arguments: list[str]) -> int:
    """Ask PyPI and npm for known weaknesses of every package in the lock files."""
    return audits.run_all()


def lock(arguments: list[str]) -> int:
    """Resolve every dependency anew and write the lock files."""
    locks.lock_all()
    return 0


def model(arguments: list[str]) -> int:
    """Draft a model's catalog record from its config.json: ID=owner/name [CONFIG=file]."""
    path = write_draft(arguments, today=date.today())
    print(f"Wrote {path.relative_to(ROOT)}, a draft.")
    print("What is left to do, python -m calculators.catalog.build tells.")
    return 0


def lesson(arguments: list[str]) -> int:
    """Write a lesson to fill, with its page for groups: SLUG=… TITLE="…?" PART=… [PATHS=…]."""
    for path in write_lesson(arguments, today=date.today()):
        print(f"Wrote {path.relative_to(ROOT)}")
    print("It builds and passes the tests. What is left to do, make check tells: it says TODO.")
    return 0


def record(arguments: list[str]) -> int:
    """Draft a record of another kind: KIND=machine ID=laptop-64gb [IN=file]."""
    path = write_record(arguments, today=date.today())
    print(f"Wrote a draft into {path.relative_to(ROOT)}.")
    print("What is left to do, python -m calculators.catalog.build tells.")
    return 0


def calculator(arguments: list[str]) -> int:
    """Write a new calculator, its page and its tests: NAME=how-many-tokens [TITLE="How many?"]."""
    for path in write_calculator(arguments):
        print(f"Wrote {path.relative_to(ROOT)}")
    print("It works, and asks how many tokens a text has: put your own question in its place.")
    print("Then python -m site_plugins.reference puts its names on record, for scripts.")
    return 0


def prices(arguments: list[str]) -> int:
    """Take the prices of models from genai-prices: [YYYY-MM-DD] its version came out."""
    _provide(development=True)
    return status([PYTHON, "-m", "tools.prices", *arguments])


def refresh(arguments: list[str]) -> int:
    """Take the newest prices, build the records anew, mark what is stale; write what changed."""
    _provide(development=True)
    return status([PYTHON, "-m", "tools.refresh", *arguments])


def portable(arguments: list[str]) -> int:
    """Build the content with ProperDocs and Zensical too, and count what each loses."""
    return status([sys.executable, "-m", "tools.portable", *arguments])


def clean(arguments: list[str]) -> int:
    """Remove everything that the other commands made."""
    for place in (*GENERATED, *CACHES):
        shutil.rmtree(place, ignore_errors=True)
    return 0


def _provide(*, development: bool) -> None:
    provide_project_environment(development=development)
    npm.provide_packages(development=development)


def _browsers() -> dict[str, str]:
    """The Chromium that must be there; a line for each other engine that is not to be had."""
    found = {browser.VARIABLE: str(browser.provide_browser())}
    for sentence in engines.provide_engines():
        print(sentence, file=sys.stderr)
    return found


def _index() -> int:
    """Add the package index for other Pyodide pages, or say why there is none."""
    pyodide = provide_pyodide_command()
    if pyodide is None:
        print(NO_INDEX, file=sys.stderr)
        return 0
    return status([PYTHON, "-m", "site_plugins", "index", SITE, "--pyodide", pyodide])


def _free_port() -> int:
    """8000, or the next one that nothing listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return FIRST_PORT


VERBS: dict[str, Callable[[list[str]], int]] = {
    verb.__name__: verb
    for verb in (
        *(serve, build, test, coverage, check, fix, bench, fuzz, audit, lock),
        *(lesson, calculator, model, record, prices, refresh, portable, clean),
    )
}
BARE = ("audit", "lock", "portable", "clean")
"""Those that take no options: whoever asks them for help wants nothing made or removed."""
