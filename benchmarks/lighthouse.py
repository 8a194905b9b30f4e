"""Lighthouse's four scores of a built page, on its emulated phone, from a loopback server."""

import json
import os
import subprocess
from pathlib import Path

from benchmarks.site_server import serve
from site_plugins.build.node import node_and_npm
from tools.failure import Failure
from tools.places import BENCHMARKS

PROGRAM = BENCHMARKS / "node_modules/lighthouse/cli/index.js"
LIMITS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
SECONDS = 180


def measure(site: Path, page: str, browser: Path, report: Path) -> dict[str, int]:
    """Score by category, 0 to 100; the whole report is kept in the file named."""
    with serve(site) as address:
        _run(address + page, browser, report)
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in LIMITS}


def _run(url: str, browser: Path, report: Path) -> None:
    options = [
        *("--quiet", "--output=json", f"--output-path={report}", "--no-enable-error-reporting"),
        *("--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(LIMITS)}"),
    ]
    command = [str(node_and_npm()[0]), str(PROGRAM), url, *options]
    variables = {**os.environ, "CHROME_PATH": str(browser)}
    done = subprocess.run(command, env=variables, timeout=SECONDS)
    if done.returncode:
        raise Failure("Lighthouse could not measure the page: look at its message above.")
