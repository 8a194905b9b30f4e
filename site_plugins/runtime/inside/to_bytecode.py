"""Run inside Pyodide: compile `sources`, a JSON object of names and texts, without docstrings.

The value of this program is a JSON object of names and bytecode files in base64. They are never
compared with a source file (hash-based and unchecked, PEP 552), so no time of day is in them.
"""

import base64
import importlib._bootstrap_external
import json

ARCHIVE = "/lib/python314.zip/"
NO_SOURCE = bytes(8)


def bytecode(name: str, source: str) -> str:
    """A .pyc file; tracebacks will name the file's place in the archive."""
    code = compile(source, ARCHIVE + name, "exec", dont_inherit=True, optimize=2)
    to_pyc = importlib._bootstrap_external._code_to_hash_pyc  # type: ignore[attr-defined]
    packed = to_pyc(code, NO_SOURCE, False)
    return base64.b64encode(packed).decode()


texts = json.loads(sources)  # type: ignore[name-defined]  # noqa: F821
json.dumps({name + "c": bytecode(name, text) for name, text in texts.items()})
