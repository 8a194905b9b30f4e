"""The pages to compare with, each built once from its registries and kept in `.tools/peers`."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import jupyterlite, marimo, pyscript
from benchmarks.peers.places import HOME, LOCKS, NPM, PYODIDE
from tools import stamp
from tools.failure import Failure
from tools.npm import provide_packages
from tools.places import PEERS as FOLDER


@dataclass(frozen=True, slots=True)
class Peer:
    """A page of another tool: a slider, a formula in Python, an answer."""

    name: str
    page: str
    move: str
    """JavaScript that moves the slider, once there is an answer."""
    answer: str
    """JavaScript that gives the answer's text, or null while there is none."""
    make: Callable[[Path], Path]


PEERS = tuple(
    Peer(each.NAME, each.PAGE, each.MOVE, each.ANSWER, each.build)
    for each in (pyscript, jupyterlite, marimo)
)
NPM_FILES = (".npmrc", "package.json", "package-lock.json")


def built(peers: tuple[Peer, ...] = PEERS) -> Iterator[tuple[Peer, Path]]:
    """Each peer with its folder. One that cannot be built is left out, with a sentence."""
    for peer in peers:
        try:
            yield peer, provide(peer)
        except (Failure, OSError, ValueError, subprocess.SubprocessError) as error:
            print(f"{peer.name} is left out, it could not be built: {error}", file=sys.stderr)


def provide(peer: Peer) -> Path:
    """The peer's folder, made anew when what it is made from has changed."""
    home = HOME / peer.name.lower()
    mark, key = home / "stamp", _key(peer.page, peer.move)
    site = home / "site"
    if not stamp.is_fresh(mark, key):
        _provide_npm_packages()
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        peer.make(home)
        stamp.write(mark, key)
    return site


def _key(*parts: str) -> str:
    sources = sorted((*FOLDER.glob("*.py"), *LOCKS.glob("*.lock"), FOLDER / "package-lock.json"))
    return stamp.fingerprint(*sources, PYODIDE / "package.json", *parts)


def _provide_npm_packages() -> None:
    NPM.mkdir(parents=True, exist_ok=True)
    for name in NPM_FILES:
        shutil.copy2(FOLDER / name, NPM)
    provide_packages(NPM)
