"""Running this room's scripts under the Node.js of the environment."""

import subprocess
from pathlib import Path

from site_plugins.build.node import node_and_npm
from site_plugins.runtime.pyodide import BundleError

HERE = Path(__file__).resolve().parent
SCRIPTS = HERE / "scripts"
INSIDE = HERE / "inside"
"""What runs inside Pyodide."""
SECONDS = 600


def run_script(name: str, *arguments: Path, given: str = "") -> str:
    """What a script prints; where it fails, one error with the end of its complaint."""
    node, _ = node_and_npm()
    ran = subprocess.run(
        [node, SCRIPTS / name, *arguments],
        input=given.encode("utf-8", "surrogatepass"),
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    if ran.returncode:
        complaint = ran.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise BundleError(
            f"The Python for browsers could not be made: {name} failed. {complaint} "
            "Where a package is missing, run `make build`, which installs it."
        )
    return ran.stdout.decode("utf-8")
