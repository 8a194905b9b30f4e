"""The same answers, byte for byte, from the wheel that ships, in Pyodide under Node.js."""

import json
import subprocess
from pathlib import Path

from calculators.browser import respond
from site_plugins.bundle import PYODIDE
from site_plugins.wheel import build_wheel
from tests.golden.cases import requests
from tools.node import node_and_npm

SCRIPT = Path(__file__).with_name("respond.mjs")


def test_pyodide_under_node_answers_as_cpython_does(tmp_path: Path) -> None:
    asked = requests()
    node, _ = node_and_npm()
    ran = subprocess.run(
        [node, SCRIPT, PYODIDE, build_wheel(tmp_path)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    answers = json.loads(ran.stdout)
    assert len(answers) == len(asked) > 200
    for request, answer in zip(asked, answers, strict=True):
        assert answer == respond(request), request
