"""Pyodide's glue with short names and no blanks: a third less on the wire, and sooner read."""

import re

from site_plugins.runtime.node import run_script
from site_plugins.runtime.pyodide import BundleError

EVAL = re.compile(r"(?<![\w$.])eval\(")
"""Code in a text may use any name around it, so all the names would have to stay."""
EVALS = 6
"""So many are there, all for compiled packages, data packages and C code that runs JavaScript."""


def minify(glue: str) -> str:
    """The glue, doing the same; a text that it evaluates sees global names only.

    None is evaluated here, for there are no packages, and Python itself runs no JavaScript from C.
    """
    found = len(EVAL.findall(glue))
    if found != EVALS:
        raise BundleError(
            f"The glue of Pyodide evaluates texts in {found} places, and {EVALS} were read. "
            "See in pyodide.asm.mjs what the others do, then change site_plugins/runtime/minify.py."
        )
    return run_script("minify.mjs", given=EVAL.sub("(0,eval)(", glue))
