"""The frame of an opaque origin in which a reader's own version of a formula runs.

Nothing can be loaded inside of it, so it consists of two texts that the page fetches and hands
over: the document, with its one script and a policy that names that script's hash, and the worker,
with Pyodide's own scripts in it. Neither is a page or a script by its ending: nobody opens one.
"""

import os
import subprocess
from pathlib import Path

from site_plugins import NODE_MODULES
from site_plugins.build.assets import ESBUILD
from site_plugins.build.csp import script_hash, with_policy
from site_plugins.build.node import node_and_npm
from site_plugins.runtime.engine import BundleError

SCRIPTS = Path(__file__).resolve().parents[1] / "theme" / "assets" / "calculators"
FRAME, WORKER = "frame.txt", "worker.txt"
NODE_ONLY = ("--external:node:*", "--external:ws", "--external:functools")
"""What Pyodide's scripts import where they run in Node.js alone, and a word of Python in them."""
OPTIONS = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--platform=browser",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--log-level=error",
    "--log-override:empty-import-meta=silent",  # Pyodide is told where its files are
)
POLICY = (
    "default-src 'none'",
    "script-src {hash} 'wasm-unsafe-eval'",
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types start-here-frame",
)


def sandbox_files() -> dict[str, bytes]:
    """The document of the frame and the script of its worker, by name; raises `BundleError`."""
    return {FRAME: document(_packed("formula-frame.js")).encode(), WORKER: worker().encode()}


def worker() -> str:
    """The worker: Python's own scripts and ours as one, for inside nothing can be imported."""
    return _packed("formula-worker.js")


def document(script: str) -> str:
    """The document of the frame, with this one script and a policy that lets no other run."""
    policy = "; ".join(POLICY).format(hash=script_hash(script))
    page = f"<!doctype html><html><head><meta charset=utf-8></head><body><script>{script}</script>"
    return with_policy(page, policy)


def _packed(name: str) -> str:
    node, _ = node_and_npm()
    command = [node, ESBUILD, SCRIPTS / name, *OPTIONS, *NODE_ONLY]
    ran = subprocess.run(
        [str(each) for each in command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NODE_PATH": str(NODE_MODULES)},
    )
    if ran.returncode:
        raise BundleError(f"esbuild could not pack {name}: {ran.stderr.strip()[:2000]}")
    return ran.stdout
