"""Old addresses of pages that moved: a small page at each, which leads on to the new one.

A host of static files can't answer "moved". What stands at the old address says so in its place:
to people by a link, to browsers without JavaScript by a refresh, to search engines by a canonical
address. A script takes a filled-in form along, which stands in the address too. Such a page is no
page of the builder's, so neither the sitemap nor the search knows it.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from posixpath import relpath

from site_plugins.build.assets import PackError
from site_plugins.build.offline import MOVED, title

RECORD = Path(__file__).with_name("moved.toml")
CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>This page has moved</title>
<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>
{canonical}
<script type="module" src="{script}"></script>
</head>
<body>
<p>This page has moved: <a data-moved href="{to}">{name}</a></p>
</body>
</html>
"""


@cache
def moved() -> dict[str, str]:
    """Where a page was, and where it is."""
    return tomllib.loads(RECORD.read_text("utf-8"))


def add_moved(site_dir: Path, record: Mapping[str, str]) -> None:
    """Write a page at each old address whose new one this site has.

    Raises `PackError` where another page has taken the old address.
    """
    for old, new in record.items():
        target, path = site_dir / new / "index.html", site_dir / old / "index.html"
        if path.is_file() and MOVED not in path.read_text("utf-8"):
            raise PackError(f"{RECORD.name}: {old} is a page, so nothing can lead on from there.")
        if target.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(old, new, target.read_text("utf-8")), "utf-8", newline="\n")


def page(old: str, new: str, target: str) -> str:
    """What stands at the old address of a page that reads like `target`.

    >>> made = page("fit/", "hardware/fit/", "<title>Will it fit?</title>")
    >>> '<a data-moved href="../hardware/fit/">Will it fit?</a>' in made
    True
    """
    to = relpath(new, old) + "/"
    full = CANONICAL.search(target)
    return PAGE.format(
        to=escape(to),
        name=escape(title(target)),
        canonical=full[0] if full else f'<link rel="canonical" href="{escape(to)}">',
        script=relpath("assets/moved.js", old),
    )
