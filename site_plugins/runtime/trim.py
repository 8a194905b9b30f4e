"""Pyodide's WebAssembly and glue without what only packages loaded later could use.

The glue assigns every function that the WebAssembly exports to a variable and to `Module`, in case
a compiled package is loaded later. None ever is, so a name goes unless something else mentions it,
and with it the export, and the functions that only it led to. What is left of the glue gets short
names and no blanks: a third less on the wire, and sooner read.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from site_plugins.runtime.engine import GLUE, LOADER, WASM, BundleError, rewrite_wasm, run_script

ASSIGNMENT = re.compile(
    r'([\w$]+)=Module\["\1"\]=wasmExports\["([^"]+)"\](?:\.value>>>0)?(?:;|(?=\}))'
)
"""`_free=Module["_free"]=wasmExports["free"];`, and with `.value>>>0` for the address of data."""
DECLARATION = re.compile(r"var ((?:[\w$]+,){3000,}[\w$]+);function assignWasmExports\(")
WORD = re.compile(r"[\w$]+")
FEWEST = 3000
EVAL = re.compile(r"(?<![\w$.])eval\(")
"""Code in a text may use any name around it, so all the names would have to stay."""
EVALS = 6
"""So many are there, all for compiled packages, data packages and C code that runs JavaScript."""
SECTIONS_AT, MEMORY_SECTION = 8, 5
MEMORY_PAGES = 768
"""Pages of 64 KiB that Python has when it starts: 48 MiB, of which no browser holds what was never
written. A memory that grew cannot be kept for a later visit (see `snapshot.py`), and the stock 30
MiB are nearly filled by what the calculators remember."""


def strip(stock: Mapping[str, bytes]) -> dict[str, bytes]:
    """The glue and the WebAssembly, each with less in it; they belong together."""
    loader, glue = stock[LOADER].decode(), stock[GLUE].decode()
    less = without_names(glue, unused_names(glue, [loader]))
    wasm = strip_wasm(stock[WASM], mentioned([loader, less]))
    return {GLUE: less.encode(), WASM: with_memory(wasm, MEMORY_PAGES)}


def strip_wasm(wasm: bytes, names: set[str]) -> bytes:
    """Without the exports of other names, and without the functions that only they lead to."""
    return rewrite_wasm("strip.mjs", wasm, json.dumps(sorted(names)))


def with_memory(wasm: bytes, pages: int) -> bytes:
    """With so many pages of memory at its start.

    A section is its kind, its length and its content; the content of this one is how many memories
    there are, whether there is an upper limit, the pages at the start, and that limit.

    >>> module = b"\\0asm\\1\\0\\0\\0" + bytes([5, 4, 1, 1, 9, 99])
    >>> with_memory(module, 768)[8:].hex(" ")
    '05 05 01 01 80 06 63'
    """
    at = SECTIONS_AT
    while at < len(wasm):
        length, start = _read_number(wasm, at + 1)
        end = start + length
        if wasm[at] == MEMORY_SECTION:
            _, rest = _read_number(wasm, start + 2)
            content = wasm[start : start + 2] + _number(pages) + wasm[rest:end]
            return wasm[: at + 1] + _number(len(content)) + content + wasm[end:]
        at = end
    raise BundleError(
        "The WebAssembly of Pyodide no longer has a memory of its own. "
        "See where its glue makes one, and adapt site_plugins/runtime/trim.py."
    )


def _read_number(wasm: bytes, at: int) -> tuple[int, int]:
    """An unsigned number in LEB128, and where the next byte is."""
    number = shift = 0
    while True:
        number |= (wasm[at] & 0x7F) << shift
        if wasm[at] < 0x80:
            return number, at + 1
        at, shift = at + 1, shift + 7


def _number(number: int) -> bytes:
    """A number in LEB128."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _number(rest) if rest else bytes([low])


def unused_names(glue: str, others: Iterable[str]) -> dict[str, str]:
    """The variables that nothing uses, each with the export it takes.

    A variable is used where its name stands anywhere but in its declaration and its assignment,
    be it in a string or as a property; `others` are texts that use the glue.
    """
    found = dict(ASSIGNMENT.findall(glue))
    if len(found) < FEWEST or not DECLARATION.search(glue):
        raise BundleError(
            "The glue of Pyodide no longer assigns its exports one by one. "
            "Read assignWasmExports in pyodide.asm.mjs and adapt site_plugins/runtime/trim.py."
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


def minify(glue: str) -> str:
    """The glue, doing the same; a text that it evaluates sees global names only.

    None is evaluated here, for there are no packages, and Python itself runs no JavaScript from C.
    """
    found = len(EVAL.findall(glue))
    if found != EVALS:
        raise BundleError(
            f"The glue of Pyodide evaluates texts in {found} places, and {EVALS} were read. "
            "See in pyodide.asm.mjs what the others do, then change site_plugins/runtime/trim.py."
        )
    return run_script("minify.mjs", given=EVAL.sub("(0,eval)(", glue))
