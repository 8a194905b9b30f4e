"""Pyodide's JavaScript glue without the thousands of names that only extension modules ask for.

The glue assigns every function that the WebAssembly exports to a variable and to `Module`, in case
a compiled package is loaded later. None ever is, so a name goes unless something else mentions it.
"""

import re
from collections import Counter
from collections.abc import Iterable

from site_plugins.runtime.pyodide import BundleError

ASSIGNMENT = re.compile(
    r'([\w$]+)=Module\["\1"\]=wasmExports\["([^"]+)"\](?:\.value>>>0)?(?:;|(?=\}))'
)
"""`_free=Module["_free"]=wasmExports["free"];`, and with `.value>>>0` for the address of data."""
DECLARATION = re.compile(r"var ((?:[\w$]+,){3000,}[\w$]+);function assignWasmExports\(")
WORD = re.compile(r"[\w$]+")
FEWEST = 3000


def unused_names(glue: str, others: Iterable[str]) -> dict[str, str]:
    """The variables that nothing uses, each with the export it takes.

    A variable is used where its name stands anywhere but in its declaration and its assignment,
    be it in a string or as a property; `others` are texts that use the glue.
    """
    found = dict(ASSIGNMENT.findall(glue))
    if len(found) < FEWEST or not DECLARATION.search(glue):
        raise BundleError(
            "The glue of Pyodide no longer assigns its exports one by one. "
            "Read assignWasmExports in pyodide.asm.mjs and adapt site_plugins/runtime/glue.py."
        )
    words = Counter(WORD.findall(glue))
    for other in others:
        words.update(WORD.findall(other))
    return {name: export for name, export in found.items() if words[name] == 3}


def without_names(glue: str, names: Iterable[str]) -> str:
    """The glue without these variables."""
    unused = frozenset(names)
    glue = ASSIGNMENT.sub(lambda found: "" if found[1] in unused else found[0], glue)
    return DECLARATION.sub(lambda found: _declaration(found, unused), glue)


def mentioned(texts: Iterable[str]) -> set[str]:
    """Every word of these texts."""
    return {word for text in texts for word in WORD.findall(text)}


def _declaration(found: re.Match[str], unused: frozenset[str]) -> str:
    kept = ",".join(name for name in found[1].split(",") if name not in unused)
    return found[0].replace(found[1], kept)
