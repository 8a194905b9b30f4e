"""`python -m site_plugins finish SITE_DIR`: the last steps of a build, for any builder.

`python -m site_plugins index SITE_DIR` adds the package index for other Pyodide pages.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from site_plugins.build.assets import PackError
from site_plugins.build.bundle import Manifest
from site_plugins.build.finish import finish
from site_plugins.build.package_index import publish
from site_plugins.runtime.engine import BundleError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked, 2 with one sentence when it did not."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not (given.site_dir / "index.html").is_file():
        parser.error(f"{given.site_dir} holds no index.html. Build the site first.")
    if given.command == "index":
        publish(given.site_dir, pyodide=given.pyodide, site_url=given.site_url)
        return 0
    try:
        print(summary(finish(given.site_dir)))
    except (BundleError, PackError) as error:
        parser.error(str(error))
    return 0


def summary(manifest: Manifest) -> str:
    """What was bundled, in one line."""
    sizes = (f"{each.name} {each.total_wire_bytes / 1_000_000:.1f} MB" for each in manifest.sets)
    return f"Pyodide {manifest.version}, to load: {', '.join(sizes)}, in {manifest.runtime}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m site_plugins")
    commands = parser.add_subparsers(dest="command", required=True)
    finishing = commands.add_parser("finish", help="add Python and the policy to a built site")
    indexing = commands.add_parser("index", help="let other Pyodide pages load the calculators")
    for each in (finishing, indexing):
        each.add_argument("site_dir", type=Path, help="the folder that holds the built index.html")
    indexing.add_argument(
        "--pyodide", type=Path, required=True, help="the program that comes with pyodide-build"
    )
    indexing.add_argument(
        "--site-url",
        default=os.environ.get("SITE_URL", ""),
        help="where the site will be; $SITE_URL where it is not given",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
