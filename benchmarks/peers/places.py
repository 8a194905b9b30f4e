"""Where the pages to compare with are made from, and where they are put."""

from tools.places import NODE_MODULES, PEERS, TOOLS

LOCKS = PEERS / "requirements"
HOME = TOOLS / "peers"
NPM = HOME / "npm"
PROGRAMS = HOME / "programs"
PYODIDE = NODE_MODULES / "pyodide"
"""The very files that our own page starts from."""
