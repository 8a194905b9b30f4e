"""Scripts and styles, made small: ours packed, and the theme's without what no page uses.

Our sources are plain modules that run as they are; `mkdocs serve` serves them so. A published site
gets each entry with all it imports in one minified file under the same name, which saves a dozen
requests and two thirds of the bytes.

Of the theme's styles a rule stays when every name in its selector, be it a class, a tag, an id or
an attribute, stands somewhere in a page or in a script of the site, also in those that scripts add
later; that leaves a third of their bytes. Our own styles are left alone: what Python answers in the
reader's browser has names that no page has yet.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.node import node_and_npm
from site_plugins.places import NODE_MODULES

ESBUILD = NODE_MODULES / "esbuild" / "bin" / "esbuild"
PURGECSS = NODE_MODULES / "purgecss" / "bin" / "purgecss.js"
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
OWN_STYLES = ("start-here.css", "answer-key.css")
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
THEME_STYLES = "assets/stylesheets"
READERS = ("**/*.html", "assets/**/*.js")
"""Whatever may name a class."""


class PackError(Exception):
    """The scripts or styles could not be made small; the text says why."""


def pack(site_dir: Path) -> None:
    """Pack the scripts and styles of a built site, and remove the modules that went into them."""
    assets = site_dir / "assets"
    entries = [assets / name for name in (*ENTRIES, *OWN_STYLES)]
    folders = (f"--outbase={assets}", f"--outdir={assets}")
    failed = "esbuild could not pack the scripts"
    _run(ESBUILD, *entries, *OPTIONS, *folders, cwd=site_dir, failed=failed)
    kept = {assets / name for name in ENTRIES}
    for module in {module for entry in kept for module in entry.parent.glob("*.js")} - kept:
        module.unlink()
    shutil.rmtree(assets / "styles")


def purge(site_dir: Path) -> None:
    """Drop unused rules from the theme's styles of a built site; raises `PackError`."""
    styles = sorted((site_dir / THEME_STYLES).glob("*.css"))
    if not styles:
        return
    failed = "purgecss could not drop the unused styles"
    with TemporaryDirectory() as name:
        output = Path(name)
        options = ("--content", *READERS, "--output", name)
        said = _run(PURGECSS, "--css", *styles, *options, cwd=site_dir, failed=failed)
        if not all((output / style.name).is_file() for style in styles):
            raise PackError(f"{failed}: {said}")
        for style in styles:
            style.write_bytes((output / style.name).read_bytes())


def _run(program: Path, *arguments: str | Path, cwd: Path, failed: str) -> str:
    """What a program of Node.js says; raises `PackError` where it fails."""
    node, _ = node_and_npm()
    command = [str(each) for each in (node, program, *arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)
    said = (ran.stderr or ran.stdout).strip()[:2000]
    if ran.returncode:
        raise PackError(f"{failed}: {said}")
    return said
