"""What all tests share: how thoroughly they look, in which order, and what is made once."""

import pytest

from tests.laws import load_profile
from tests.shared import Shared, shared_in

FIRST = (
    "browser/test_every_page.py",  # waits for the site, and that for the Python in it
    "browser/test_reading.py",
    "browser/test_element.py",  # waits for the toy's
    "site_plugins/runtime/",
    "browser/test_snapshot.py",
    "browser/test_fallback.py",
    "browser/test_offline.py",
    "golden/test_pyodide.py",
    "browser/",
    "site_plugins/",
    "benchmarks/",
)
"""Files and folders whose tests take long, so that the quick ones even out how the run ends."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="try eight times as many inputs of every law"
    )


def pytest_configure(config: pytest.Config) -> None:
    load_profile("thorough" if config.getoption("--thorough") else "default")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: turn(item.nodeid))


def turn(nodeid: str) -> int:
    """When a test has its turn: 0 is first."""
    names = (f"tests/{name}" for name in FIRST)
    return next((turn for turn, name in enumerate(names) if nodeid.startswith(name)), len(FIRST))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Shared:
    """What is made once in a run, for all of its processes."""
    home = tmp_path_factory.getbasetemp()
    return shared_in(home.parent if hasattr(request.config, "workerinput") else home)
