"""What a browser knows of the machine it runs on, and what it cannot know.

The page reads a few raw values when its reader asks for it; here they become suggestions for a
form, with the reason for each. They preselect and never decide.
"""

from calculators.browser.machine_hints.guess import PATHS, Guess, Path, Seen, what_is_seen
from calculators.browser.machine_hints.reading import NAMES, reading

__all__ = ["NAMES", "PATHS", "Guess", "Path", "Seen", "reading", "what_is_seen"]
