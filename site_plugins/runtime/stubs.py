"""Modules of which a start takes much and no calculator uses it, replaced by short ones."""

import hashlib
from collections.abc import Mapping

from site_plugins.runtime.node import INSIDE
from site_plugins.runtime.pyodide import BundleError

STUBS = {
    "asyncio/__init__.py": ("asyncio.py", "8148552daea881e3"),
    "html/__init__.py": ("html.py", "923d82d821e75e8d"),
    "pyodide/webloop.py": ("webloop.py", "7a031beee926b61b"),
    "pyodide/_package_loader.py": ("package_loader.py", "66bc0d856252e3c3"),
}
"""What is replaced, by what, and the hash of the source that the replacement was written for."""


def with_stubs(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """The standard library's sources with the stubs in their places."""
    for name, (_, expected) in STUBS.items():
        if source_hash(sources.get(name, b"")) != expected:
            raise BundleError(
                f"{name} of Pyodide is not the one that its stub was written for. "
                "Read its new source, adapt inside/stubs and the hash in stubs.py."
            )
    return {**sources, **{name: _read(stub) for name, (stub, _) in STUBS.items()}}


def source_hash(source: bytes) -> str:
    """Sixteen hexadecimal digits."""
    return hashlib.sha256(source).hexdigest()[:16]


def _read(stub: str) -> bytes:
    return (INSIDE / "stubs" / stub).read_bytes()
