"""The last steps of a build: Python beside the pages, small assets, a content policy, offline."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from site_plugins.build.api import add_api
from site_plugins.build.assets import pack, purge
from site_plugins.build.bundle import Manifest, bundle
from site_plugins.build.csp import add_policy
from site_plugins.build.moved import add_moved, moved
from site_plugins.build.offline import add_offline
from site_plugins.build.precomputed import add_precomputed
from site_plugins.build.sandbox import FRAME
from site_plugins.series.cards import add_cards
from site_plugins.series.feed import add_feed
from site_plugins.series.search import add_synonyms
from site_plugins.series.twins import add_twins

UNREAD = ("assets/javascripts",)
"""Material's own scripts, which no page of ours loads: `theme/assets/site/` takes their place."""


def finish(site_dir: Path, *, site_url: str = "", publish: bool = True) -> Manifest:
    """Make a built site complete.

    `publish=False` is for a site that is only shown while it is being written: `mkdocs serve` adds
    a script to every page, which a policy would refuse, and the author wants readable sources, and
    to see each change at once: there Python starts from what its makers ship.
    `site_url` is where the site will lie, empty where nobody knows.
    """
    with ThreadPoolExecutor() as beside:  # each takes a minute where nothing was made before
        answered = beside.submit(add_precomputed, site_dir) if publish else None
        manifest = bundle(site_dir, fast=publish)
    if answered:
        answered.result()
    add_moved(site_dir, moved())
    add_synonyms(site_dir)
    add_api(site_dir)
    if publish:
        remove_unread(site_dir)
        pack(site_dir)
        purge(site_dir)
        add_series(site_dir, site_url)
        add_policy(site_dir, framed=[frame_of(site_dir, manifest)])
        add_offline(site_dir)
    return manifest


def frame_of(site_dir: Path, manifest: Manifest) -> str:
    """The document of the frame for a reader's own code, whose script the policy must name too."""
    folder = site_dir / "assets" / "py" / manifest.runtime
    return next(
        (folder / each.name / FRAME).read_text("utf-8") for each in manifest.sets if each.sandbox
    )


def add_series(site_dir: Path, site_url: str) -> None:
    """Put beside the pages what is made of the series for other programs."""
    add_cards(site_dir)
    add_feed(site_dir, site_url)
    add_twins(site_dir, site_url)


def remove_unread(site_dir: Path) -> None:
    """Delete what no browser asks for: source maps, which are a third of the site, and `UNREAD`."""
    for path in sorted(site_dir.rglob("*.map")):
        path.unlink()
    for name in UNREAD:
        shutil.rmtree(site_dir / name, ignore_errors=True)
