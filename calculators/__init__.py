"""Calculators for choosing between open and closed AI models.

The same code answers in a page built by CPython, in the reader's browser and in a terminal:

    from calculators.registry import calculator
    result = calculator("fit").answer({"model": "qwen3-8b", "context": "8192"})

`calculators.core.view` turns a result into HTML, text or JSON. Standard library only.
"""

__version__ = "0.1.0"
