"""In place of Pyodide's event loop, which nothing here runs on."""

# Pyodide expects that the first reference to this function is taken while it starts.
from pyodide_js._api import scheduleCallback  # type: ignore[import-not-found]  # noqa: F401


def _initialize_event_loop() -> None:
    """There is none."""
