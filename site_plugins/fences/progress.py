"""The ```progress fence: all that this browser keeps of the reader, to see, take along and erase.

    ``` progress
    own
    ```

The script fills it; the rest of the page says in words what would be here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from site_plugins.fences import fence_formatter

if TYPE_CHECKING:
    from collections.abc import Callable

OWN = "own"
WITHOUT_SCRIPT = (
    "What you’ve done is kept in this browser and nowhere else, and only a script can read it. "
    "So this page needs JavaScript. Every lesson works without."
)
ACTIONS = {"export": "Download JSON", "import": "Import JSON", "erase": "Erase all", "undo": "Undo"}


def render() -> str:
    """The card that the script fills."""
    return (
        '<start-progress><section class="sc-card sh-progress" aria-label="What is kept">'
        f'<div data-part="kept"><p>{WITHOUT_SCRIPT}</p></div>'
        f'<div class="sh-actions">{"".join(map(_button, ACTIONS))}'
        '<input type="file" data-part="file" accept=".json,application/json" hidden></div>'
        '<p role="status" data-part="said"></p>'
        "</section></start-progress>"
    )


def _button(action: str) -> str:
    return f'<button type="button" data-action="{action}" hidden>{ACTIONS[action]}</button>'


def _make(source: str, number: Callable[[str], str]) -> str:
    number("progress")
    if source.strip() != OWN:
        raise ValueError(f"write `{OWN}`: a reader’s progress is in their browser")
    return render()


fence = fence_formatter("progress", _make)
