"""The theme's styles without the rules that no page of the site uses: a third of their bytes.

A rule stays when every name in its selector, be it a class, a tag, an id or an attribute, stands
somewhere in a page or in a script of the site, also in those that scripts add later. Our own styles
are left alone: what Python answers in the reader's browser has names that no page has yet.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.node import node_and_npm
from site_plugins.build.scripts import PackError
from site_plugins.places import NODE_MODULES

PURGECSS = NODE_MODULES / "purgecss" / "bin" / "purgecss.js"
STYLES = "assets/stylesheets"
READERS = ("**/*.html", "assets/**/*.js")
"""Whatever may name a class."""


def purge(site_dir: Path) -> None:
    """Drop unused rules from the theme's styles of a built site; raises `PackError`."""
    styles = sorted((site_dir / STYLES).glob("*.css"))
    if not styles:
        return
    with TemporaryDirectory() as name:
        _run(site_dir, styles, Path(name))
        for style in styles:
            style.write_bytes((Path(name) / style.name).read_bytes())


def _run(site_dir: Path, styles: list[Path], output: Path) -> None:
    node, _ = node_and_npm()
    command = [str(node), str(PURGECSS), "--css", *map(str, styles)]
    command += ["--content", *READERS, "--output", str(output)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site_dir)
    if ran.returncode or not all((output / style.name).is_file() for style in styles):
        said = (ran.stderr or ran.stdout).strip()[:2000]
        raise PackError(f"purgecss could not drop the unused styles: {said}")
