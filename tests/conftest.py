"""What all tests share: how thoroughly they look."""

import pytest

from tests.laws import load_profile


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--thorough", action="store_true", help="try eight times as many inputs of every law"
    )


def pytest_configure(config: pytest.Config) -> None:
    load_profile("thorough" if config.getoption("--thorough") else "default")
