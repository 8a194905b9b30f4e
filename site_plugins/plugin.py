"""The thin MkDocs shell: after a build, put Python beside the pages.

Everything a reader sees is made by Markdown extensions and the theme, which other builders run
too. What is done here has a command of its own: `python -m site_plugins finish SITE_DIR`.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from calculators.catalog.stale import notices, warnings
from site_plugins.build.assets import PackError
from site_plugins.build.finish import finish
from site_plugins.fences.facts import records_of_the_site
from site_plugins.runtime.engine import BundleError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


log = logging.getLogger("mkdocs.plugins.start-here")


class StartHerePlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs is untyped
    """Registered as `start-here` in mkdocs.yml."""

    _serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """`mkdocs serve` adds a script to each page that a content policy would refuse."""
        self._serving = command == "serve"
        # Not a warning of the log, which a strict build takes for a failure: the site is sound.
        today, others = datetime.now(UTC).date(), records_of_the_site()
        for warning in warnings(today, others):
            log.info("STALE: %s", warning)
        for notice in notices(today, others):
            log.info("SOON: %s", notice)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Do the last steps of a build."""
        try:
            finish(Path(config.site_dir), site_url=config.site_url or "", publish=not self._serving)
        except (BundleError, PackError) as error:
            raise PluginError(str(error)) from error
