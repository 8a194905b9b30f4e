"""Our scripts and styles, packed: one small file for the reader in place of many readable ones.

The sources are plain modules that run as they are; `mkdocs serve` serves them so. A published site
gets each entry with all it imports in one minified file under the same name, which saves a dozen
requests and two thirds of the bytes.
"""

import shutil
import subprocess
from pathlib import Path

from site_plugins.build.node import node_and_npm
from site_plugins.places import NODE_MODULES

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
ENTRIES = (
    "calculators/element.js",
    "calculators/worker.js",
    "calculators/formula.js",
    "calculators/formula-worker.js",
    "calculators/seen.js",
    "offline/kept.js",
    "offline/service-worker.js",
    "quiz.js",
)
STYLES = ("start-here.css", "answer-key.css")
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--allow-overwrite",
    "--log-level=error",
)


class PackError(Exception):
    """The scripts could not be packed; the text says why and what to do."""


def pack(site_dir: Path) -> None:
    """Pack the scripts and styles of a built site, and remove the modules that went into them."""
    assets = site_dir / "assets"
    entries = [str(assets / name) for name in (*ENTRIES, *STYLES)]
    node, _ = node_and_npm()
    command = [str(node), str(ESBUILD), *entries, *OPTIONS, f"--outbase={assets}"]
    ran = subprocess.run(
        [*command, f"--outdir={assets}"], capture_output=True, text=True, check=False
    )
    if ran.returncode:
        raise PackError(f"esbuild could not pack the scripts: {ran.stderr.strip()[:2000]}")
    kept = {assets / name for name in ENTRIES}
    for module in {module for entry in kept for module in entry.parent.glob("*.js")} - kept:
        module.unlink()
    shutil.rmtree(assets / "styles")
