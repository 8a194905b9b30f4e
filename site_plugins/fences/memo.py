"""The ```memo fence: the reader's own memo, or one that is filled in when the page is built.

    ``` memo
    own
    ```

    ``` memo
    memos/founder.json
    ```

A file is named from `content/`; it is what the page of the memo exports, so that a reader can load
it and import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.memo.html import to_html
from calculators.memo.joined import joined
from calculators.memo.kept import read
from site_plugins import ROOT
from site_plugins.fences import fence_formatter
from site_plugins.fences.calculator import head_html

if TYPE_CHECKING:
    from collections.abc import Callable

OWN = "own"
CONTENT = ROOT / "content"
STATE = "Kept in this browser"
EMPTY = (
    "Nothing is kept in this browser yet. Press “Keep this answer” at the foot of a calculator, "
    "and it stands here."
)
WITHOUT_SCRIPT = (
    "Your own memo needs JavaScript, because your answers are kept in this browser and nowhere "
    "else. Below stands a filled example, whole."
)
ACTIONS = {
    "print": "Print",
    "copy": "Copy as Markdown",
    "markdown": "Download Markdown",
    "json": "Download JSON",
    "import": "Import JSON",
    "delete": "Delete all",
    "undo": "Undo",
}


def render(body: str) -> str:
    """The HTML of one fence; raises `ValueError` or `InputErrors`."""
    return own_html() if body == OWN else example_html(body)


def example_html(name: str) -> str:
    """A filled memo, with figures of the day of the build."""
    path = CONTENT / name
    if path.suffix != ".json" or not path.is_file():
        raise ValueError(f"{name!r} is neither `own` nor a .json file in content/")
    memo = joined(read(path.read_text(encoding="utf-8")))
    if unread := [each.reason for each in memo.entries if each.result is None]:
        raise ValueError(f"{name}: {' '.join(unread)}")
    return (
        f'<div class="sc-card sm-example">{to_html(memo)}<footer class="sc-foot"><a '
        f'href="site:{name}" download>This example as JSON, to import</a></footer></div>'
    )


def own_html() -> str:
    """The reader's own, which the script fills."""
    return (
        '<start-memo><section class="sc-card" aria-labelledby="memo-title">\n'
        f"{head_html('Your memo', 'memo', STATE, WITHOUT_SCRIPT)}\n"
        f'<p class="sm-empty" data-part="empty">{EMPTY}</p>\n'
        f'<p class="sm-problem" data-part="problem" hidden></p>\n'
        f'<div class="sm-actions">{"".join(map(_button, ACTIONS))}'
        '<input type="file" data-part="file" accept=".json,application/json" hidden></div>\n'
        '<textarea class="sm-copy" data-part="copy" rows="6" readonly hidden '
        'aria-label="The memo as Markdown"></textarea>\n'
        '<div data-part="memo" role="region" aria-label="The memo and the policy"></div>\n'
        '<p class="sc-announce" role="status" aria-live="polite" data-part="announce"></p>\n'
        '<footer class="sc-foot"><span>Kept in this browser only. Nothing is sent anywhere.</span>'
        "</footer>\n"
        "</section></start-memo>"
    )


def _button(action: str) -> str:
    hidden = " hidden" if action == "undo" else ""
    return f'<button type="button" data-action="{action}"{hidden}>{ACTIONS[action]}</button>'


def _make(source: str, number: Callable[[str], str]) -> str:
    number("memo")
    return render(source.strip())


fence = fence_formatter("memo", _make)
