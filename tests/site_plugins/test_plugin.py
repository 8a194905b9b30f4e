"""The MkDocs shell: what it tells whoever builds."""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from site_plugins import plugin
from site_plugins.build.assets import PackError
from site_plugins.plugin import StartHerePlugin
from site_plugins.runtime.engine import BundleError

CONFIG = MkDocsConfig()
CONFIG.site_dir = "out"


def told_on(
    day: datetime, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> list[str]:
    """What a build says of records on that day."""

    class Then(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return day

    monkeypatch.setattr(plugin, "datetime", Then)
    with caplog.at_level(logging.INFO):
        StartHerePlugin().on_startup(command="build", dirty=False)
    # A strict build takes a warning of the log for a failure, and the site is sound.
    assert {record.levelname for record in caplog.records} == {"INFO"}
    return [record.message for record in caplog.records]


def test_a_build_names_the_records_that_are_stale(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = told_on(datetime(2036, 11, 28, tzinfo=UTC), monkeypatch, caplog)
    told = [line for line in found if line.startswith("STALE: ")]
    for name in ("catalog.json", "genai-prices", "published.toml", "mistakes.toml"):
        assert any(name in line for line in told), name


def test_a_build_names_the_records_that_run_out_within_thirty_days(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = told_on(datetime(2027, 5, 12, tzinfo=UTC), monkeypatch, caplog)
    told = [line for line in found if line.startswith("SOON: ")]
    assert any("catalog.json" in line and "within 30 days" in line for line in told)


@pytest.mark.parametrize(("verb", "publish"), [("build", True), ("serve", False)])
def test_a_site_that_is_only_served_is_not_made_ready_to_publish(
    verb: Literal["build", "serve"], publish: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished: list[tuple[Path, bool]] = []
    monkeypatch.setattr(
        plugin,
        "finish",
        lambda site_dir, *, site_url, publish: finished.append((site_dir, publish)),
    )
    shell = StartHerePlugin()
    shell.on_startup(command=verb, dirty=False)
    shell.on_post_build(config=CONFIG)
    assert finished == [(Path("out"), publish)]


@pytest.mark.parametrize("error", [BundleError, PackError])
def test_what_cannot_be_finished_stops_the_build_with_its_sentence(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(site_dir: Path, *, site_url: str, publish: bool) -> None:
        raise error("Pyodide is not complete.")

    monkeypatch.setattr(plugin, "finish", refuse)
    with pytest.raises(PluginError, match="Pyodide is not complete"):
        StartHerePlugin().on_post_build(config=CONFIG)
