"""The ```formula fence: a calculator with every part of its formula, to read, change and run.

    ``` formula
    fit
    ```

The body is that of a calculator fence. A page with this fence is at `calculators/NAME.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from calculators.registry import calculator
from site_plugins.fences import fence_formatter
from site_plugins.fences.calculator import calculator_html, parse_fence
from site_plugins.fences.formula import formula_whole

if TYPE_CHECKING:
    from collections.abc import Callable


def _make(source: str, number: Callable[[str], str]) -> str:
    name, inputs = parse_fence(source)
    instance = number(name)
    card = calculator_html(name, inputs, instance=instance)
    return f"{card}\n{formula_whole(calculator(name), instance)}"


fence = fence_formatter("formula", _make)
