"""The lowest point of a function of a few numbers, without derivatives (Nelder and Mead, 1965)."""

from collections.abc import Callable, Sequence

Point = list[float]
Function = Callable[[Sequence[float]], float]

_STEP, _CLOSE, _MOST = 0.2, 1e-9, 400


def lowest(function: Function, start: Sequence[float]) -> Point:
    """Where the function is lowest near the start: the same point on every run.

    >>> [round(x, 4) for x in lowest(lambda p: (p[0] - 1) ** 2 + (p[1] + 2) ** 2, (0, 0))]
    [1.0, -2.0]
    """
    corners = [list(start)]
    corners += [[x + _STEP * (i == j) for j, x in enumerate(start)] for i in range(len(start))]
    ranked = sorted((function(corner), corner) for corner in corners)
    for _ in range(_MOST):
        if ranked[-1][0] - ranked[0][0] < _CLOSE:
            break
        ranked = sorted(_step(function, ranked))
    return ranked[0][1]


def _step(function: Function, ranked: list[tuple[float, Point]]) -> list[tuple[float, Point]]:
    """Replace the worst corner, or draw all of them towards the best."""
    *better, (worst, corner) = ranked
    middle = [sum(column) / len(better) for column in zip(*(p for _, p in better), strict=True)]
    value, moved = _tried(function, middle, corner, -1)
    if value < ranked[0][0]:
        return [*better, min((value, moved), _tried(function, middle, corner, -2))]
    if value < better[-1][0]:
        return [*better, (value, moved)]
    inner = _tried(function, middle, corner, 0.5)
    if inner[0] < worst:
        return [*better, inner]
    best = ranked[0][1]
    halved = [[(x + b) / 2 for x, b in zip(p, best, strict=True)] for _, p in ranked]
    return [(function(p), p) for p in halved]


def _tried(function: Function, middle: Point, corner: Point, factor: float) -> tuple[float, Point]:
    """The corner moved along its line through the middle of the others."""
    point = [m + factor * (c - m) for m, c in zip(middle, corner, strict=True)]
    return function(point), point
