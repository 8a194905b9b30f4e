"""What one file of a built site asks the browser to load with it, and what a page calls itself."""

import posixpath
import re
from html import unescape

LINKS = frozenset({"stylesheet", "icon", "modulepreload"})
"""The `rel` of the `<link>`s that a browser follows when it shows a page."""
# Reading whole pages as HTML would take most of a build; these few tags are all that matters.
TAG = re.compile(r"<(link|script|img|source)\s([^>]*)>")
ATTRIBUTE = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
OWN_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
TITLE = re.compile(r"<title>([^<]*)</title>")
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)")
IN_SCRIPTS = re.compile(r"new URL\(\s*[\"']([^\"']+)[\"']\s*,\s*import\.meta\.url\s*\)")
IN_SETTINGS = re.compile(r'"search":\s*"([^"]+\.js)"')
"""Material names its search worker in the settings that each page carries."""


def title(page: str) -> str:
    """What a page calls itself: without the name of the site, where it says that too.

    >>> title("<head><title>Fit &amp; more</title></head>")
    'Fit & more'
    """
    found = OWN_TITLE.search(page) or TITLE.search(page)
    return unescape(found[1]).strip() if found else ""


def addresses(name: str, text: str) -> list[str]:
    """What a file loads, as it names it.

    >>> addresses("a.css", "p { background: url(paper.png) }")
    ['paper.png']
    """
    if name.endswith(".html"):
        loaded = [address for tag in TAG.finditer(text) for address in _loads(*tag.groups())]
        return [*loaded, *IN_SETTINGS.findall(text)]
    if name.endswith(".css"):
        return IN_STYLES.findall(text)
    return IN_SCRIPTS.findall(text) if name.endswith(".js") else []


def _loads(tag: str, attributes: str) -> list[str]:
    given = {name: unescape(one or two) for name, one, two in ATTRIBUTE.findall(attributes)}
    if tag == "link":
        return [given["href"]] if LINKS & set(given.get("rel", "").split()) else []
    pictures = [each.split()[0] for each in given.get("srcset", "").split(",") if each.strip()]
    return [*pictures, given["src"]] if "src" in given else pictures


def resolve(name: str, address: str) -> str | None:
    """The file, named from the root of the site, that an address in the file `name` means.

    None where it leads to another host, out of the site, or is no file at all.

    >>> resolve("hardware/fit/index.html", "../../assets/a.css?x=1")
    'assets/a.css'
    >>> resolve("index.html", "data:image/png;base64,AAAA") is None
    True
    """
    path = re.split(r"[?#]", address, maxsplit=1)[0]
    if not path or ":" in path or path.startswith("/"):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    return None if found.startswith("..") else found
