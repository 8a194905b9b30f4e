"""pytest as we use it here: its options, the inputs of its laws, which test failed."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO

import pytest
from hypothesis import Phase, settings

OPTIONS = (
    *("-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=no"),
    # Hypothesis was loaded before pytest could look into it, which is meant.
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


def load_pytest() -> None:
    """Load pytest's plugins once, for all processes that are forked from this one."""
    with redirect_stdout(StringIO()):
        pytest.main([*OPTIONS, "--markers"])


class Watch:
    """A plugin for pytest: which test failed, with the same random inputs each time."""

    failed = ""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """After the profile of tests/conftest.py, on which this one rests."""
        phases = (Phase.explicit, Phase.generate)  # the smallest input that fails is not needed
        settings.register_profile("mutants", derandomize=True, database=None, phases=phases)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the name of the first that failed."""
        if report.failed and not self.failed:
            self.failed = report.nodeid
