"""The work of the plugin as commands, for any builder: `python -m site_plugins COMMAND …`.

finish SITE_DIR     the last steps of a build: Python, small assets, share cards and what else is
                    made of the series, a content policy, offline
index SITE_DIR      the package index by which other Pyodide pages load the calculators
runtime FOLDER      the fast set of files alone, to see what is in it and how large it is
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.assets import PackError
from site_plugins.build.bundle import Manifest
from site_plugins.build.finish import finish
from site_plugins.build.package import build_wheel, publish
from site_plugins.runtime.engine import PYODIDE, BundleError
from site_plugins.runtime.exercise import requests
from site_plugins.runtime.fast import fast_set


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it worked, 2 with one sentence when it did not."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if "site_dir" in given and not (given.site_dir / "index.html").is_file():
        parser.error(f"{given.site_dir} holds no index.html. Build the site first.")
    run: Callable[[argparse.Namespace], str] = given.run
    try:
        print(run(given))
    except (BundleError, PackError) as error:
        parser.error(str(error))
    return 0


def summary(manifest: Manifest) -> str:
    """What was bundled, in one line."""
    sizes = (f"{each.name} {each.total_wire_bytes / 1_000_000:.1f} MB" for each in manifest.sets)
    return f"Pyodide {manifest.version}, to load: {', '.join(sizes)}, in {manifest.runtime}"


def make_runtime(folder: Path) -> str:
    """Write the fast set into a folder; the size and the name of each file, a line each."""
    with TemporaryDirectory() as scratch:
        files = fast_set(PYODIDE, build_wheel(Path(scratch)).read_bytes(), requests())
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return "\n".join(f"{len(content):>12,}  {name}" for name, content in files.items())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m site_plugins")
    commands = parser.add_subparsers(required=True)

    finishing = commands.add_parser("finish", help="take the last steps of a build")
    finishing.set_defaults(
        run=lambda given: summary(finish(given.site_dir, site_url=given.site_url))
    )

    indexing = commands.add_parser("index", help="let other Pyodide pages load the calculators")
    indexing.set_defaults(
        run=lambda given: str(
            publish(given.site_dir, pyodide=given.pyodide, site_url=given.site_url)
        )
    )
    indexing.add_argument(
        "--pyodide", type=Path, required=True, help="the program that comes with pyodide-build"
    )
    for each in (finishing, indexing):
        each.add_argument(
            "--site-url",
            default=os.environ.get("SITE_URL", ""),
            help="where the site will be; $SITE_URL where it is not given",
        )
        each.add_argument("site_dir", type=Path, help="the folder that holds the built index.html")

    making = commands.add_parser("runtime", help="make the fast set of files and show its sizes")
    making.set_defaults(run=lambda given: make_runtime(given.folder))
    making.add_argument("folder", type=Path, help="where the files go")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
