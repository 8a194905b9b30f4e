"""When a rule holds: conditions on the facts of a case, as a record writes them.

    when = { use = ["host_service"], commercial = true, group_annual_revenue_usd = "> 20_000_000" }

All of a table must hold. A list names what a fact may be, a text with a comparison sets a limit,
and anything else is the fact itself. `any_of` holds tables of which one must hold.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any

Condition = Mapping[str, Any]
Facts = Mapping[str, Any]

ANY_OF = "any_of"
_COMPARISONS = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether all of it holds; raises `KeyError` for a fact that the case doesn't have.

    >>> holds({"use": ["host", "sell"], "revenue_usd": "> 20_000_000"},
    ...       {"use": "host", "revenue_usd": 25e6})
    True
    """
    return all(_holds(name, wanted, facts) for name, wanted in condition.items())


def _holds(name: str, wanted: Any, facts: Facts) -> bool:
    if name == ANY_OF:
        return any(holds(each, facts) for each in wanted)
    fact = facts[name]
    if isinstance(wanted, list | tuple):
        return fact in wanted
    if limit := limit_of(wanted):
        compare, value = limit
        return bool(_COMPARISONS[compare](fact, value))
    return bool(fact == wanted)


def limit_of(wanted: object) -> tuple[str, float] | None:
    """The comparison and its value, where a condition sets a limit.

    >>> limit_of(">= 10_000_000"), limit_of("EU")
    (('>=', 10000000.0), None)
    """
    if not isinstance(wanted, str):
        return None
    compare, _, value = wanted.partition(" ")
    return (compare, float(value)) if compare in _COMPARISONS else None


def asks_about(condition: Condition) -> Iterator[tuple[str, Any]]:
    """Each fact that is looked at and what it is compared with, also inside `any_of`."""
    for name, wanted in condition.items():
        if name == ANY_OF:
            for each in wanted:
                yield from asks_about(each)
        else:
            yield name, wanted
