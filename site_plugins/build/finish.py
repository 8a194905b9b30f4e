"""The last steps of a build: Python beside the pages, small assets, a content policy, offline."""

import shutil
from pathlib import Path

from site_plugins.build.assets import pack, purge
from site_plugins.build.bundle import Manifest, bundle
from site_plugins.build.csp import add_policy
from site_plugins.build.offline import add_offline

UNREAD = ("assets/javascripts/lunr",)
"""Material's search for languages other than English, which no page of ours loads."""


def finish(site_dir: Path, *, publish: bool = True) -> Manifest:
    """Make a built site complete.

    `publish=False` is for a site that is only shown while it is being written: `mkdocs serve` adds
    a script to every page, which a policy would refuse, and the author wants readable sources.
    """
    manifest = bundle(site_dir)
    if publish:
        remove_unread(site_dir)
        pack(site_dir)
        purge(site_dir)
        add_policy(site_dir)
        add_offline(site_dir)
    return manifest


def remove_unread(site_dir: Path) -> None:
    """Delete what no browser asks for: source maps, which are a third of the site, and `UNREAD`."""
    for path in sorted(site_dir.rglob("*.map")):
        path.unlink()
    for name in UNREAD:
        shutil.rmtree(site_dir / name, ignore_errors=True)
