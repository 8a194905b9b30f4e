"""The command line as scripts know it: its name, its version, its exit codes."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

from calculators import __version__

ANSWERED, UNWRITTEN, BAD_INPUT, NEGATIVE, LINES_FAILED, INTERRUPTED = 0, 1, 2, 3, 4, 130
EXIT_CODES = {
    ANSWERED: "answered, whatever the answer is",
    UNWRITTEN: "the answer could not be written, as on a full disk",
    BAD_INPUT: "an input or an option is wrong: standard error says what",
    NEGATIVE: "only with --exit-code: the answer is no, as “does not fit” is",
    LINES_FAILED: "a batch went through, and some of its lines have an error",
    INTERRUPTED: "stopped by Ctrl-C",
}
"""Part of what scripts rely on: a code keeps its meaning."""


def program() -> str:
    """How the reader calls it: by its own command where it is installed, or else as a module."""
    return "calculators" if installed() else "python -m calculators"


def installed() -> bool:
    """Whether it runs by its own command, which works in every folder."""
    return Path(sys.argv[0]).stem == "calculators"


def version() -> str:
    """The version of the package, and of the Python that runs it."""
    return f"calculators {__version__} (Python {platform.python_version()})"
