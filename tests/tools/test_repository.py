import re
from pathlib import Path

import pytest

from tools import repository
from tools.places import REQUIREMENTS, ROOT

HASH = "0" * 64
PINNED = f"mkdocs==1.6.1 \\\n    --hash=sha256:{HASH}\n    # via start-here\n"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def test_a_pinned_requirement_has_no_fault() -> None:
    assert repository.lock_faults(PINNED) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('"resolved": "https://example.org/a.tgz"', ['address: "resolved"']),
        ("--index-url https://example.org/\n", ["address: --index-url"]),
        ("--extra-index-url https://example.org/\n", ["address: --extra-index-url"]),
        ("--find-links wheels\n", ["address: --find-links"]),
        ("mkdocs @ https://example.org/a.whl\n", ["address: @ https:"]),
        ("mkdocs==1.6.1\n", ["no hash: mkdocs==1.6.1"]),
        ("mkdocs==1.6.1 ; os_name == 'nt'\n", ["no hash: mkdocs==1.6.1 ; os_name == 'nt'"]),
    ],
)
def test_addresses_and_missing_hashes_are_found(text: str, faults: list[str]) -> None:
    assert repository.lock_faults(PINNED + text) == faults


def test_the_lock_files_of_this_project_have_no_fault() -> None:
    names = [lock.name for lock in sorted(REQUIREMENTS.glob("*.lock"))]
    assert names == [
        *("audit.lock", "dev.lock", "fuzz.lock", "portable.lock"),
        *("pyodide-build.lock", "site.lock"),
    ]
    assert repository.check_locks() == 0


def test_the_development_lock_holds_the_site_lock() -> None:
    def requirements(name: str) -> set[str]:
        text = (REQUIREMENTS / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9].*?(?= \\$)", text, re.MULTILINE))

    assert "mkdocs==1.6.1" in requirements("site.lock")
    assert requirements("site.lock") - requirements("dev.lock") == set()


def test_files_that_commands_make_are_told_from_sources() -> None:
    made = ["site/index.html", "node_modules/pyodide/pyodide.mjs", "tools/__pycache__/stamp.pyc"]
    sources = ["site_plugins/build/package.py", "content/index.md", "benchmarks/weight.py"]
    assert repository.made_files([*sources, *made]) == made


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_hash_with_its_version_beside_it(workflow: Path) -> None:
    uses = re.findall(r"uses: (.+)", workflow.read_text(encoding="utf-8"))
    pinned = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert uses
    assert [use for use in uses if not pinned.fullmatch(use)] == []
