"""The npm packages that the set-up installs."""

from pathlib import Path

from site_plugins.build.node import node_and_npm
from tools import stamp
from tools.places import ROOT
from tools.process import need

NO_PACKAGES = (
    "The npm packages of {folder} could not be installed. "
    "Look at npm's message above: most often the network or a proxy is the reason. Then run again."
)


def provide_packages(folder: Path = ROOT, *, development: bool = True) -> None:
    """Make `folder/node_modules` exactly what its lock file says (with or without test tools)."""
    lock, home = folder / "package-lock.json", folder / "node_modules"
    marks = {kind: home / f".start-here-{kind}" for kind in ("all", "site")}
    key = stamp.fingerprint(lock)
    if stamp.is_fresh(marks["all"], key):
        return
    if not development and stamp.is_fresh(marks["site"], key):
        return
    run(
        ["ci", "--loglevel=error", *([] if development else ["--omit=dev"])],
        NO_PACKAGES.format(folder=folder.name if folder != ROOT else "package-lock.json"),
        folder=folder,
    )
    stamp.write(marks["all" if development else "site"], key)


def run(arguments: list[str], otherwise: str, *, folder: Path = ROOT) -> None:
    """Run npm in a folder; where it fails, stop with the sentence given."""
    need([*node_and_npm(), *arguments], otherwise, cwd=folder)
