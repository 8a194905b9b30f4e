"""In place of Pyodide's package installer: the calculators lie in Python's own archive."""

# Pyodide expects that the first reference to this object is taken while it starts.
from pyodide_js import loadedPackages  # type: ignore[import-not-found]  # noqa: F401


class _Folder:
    """A folder that JavaScript asks for its name; a plain `str` would cross over as a string."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return self.name


SITE_PACKAGES = _Folder("/lib/python3.14/site-packages")
DSO_DIR = _Folder("/usr/lib")


def init_loaded_packages() -> None:
    """None are installed."""
