"""How many inputs Hypothesis tries of a law: few by default, many with `--thorough`."""

from typing import Any

from hypothesis import settings

PROFILES = {"default": 25, "thorough": 200}
"""The inputs of a law that asks for no share of its own."""
FEWEST = 10


def load_profile(name: str) -> None:
    """Use one of the two from here on; a busy machine is no reason for a law to fail."""
    settings.register_profile(name, max_examples=PROFILES[name], deadline=None)
    settings.load_profile(name)


def law(percent: int = 100, **others: Any) -> settings:
    """Settings of a law that tries this share of the profile's inputs: more where they are cheap.

    Laws are declared when their file is imported, which is after a profile was loaded.
    """
    return settings(max_examples=max(FEWEST, settings().max_examples * percent // 100), **others)
