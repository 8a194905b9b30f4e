"""The shell of the site around the calculators, and where it finds what it works on.

fences/     what stands in a lesson becomes a form with its answer, a quiz, a table, a figure
runtime/    Pyodide made small: the Python that runs in the reader's browser
series/     what is made of the series beside its pages: share cards, twins in Markdown, the feed
build/      the last steps of a build: the bundle, assets, the content policy, offline
theme/      what the browser gets: templates, styles, scripts
plugin.py   calls the last steps from MkDocs; __main__.py calls them for any builder
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
TOOLS = ROOT / ".tools"
"""What commands make for themselves and may make again: programs, the Python for browsers."""
NODE_MODULES = ROOT / "node_modules"
MEASURED = ROOT / "benchmarks" / "measured.json"
"""The record of a whole run of the benchmarks, kept in the repository."""
