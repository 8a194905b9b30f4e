"""The MkDocs shell: what it tells whoever builds."""

import logging
from datetime import UTC, datetime

import pytest

from site_plugins import plugin
from site_plugins.plugin import StartHerePlugin


class InTenYears(datetime):
    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return datetime(2036, 11, 28, tzinfo=UTC)


def test_a_build_names_the_records_that_are_stale(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(plugin, "datetime", InTenYears)
    with caplog.at_level(logging.INFO):
        StartHerePlugin().on_startup(command="build", dirty=False)
    told = [record.message for record in caplog.records if record.message.startswith("STALE: ")]
    assert any("catalog.json" in line for line in told)
    assert any("genai-prices" in line for line in told)
    # A strict build takes a warning of the log for a failure, and the site is sound.
    assert {record.levelname for record in caplog.records} == {"INFO"}
