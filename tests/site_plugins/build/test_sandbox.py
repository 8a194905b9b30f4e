"""The two texts of which the frame for a reader's own code is made."""

import re

import pytest

from site_plugins.build.csp import inline_scripts, script_hash
from site_plugins.build.sandbox import FRAME, WORKER, document, sandbox_files


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return {name: content.decode() for name, content in sandbox_files().items()}


def test_the_policy_of_the_frame_names_its_one_script_and_lets_nothing_load(
    files: dict[str, str],
) -> None:
    [script] = inline_scripts(files[FRAME])
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', files[FRAME])
    assert found
    policy = dict(each.split(" ", 1) for each in found[1].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"{script_hash(script)} 'wasm-unsafe-eval'"
    assert policy["worker-src"] == "blob:"
    assert "connect-src" not in policy
    assert not re.search(r"'(self|unsafe-\w+)'|https?:|\*", found[1])


def test_the_policy_stands_before_the_script() -> None:
    page = document("1")
    assert page.index("Content-Security-Policy") < page.index("<script>1</script>")


def test_the_worker_is_one_text_that_imports_nothing_a_browser_could_fetch(
    files: dict[str, str],
) -> None:
    worker = files[WORKER]
    assert not re.search(r"\bexport\b", worker[:200] + worker[-200:])
    named = set(re.findall(r"""import\(["']([^"']+)["']\)""", worker))
    assert {name for name in named if not name.startswith("node:")} <= {"ws", "functools"}
    assert "calculators.browser" in worker


def test_neither_is_a_page_or_a_script_by_its_name() -> None:
    assert {name.rpartition(".")[2] for name in (FRAME, WORKER)} == {"txt"}
