"""`python -m site_plugins.runtime FOLDER`: make the fast set of files and say how large it is."""

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.build.wheel import build_wheel
from site_plugins.runtime.engine import PYODIDE, BundleError
from site_plugins.runtime.exercise import requests
from site_plugins.runtime.fast import fast_set


def main(arguments: Sequence[str]) -> int:
    """Write the files into the folder named; 0 when it worked, 2 with one sentence when not."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        with TemporaryDirectory() as scratch:
            files = fast_set(PYODIDE, build_wheel(Path(scratch)).read_bytes(), requests())
    except BundleError as error:
        print(error, file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
        print(f"{len(content):>12,}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
